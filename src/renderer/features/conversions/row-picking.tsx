import { useCallback, useMemo, useRef, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { decisionText as text } from '#renderer/app/messages/en/decision.ts';
import { DecideButton } from '#renderer/features/decisions/decide-button.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import type { ConversionRow } from '#shared/ipc/conversions.ts';

type Picked = ReadonlyMap<number, ConversionRow>;

/** Rows ticked to be decided about together; null while nobody picks. */
export interface RowPicking {
  readonly picked: Picked | null;
  readonly setPicked: (picked: Picked | null) => void;
  /** The column of ticks, in front of the others while somebody picks. */
  readonly withTicks: (columns: readonly Column<ConversionRow>[]) => readonly Column<ConversionRow>[];
  /** To be told which row the keys are on, so that `X` ticks it. */
  readonly onActive: (row: ConversionRow) => void;
}

const NOTHING: Picked = new Map();
const AT_MOST = 5_000;

export function useRowPicking(): RowPicking {
  const [picked, setPicked] = useState<Picked | null>(null);
  const active = useRef<ConversionRow | null>(null);
  const toggle = useCallback((row: ConversionRow) => {
    setPicked((last) => {
      const next = new Map(last ?? NOTHING);
      if (!next.delete(row.id) && next.size < AT_MOST) next.set(row.id, row);
      return next;
    });
  }, []);
  useShortcut('x', () => active.current && toggle(active.current));
  const tick = useMemo<Column<ConversionRow> | null>(
    () =>
      picked && {
        id: 'pick',
        title: text.pickColumn,
        width: 54,
        cell: (row) => (
          <input
            type="checkbox"
            className="pick"
            tabIndex={-1}
            aria-label={text.pick(row.invocaId)}
            checked={picked.has(row.id)}
            onChange={() => toggle(row)}
          />
        ),
      },
    [picked, toggle],
  );
  return {
    picked,
    setPicked,
    withTicks: useCallback((columns) => (tick ? [tick, ...columns] : columns), [tick]),
    onActive: useCallback((row) => {
      active.current = row;
    }, []),
  };
}

/** Begins picking rows; then says how many are picked and decides about them. */
export function PickTools({ picking }: { readonly picking: RowPicking }) {
  const { picked, setPicked } = picking;
  const ids = useMemo(() => (picked ? [...picked.keys()] : []), [picked]);
  const target = useMemo(() => ({ ids }), [ids]);
  if (picked === null) {
    return (
      <Button kind="quiet" aria-keyshortcuts="X" onClick={() => setPicked(NOTHING)}>
        {text.select}
      </Button>
    );
  }
  const currencies = new Set([...picked.values()].map(({ currency }) => currency));
  return (
    <>
      <DecideButton
        label={text.decidePicked(countText(picked.size))}
        target={target}
        count={picked.size}
        currency={currencies.size === 1 ? ([...currencies][0] ?? null) : null}
        onDone={() => setPicked(null)}
      />
      <Button kind="quiet" onClick={() => setPicked(null)}>
        {text.endSelect}
      </Button>
    </>
  );
}
