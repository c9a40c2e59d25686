import { parse } from 'csv-parse';
import { z } from 'zod';
import type { GivenRecipient } from '#shared/domain/recipients.ts';
import { DeskError } from '#shared/ipc/errors.ts';

type Column = 'twitterId' | 'handle' | 'name';

/** Heads that say what a column is, without signs and in small letters. */
const KNOWN_HEADS: Readonly<Record<Column, readonly string[]>> = {
  twitterId: ['twitterid', 'id', 'userid', 'xid', 'accountid'],
  handle: ['handle', 'username', 'screenname', 'twitterhandle', 'twittername', 'user'],
  name: ['name', 'displayname', 'fullname'],
};

/**
 * Recipients of a file or a paste: columns `twitter_id,handle,name` in any order with a head line, or, without one, in
 * this order. Commas, semicolons or tabs. What is wrong with a row is found later, so that it has its place in the list.
 * @throws DeskError invalid_input for a head without id or handle, or text that is no table
 */
export async function readRecipients(text: string): Promise<readonly GivenRecipient[]> {
  const rows: GivenRecipient[] = [];
  let places: Readonly<Partial<Record<Column, number>>> | null = null;
  for await (const { line, cells } of records(text)) {
    if (places === null) {
      const headed = placesOf(cells);
      places = headed ?? { twitterId: 0, handle: 1, name: 2 };
      if (headed) continue;
    }
    const cell = (column: Column): string => cells[places?.[column] ?? -1] ?? '';
    rows.push({ line, twitterId: cell('twitterId'), handle: cell('handle'), name: cell('name') });
  }
  return rows;
}

/** Where each column stands by the head line; null when the first line is a row already. */
function placesOf(cells: readonly string[]): Partial<Record<Column, number>> | null {
  const heads = cells.map((cell) => cell.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const place = (column: Column): number | undefined => {
    const known = KNOWN_HEADS[column].map((head) => heads.indexOf(head)).find((at) => at >= 0);
    return known;
  };
  const places = { twitterId: place('twitterId'), handle: place('handle'), name: place('name') };
  if (Object.values(places).every((at) => at === undefined)) {
    if (/\d/.test(cells[0] ?? '')) return null;
    throw refused('The first line names no column twitter_id, and is no row either.');
  }
  if (places.twitterId === undefined) throw refused('There is no column twitter_id.');
  if (places.handle === undefined) throw refused('There is no column handle.');
  return {
    twitterId: places.twitterId,
    handle: places.handle,
    ...(places.name === undefined ? {} : { name: places.name }),
  };
}

async function* records(
  text: string,
): AsyncGenerator<{ readonly line: number; readonly cells: readonly string[] }> {
  const end = text.search(/[\r\n]/);
  const first = end === -1 ? text : text.slice(0, end);
  const [delimiter = ','] = [',', ';', '\t'].toSorted(
    (one, other) => first.split(other).length - first.split(one).length,
  );
  const parser = parse(text, {
    bom: true,
    delimiter,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  try {
    for await (const found of parser) {
      const { record: cells, info } = parsedRecord.parse(found);
      // A record's line is the one it ends on; its own line breaks lie before that.
      const inside = cells.reduce((sum, cell) => sum + cell.split(/\r\n|\r|\n/).length - 1, 0);
      const line = info.lines - inside;
      if (cells.some((cell) => cell !== '')) yield { line, cells };
    }
  } catch (cause) {
    if (cause instanceof DeskError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DeskError('invalid_input', `The recipients cannot be read: ${why}`, { field: 'rows', cause });
  }
}

const parsedRecord = z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) });

function refused(message: string): DeskError {
  return new DeskError('invalid_input', message, { field: 'rows' });
}
