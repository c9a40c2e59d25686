import { z } from 'zod';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { PhpParameters } from './php-query.ts';
import type { TuneCall } from './tune-call.ts';

/** 100 to 500; the most is not documented (tune.md 9.4). */
const PAGE = 500;
/** More than any network has; a server that never ends is not followed further. */
const MOST_PAGES = 10_000;

const count = z.coerce.number().int().min(0).max(MOST_PAGES);
const wrapper = z.object({ pageCount: count, data: z.unknown() });

/** What is asked for page by page. `model` names whose columns are read. */
export interface Listing<Row> {
  readonly method: string;
  readonly parameters: PhpParameters;
  readonly row: z.ZodType<Row>;
  /** What a row is known by: one that comes again, since the pages moved meanwhile, counts once. */
  readonly keyOf: (row: Row) => string;
  readonly what: string;
  readonly divisible?: boolean;
}

/**
 * Reads every page of a find or a report. Both forms an answer may have are read: the counted wrapper, and the plain map
 * or list, which ends with a page that is not full. @throws NetworkFault
 */
export async function readPages<Row>(
  call: TuneCall,
  { method, parameters, row, keyOf, what, divisible }: Listing<Row>,
  { networkName, signal }: { readonly networkName: string; readonly signal: AbortSignal },
): Promise<readonly Row[]> {
  const found = new Map<string, Row>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const data = await call({
      method,
      parameters: { ...parameters, limit: String(PAGE), page: String(page) },
      kind: 'read',
      what,
      ...(divisible === undefined ? {} : { divisible }),
      signal,
    });
    const wrapped = wrapper.safeParse(data);
    const where = `${networkName}, asked to ${what}, page ${page}`;
    const rows = entriesIn(wrapped.success ? wrapped.data.data : data, where).map((entry, place) =>
      readEntry(entry, row, `${where}, entry ${place + 1}`),
    );
    const before = found.size;
    for (const one of rows) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
    const last = wrapped.success ? page >= wrapped.data.pageCount : rows.length < PAGE;
    if (last || (!wrapped.success && found.size === before)) break;
  }
  return [...found.values()];
}

/** The entries of a map or a list; what PHP writes for nothing is none. @throws NetworkFault unreadable */
function entriesIn(data: unknown, where: string): readonly unknown[] {
  if (data === null || data === undefined || data === '') return [];
  if (Array.isArray(data)) return data;
  if (typeof data === 'object') return Object.values(data);
  throw new NetworkFault('unreadable', `${where}: the answer holds ${typeof data} instead of records.`);
}

/** Reads one entry. @throws NetworkFault unreadable, naming `where` and the field */
export function readEntry<Row>(entry: unknown, row: z.ZodType<Row>, where: string): Row {
  const read = row.safeParse(entry);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const place = issue ? `${issue.path.join('.')} ${issue.message}` : 'not understood';
  throw new NetworkFault('unreadable', `${where}: ${place}.`);
}
