import type { SideRow } from '#shared/domain/reconcile/side-row.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { DeskRows, DeskScope } from '../ports/reconcile-store.ts';

const ROWS_AT_ONCE = 5_000;

/** Reads the desk's own side piece by piece; the next is read while one is worked with. */
export async function* deskPieces(
  read: Pick<DeskReader, 'deskRows'>,
  scope: DeskScope,
): AsyncGenerator<DeskRows> {
  const ask = (after: number): Promise<DeskRows> => read.deskRows({ ...scope, after, limit: ROWS_AT_ONCE });
  let asked = ask(0);
  for (;;) {
    const rows = await asked;
    const last = rows.recordIds.at(-1);
    const more = last !== undefined && rows.recordIds.length === ROWS_AT_ONCE;
    if (more) {
      asked = ask(last);
      // Whoever works with these may fail first; then nobody waits for the next.
      asked.catch(() => undefined);
    }
    yield rows;
    if (!more) return;
  }
}

/** The desk's own side row by row. @throws RangeError when a column is shorter than the others */
export function deskSideRows(rows: DeskRows): readonly SideRow[] {
  return rows.recordIds.map((recordId, place): SideRow => {
    const callId = valueAt(rows.callIds, place);
    return {
      line: null,
      recordId,
      invocaId: callId,
      callId,
      status: valueAt(rows.statuses, place),
      payout: valueAt(rows.payouts, place),
      currency: valueAt(rows.currencies, place),
      at: valueAt(rows.ats, place),
      number: valueAt(rows.numbers, place),
      rawResult: valueAt(rows.rawResults, place),
      earlier: rows.earlier.get(recordId) ?? NEVER_OTHERWISE,
    };
  });
}

const NEVER_OTHERWISE: SideRow['earlier'] = [];

function valueAt<T>(column: readonly T[], place: number): T {
  const value = column[place];
  if (value === undefined) throw new RangeError(`Row ${place} of the desk’s side is not whole.`);
  return value;
}
