import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { RequestName } from '#shared/ipc/contract.ts';
import { changedSinceAsked } from './asked-ahead.ts';
import { asDeskFault, type DeskFault } from './desk-fault.ts';
import { CHUNK_ROWS, type LoadRows, RowChunks } from './row-chunks.ts';
import { onChange } from './use-request.ts';

/** A list as a table sees it: how many rows, the ones at hand, and a way to say which are looked at. */
export interface RowWindow<R> {
  readonly count: number;
  readonly rowAt: (index: number) => R | undefined;
  /** Says that the rows from `first` to before `end` are looked at. */
  readonly want: (first: number, end: number) => void;
  /** Other than before whenever other rows are at hand. */
  readonly version: number;
}

/** How a list is asked for. `key` changes with filter and order, and with nothing else. */
export interface RowQuery<R, T extends { readonly count: number }> {
  readonly key: string;
  /** Its topic says when the list may have changed. */
  readonly request: RequestName;
  readonly load: LoadRows<R>;
  /** The count of the whole list, with whatever else is told beside it. */
  readonly totals: () => Promise<T>;
  /** The first rows and the totals where they were asked for ahead and are here: the list is drawn with them at once. */
  readonly ahead?: () => { readonly rows: readonly R[]; readonly totals: T } | undefined;
}

export interface RowList<R, T> {
  /** Undefined until the first answer. */
  readonly rows: RowWindow<R> | undefined;
  readonly totals: T | undefined;
  /** The key that rows and totals belong to. */
  readonly key: string | undefined;
  readonly fault: DeskFault | undefined;
  readonly reload: () => void;
}

interface Shown<R, T> {
  readonly key: string;
  readonly chunks: RowChunks<R>;
  readonly totals: T;
}

/**
 * The rows and totals of a list, kept current. When the key changes, what is shown stays until the first rows and
 * the totals of the new list are both here, so that count and rows never speak of different lists.
 */
export function useRowWindow<R, T extends { readonly count: number }>(query: RowQuery<R, T>): RowList<R, T> {
  const [fault, setFault] = useState<DeskFault>();
  const [version, setVersion] = useState(0);
  const [round, setRound] = useState(0);
  const { key, request } = query;

  const chunksOf = (isCurrent: () => boolean, failed: (thrown: unknown) => void): RowChunks<R> =>
    new RowChunks<R>(query.load, () => isCurrent() && setVersion((last) => last + 1), failed);

  const [early] = useState(() => {
    const there = query.ahead?.();
    if (there === undefined) return undefined;
    const life = { isCurrent: true, begun: false };
    const chunks = chunksOf(
      () => life.isCurrent,
      (thrown) => life.isCurrent && setFault(asDeskFault(thrown)),
    );
    chunks.seed(there.rows);
    return { life, shown: { key, chunks, totals: there.totals } };
  });
  const [shown, setShown] = useState<Shown<R, T> | undefined>(early?.shown);

  const begin = useEffectEvent(async (isCurrent: () => boolean) => {
    const { load, totals } = query;
    const failed = (thrown: unknown): void => {
      if (isCurrent()) setFault(asDeskFault(thrown));
    };
    const chunks = chunksOf(isCurrent, failed);
    try {
      const [counted, rows] = await Promise.all([totals(), load(0, CHUNK_ROWS)]);
      if (!isCurrent()) return;
      chunks.seed(rows);
      setFault(undefined);
      setShown({ key, chunks, totals: counted });
    } catch (thrown) {
      failed(thrown);
    }
  });
  const refresh = useEffectEvent(async () => {
    if (!shown) return;
    shown.chunks.invalidate();
    try {
      const counted = await query.totals();
      setShown((last) => (last?.chunks === shown.chunks ? { ...last, totals: counted } : last));
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    }
  });
  useEffect(() => {
    if (early && !early.life.begun) {
      early.life.begun = true;
      if (changedSinceAsked()) void refresh();
      return () => {
        early.life.isCurrent = false;
      };
    }
    let current = true;
    void begin(() => current);
    return () => {
      current = false;
    };
  }, [early, key, round]);

  useEffect(() => onChange(request, () => void refresh()), [request]);

  const chunks = shown?.chunks;
  const count = shown?.totals.count ?? 0;
  const rows = useMemo<RowWindow<R> | undefined>(
    () =>
      chunks && {
        count,
        rowAt: (index) => chunks.rowAt(index),
        want: (first, end) => chunks.want(first, end, count),
        version,
      },
    [chunks, count, version],
  );
  return {
    rows,
    totals: shown?.totals,
    key: shown?.key,
    fault,
    reload: () => setRound((last) => last + 1),
  };
}
