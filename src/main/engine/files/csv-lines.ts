import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { DeskError } from '#shared/ipc/errors.ts';

/** A row of a CSV file, as text. */
export interface CsvLine {
  readonly cells: readonly string[];
  /** The line of the file it ends on, from 1. */
  readonly line: number;
}

const parsed = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

/**
 * The rows of a CSV file one by one, its head among them; empty lines are passed over.
 * @throws DeskError invalid_input, about `field`, when the file cannot be read or its rows are not equally long
 */
export async function* csvLines(file: string, field: string): AsyncGenerator<CsvLine> {
  const parser = parse({ bom: true, skip_empty_lines: true, info: true });
  createReadStream(file)
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  const rows: AsyncIterable<unknown> = parser;
  try {
    for await (const row of rows) {
      const { record, info } = parsed.parse(row);
      yield { cells: record, line: info.lines };
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DeskError('invalid_input', `“${file}” cannot be read: ${why}`, { field, cause });
  }
}
