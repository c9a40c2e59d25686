import { writeTable } from '../exports/write-table.ts';

/**
 * Writes rows of a file that could not be taken in, as they were, each with what is wrong, so that they can be mended
 * and imported by themselves. Gives the count of rows. @throws DeskError invalid_input naming the file
 */
export async function saveFaultyRows(input: {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly file: string;
  readonly now: number;
}): Promise<number> {
  const { columns, rows, file, now } = input;
  async function* pieces() {
    yield rows;
  }
  return writeTable({ columns, at: now, count: rows.length, rows: pieces(), about: [] }, 'csv', file);
}
