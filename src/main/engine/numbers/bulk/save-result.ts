import type { DeskReader } from '../../ports/desk-store.ts';
import { writeTable } from '../../exports/write-table.ts';

const ROWS_A_READ = 500;

const COLUMNS = [
  'line',
  'state',
  'number',
  'id_from_network',
  'invoca_id',
  'offer_id',
  'offer',
  'partner_id',
  'partner',
  'description',
  'tracking_link',
  'reason',
] as const;

/**
 * Writes what came of a batch of numbers into one CSV file, row by row in the order of its form or file, rows that were
 * left out among them. Gives the count of rows. @throws DeskError invalid_input naming the file, not_found
 */
export async function saveBatchResult(
  read: Pick<DeskReader, 'batch' | 'batchResult'>,
  { batchId, file, now }: { readonly batchId: number; readonly file: string; readonly now: number },
): Promise<number> {
  const batch = await read.batch({ id: batchId });
  async function* rows() {
    for (let after = 0; ;) {
      const piece = await read.batchResult({ batchId, after, limit: ROWS_A_READ });
      const last = piece.at(-1);
      if (!last) return;
      yield piece.map((row) => [
        row.line,
        row.state,
        row.number,
        row.idFromNetwork,
        row.invocaId,
        row.offerId,
        row.offerName,
        row.partnerId,
        row.partnerName,
        row.description,
        row.baseLink,
        row.reason,
      ]);
      after = last.seq;
    }
  }
  return writeTable({ columns: COLUMNS, at: now, count: batch.total, rows: rows(), about: [] }, 'csv', file);
}
