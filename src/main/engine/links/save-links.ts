import { stringify } from 'csv-stringify/sync';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { writeTable } from '../exports/write-table.ts';
import { writeWholeFile } from '../exports/whole-file.ts';
import type { KeptPlan, MadeLink } from './link-plans.ts';

const ROWS_A_WRITE = 500;

/**
 * Writes the links of a plan to a file and gives their count: every column of the file as it was, the sub ids it has no
 * column for, the link and its faults. Rows no link could be made of keep their place.
 * @throws DeskError invalid_input naming the file when it cannot be written
 */
export async function saveLinks(
  { plan, headings, links }: KeptPlan,
  to: { readonly file: string; readonly format: 'csv' | 'xlsx'; readonly now: number },
): Promise<number> {
  const added = SUB_ID_NAMES.filter(
    (name) =>
      plan.columns.every(({ field, heading }) => field !== name && heading !== name) &&
      links.some(({ draft }) => draft.subIds[name] !== ''),
  );
  const columns = [...headings];
  for (const name of [...added, 'link', 'faults']) columns.push(unusedName(columns, name));
  const cells = ({ cells: given, draft, link, faults }: MadeLink): string[] => [
    ...headings.map((_, place) => given[place] ?? ''),
    ...added.map((name) => draft.subIds[name]),
    link,
    faults.join('; '),
  ];
  if (to.format === 'xlsx') {
    const about = [
      ['file', plan.fileName],
      ['links', String(plan.links)],
      ['with faults', String(plan.faulty)],
      ['rows without a link', String(plan.unmade)],
    ] as const;
    const rows = async function* (): AsyncGenerator<readonly (readonly string[])[]> {
      for (let from = 0; from < links.length; from += ROWS_A_WRITE) {
        yield links.slice(from, from + ROWS_A_WRITE).map(cells);
      }
    };
    const table = { columns, at: to.now, count: links.length, rows: rows(), about, name: 'Links' };
    return writeTable(table, 'xlsx', to.file);
  }
  return writeWholeFile(to.file, async (handle) => {
    await handle.write(stringify([columns]));
    for (let from = 0; from < links.length; from += ROWS_A_WRITE) {
      await handle.write(stringify(links.slice(from, from + ROWS_A_WRITE).map(cells)));
    }
    return links.length;
  });
}

function unusedName(taken: readonly string[], name: string): string {
  let free = name;
  for (let count = 2; taken.includes(free); count += 1) free = `${name}_${count}`;
  return free;
}
