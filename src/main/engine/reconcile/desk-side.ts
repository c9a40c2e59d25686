import type { SideRow } from '#shared/domain/reconcile/side-row.ts';
import type { DeskRows } from '../ports/reconcile-store.ts';

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
  if (value === undefined) throw new RangeError(`Row ${place} of the desk's side is not whole.`);
  return value;
}
