import { stringify } from 'csv-stringify/sync';
import { faultTexts, lintedLink } from '#shared/domain/linted-link.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdName } from '#shared/domain/sub-ids.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { writeWholeFile } from '../exports/whole-file.ts';
import { csvLines } from '../files/csv-lines.ts';

const REQUIRED = ['base', 'offer_id', 'aff_id', 'number'] as const;
const ADDED = ['link', 'faults'] as const;
const ROWS_A_WRITE = 500;

/** What became of a file of links. */
export interface BulkLinks {
  readonly rows: number;
  /** Rows that got a link. */
  readonly links: number;
  /** Rows with a fault, with a link or without one. */
  readonly withFaults: number;
}

/** A row with what was made of it. Faults are `code: what it means`, first what kept a link from being made. */
interface MadeLink {
  readonly link: string;
  readonly faults: readonly string[];
}

/**
 * Makes a tracking link of every row of a CSV file and examines it: every column of the file comes back as it was,
 * followed by `link` and `faults`. A row that cannot become a link keeps its place with its faults. The file appears
 * whole or not at all.
 * @throws DeskError invalid_input when a file cannot be read or written, is no CSV, or lacks a column
 */
export async function bulkLinks(input: { readonly from: string; readonly to: string }): Promise<BulkLinks> {
  return writeWholeFile(input.to, async (handle) => {
    let head: readonly string[] | null = null;
    let waiting: string[][] = [];
    const made = { rows: 0, links: 0, withFaults: 0 };
    const flush = async (): Promise<void> => {
      await handle.write(stringify(waiting));
      waiting = [];
    };
    for await (const { cells } of csvLines(input.from, 'in')) {
      if (head === null) {
        head = checkedHead(cells);
        waiting.push([...head, ...ADDED]);
        continue;
      }
      const { link, faults } = linkOf(head, cells);
      made.rows += 1;
      if (link !== '') made.links += 1;
      if (faults.length > 0) made.withFaults += 1;
      waiting.push([...cells, link, faults.join('; ')]);
      if (waiting.length >= ROWS_A_WRITE) await flush();
    }
    if (head === null)
      throw new DeskError('invalid_input', 'The file is empty: there is no line of column names.');
    await flush();
    return made;
  });
}

function checkedHead(cells: readonly string[]): readonly string[] {
  const head = cells.map((cell) => cell.trim());
  const missing = REQUIRED.filter((name) => !head.includes(name));
  if (missing.length > 0) {
    const message = `The file has no column ${missing.join(', ')}. Its columns are ${head.join(', ')}.`;
    throw new DeskError('invalid_input', message, { field: 'in' });
  }
  const taken = head.find(
    (name, place) => head.indexOf(name) !== place || ADDED.some((added) => added === name),
  );
  if (taken !== undefined) {
    const why = ADDED.some((added) => added === taken) ? 'is one this adds' : 'stands twice';
    throw new DeskError('invalid_input', `The column ${taken} ${why}.`, { field: 'in' });
  }
  return head;
}

function linkOf(head: readonly string[], cells: readonly string[]): MadeLink {
  const cell = (name: string): string => (cells[head.indexOf(name)] ?? '').trim();
  const subIds: Partial<Record<SubIdName, string>> = {};
  for (const name of SUB_ID_NAMES) if (head.includes(name)) subIds[name] = cell(name);
  const made = lintedLink({
    base: cell('base'),
    offerId: cell('offer_id'),
    partnerId: cell('aff_id'),
    number: cell('number'),
    subIds,
  });
  return { link: made.link, faults: faultTexts(made) };
}
