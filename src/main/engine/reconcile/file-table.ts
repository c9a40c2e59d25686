import { parse } from 'csv-parse/sync';
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
  let head: readonly string[] | null = null;
  const rows: FileLine[] = [];
  const take = (cells: readonly string[], line: number): void => {
    if (head === null) head = cells;
    else if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
  };
  if (!text.includes('"')) {
    // Nothing is quoted, so that signs divide and nothing else: a tenth of what it takes to look at every character.
    for (const [place, line] of linesOf(text).entries()) {
      if (line !== '') take(line.split(delimiter), place + 1);
    }
    return { head: headOf(head, name), rows };
  }
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        take(record, lines);
        return null;
      },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refused(`“${name}” cannot be read as CSV: ${why}`, cause);
  }
  return { head: headOf(head, name), rows };
}

function linesOf(text: string): readonly string[] {
  return text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n');
}

function headOf(head: readonly string[] | null, name: string): readonly string[] {
  if (head === null || head.every((cell) => cell.trim() === '')) throw refused(`“${name}” is empty.`);
  return head.map((cell) => cell.trim());
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
