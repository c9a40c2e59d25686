import type { HereRow, ThereRow } from '#shared/domain/reconcile/sides.ts';
import { reconcile } from '#shared/domain/reconcile/reconcile.ts';
import type { Reconciled } from '#shared/domain/reconcile/reconcile.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { DeskScope } from '../ports/reconcile-store.ts';
import { deskPieces, deskSideRows } from './desk-side.ts';

/** Rows this far beyond the period are read too, for calls that another zone counts to another day. */
const MARGIN_MS = 86_400_000;

/** Compares the desk's conversions of a period with rows of another side. */
export async function reconcileRows(input: {
  readonly reader: Pick<DeskReader, 'deskRows' | 'networks'>;
  readonly there: readonly ThereRow[];
  /** Whether the other side tells only of approved calls. */
  readonly thereApprovedOnly: boolean;
  /** Only calls of this partner; null for all. */
  readonly partnerId?: string | null;
  readonly from: number;
  readonly to: number;
  readonly windowMs: number;
  readonly zone: string;
  /** Up to when the other side speaks; null takes the time of its last row, or of a side that dates none when it was written. */
  readonly asOf: number | null;
  readonly writtenAt: number;
}): Promise<Reconciled> {
  const { reader, there, from, to } = input;
  const networks = await reader.networks();
  const here = await hereRows(reader, {
    networkId: null,
    partnerId: input.partnerId ? input.partnerId : null,
    offerId: null,
    from: from - MARGIN_MS,
    to: to + MARGIN_MS,
  });
  const dated = there.flatMap(({ at }) => (at === null ? [] : [at]));
  const newest = dated.reduce<number | null>((last, at) => Math.max(last ?? at, at), null);
  return reconcile(here, there, {
    from,
    to,
    windowMs: input.windowMs,
    thereZone: input.zone,
    hereReadTo: networks.reduce<number | null>(
      (least, { lastSuccessAt }) =>
        lastSuccessAt === null || least === null ? (lastSuccessAt ?? least) : Math.min(least, lastSuccessAt),
      null,
    ),
    thereApprovedOnly: input.thereApprovedOnly,
    thereReadTo: input.asOf ?? (newest === null ? input.writtenAt : newest + 1),
  });
}

/** What of the desk is known to have been then; a call without a time is of no period that was asked for. */
async function hereRows(reader: Pick<DeskReader, 'deskRows'>, scope: DeskScope): Promise<readonly HereRow[]> {
  const rows: HereRow[] = [];
  for await (const piece of deskPieces(reader, scope)) {
    for (const row of deskSideRows(piece)) if (row.at !== null) rows.push(row);
  }
  return rows;
}
