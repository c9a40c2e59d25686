import type { NumberOrder } from '#shared/domain/number-order.ts';
import type { BulkFault, BulkRow } from '#shared/ipc/number-bulk.ts';

/** A row of a form or file as it was given, not yet checked. */
export interface GivenRow {
  readonly line: number;
  readonly offerId: string;
  readonly partnerId: string;
  /** How many numbers; null when what was given is not a count. */
  readonly count: number | null;
  readonly order: NumberOrder;
  /** The heading of the column a field came from; absent for a form. */
  readonly headings: Readonly<Partial<Record<string, string>>>;
  /** What was wrong with the cells themselves. */
  readonly faults: readonly BulkFault[];
}

/** A row as a preview shows it. */
export type PlannedRow = BulkRow;

/** A fault of a row's field, at its cell where the row came from a file. */
export function faultAt(row: Pick<GivenRow, 'line' | 'headings'>, field: string, message: string): BulkFault {
  return { line: row.line, column: row.headings[field] ?? null, field, message };
}
