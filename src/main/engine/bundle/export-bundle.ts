import { writeWholeFile } from '../exports/whole-file.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import { disputePage } from './dispute-page.ts';

/**
 * Writes the dispute bundle of a conversion: one page of HTML, whole or not at all.
 * @throws DeskError not_found; invalid_input naming the file when it cannot be written
 */
export async function exportBundle(input: {
  readonly reader: Pick<DeskReader, 'disputeRecord'>;
  readonly id: number;
  readonly zone: string;
  readonly file: string;
  /** UTC milliseconds. */
  readonly now: number;
}): Promise<void> {
  const record = await input.reader.disputeRecord({ id: input.id });
  const page = disputePage(record, { zone: input.zone, at: input.now });
  await writeWholeFile(input.file, (handle) => handle.writeFile(page, 'utf8'));
}
