import type { HereRow, ThereRow } from '#shared/domain/reconcile/sides.ts';
import { reconcile } from '#shared/domain/reconcile/reconcile.ts';
import type { Reconciled } from '#shared/domain/reconcile/reconcile.ts';
import type { ConversionFilter } from '#shared/ipc/conversions.ts';
import type { ExportedConversion } from '../ports/conversion-store.ts';
import type { DeskReader } from '../ports/desk-store.ts';

/** Rows this far beyond the period are read too, for calls that another zone counts to another day. */
const MARGIN_MS = 86_400_000;
const PAGE = 500;

/** Compares the desk's conversions of a period with rows of another side. */
export async function reconcileRows(input: {
  readonly reader: Pick<DeskReader, 'exportPage' | 'networks'>;
  readonly there: readonly ThereRow[];
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
  const period = { from: from - MARGIN_MS, to: to + MARGIN_MS };
  const partner = input.partnerId ? { partnerIds: [input.partnerId] } : {};
  const here = await hereRows(reader, { ...period, ...partner });
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
    thereReadTo: input.asOf ?? (newest === null ? input.writtenAt : newest + 1),
  });
}

async function hereRows(
  reader: Pick<DeskReader, 'exportPage'>,
  filter: ConversionFilter,
): Promise<readonly HereRow[]> {
  const rows: HereRow[] = [];
  let after = 0;
  for (;;) {
    const page = await reader.exportPage({ filter, after, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) return rows;
    for (const one of page) rows.push(hereRow(one));
    after = last.row.id;
  }
}

function hereRow({ row, history }: ExportedConversion): HereRow {
  return {
    invocaId: row.invocaId,
    status: row.status,
    payout: row.payout,
    currency: row.currency,
    at: row.callStartedAt,
    number: row.number,
    rawResult: row.rawResult,
    earlier: history.flatMap(({ at, statusBefore, payoutBefore }) =>
      statusBefore === null || payoutBefore === null
        ? []
        : [{ until: at, status: statusBefore, payout: payoutBefore }],
    ),
  };
}
