import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { DeskError } from '#shared/ipc/errors.ts';

/** A CSV file as text cells. */
export interface FileTable {
  readonly head: readonly string[];
  readonly rows: readonly FileLine[];
}

/** A row with the line of the file it ends on, from 1. */
export interface FileLine {
  readonly line: number;
  readonly cells: readonly string[];
}

const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

/**
 * The table of a CSV file; commas, semicolons or tabs, whichever its head has. Rows may be shorter or longer than the
 * head, as totals at the end of a report are. Blocks for as long as it takes, so large files belong on a thread.
 * @throws DeskError invalid_input naming the file when it is not UTF-8, no CSV or without a head line
 */
export function readTable(bytes: Uint8Array, name: string): FileTable {
  const text = textOf(bytes, name);
  const end = text.search(/[\r\n]/);
  const first = end === -1 ? text : text.slice(0, end);
  const count = (sign: string): number => first.split(sign).length;
  const [delimiter = ','] = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a));
  let records: z.infer<typeof parsed>;
  try {
    const found: unknown = parse(text, {
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    });
    records = parsed.parse(found);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refused(`“${name}” cannot be read as CSV: ${why}`, cause);
  }
  const [head, ...rows] = records;
  if (!head || head.record.every((cell) => cell.trim() === '')) throw refused(`“${name}” is empty.`);
  return {
    head: head.record.map((cell) => cell.trim()),
    rows: rows
      .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
      .map(({ record, info }) => ({ line: info.lines, cells: record })),
  };
}

/** The head line of a CSV file, without reading the rest. @throws DeskError invalid_input */
export function readTableHead(bytes: Uint8Array, name: string): readonly string[] {
  const end = bytes.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  return readTable(end === -1 ? bytes : bytes.subarray(0, end), name).head;
}

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refused(`“${name}” is not UTF-8 text. Save it as “CSV UTF-8” and choose it again.`, cause);
  }
}

function refused(message: string, cause?: unknown): DeskError {
  return new DeskError('invalid_input', message, { field: 'file', cause });
}
