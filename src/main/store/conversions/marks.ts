import type { ConversionFilter } from '#shared/ipc/conversions.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { unpackMark } from './mark.ts';
import type { Mark } from './mark.ts';
import { foldText, wordsOf } from './words.ts';

/** A line as the list sorts, filters and searches by it. Names are folded for comparison. */
export interface ListedLine {
  readonly id: number;
  readonly networkId: number;
  readonly currency: string;
  readonly partnerId: string;
  readonly offerId: string;
  readonly number: string;
  readonly partnerName: string;
  readonly offerName: string;
  /** Beginnings of these words find the line's conversions. */
  readonly words: readonly string[];
}

/** A mark with what the list counts of it. */
export interface CountedMark extends Mark {
  readonly mark: number;
  readonly line: ListedLine;
  readonly count: number;
  readonly payout: number;
  readonly revenue: number;
}

/** Everything listed, by marks, as of one version of the list. */
export interface ListedMarks {
  readonly version: number;
  readonly all: readonly CountedMark[];
  /** Conversions listed in all. */
  readonly total: number;
}

interface MarkRow {
  readonly mark: number;
  readonly count: number;
  readonly payout: number;
  readonly revenue: number;
}

interface LineRow {
  readonly id: number;
  readonly network_id: number;
  readonly currency: string;
  readonly partner_id: string;
  readonly offer_id: string;
  readonly number: string | null;
  readonly description: string | null;
  readonly partner_name: string | null;
  readonly offer_name: string | null;
}

/** Reads the marks of the list, again only when the list has a new version. */
export function listedMarks(db: Sqlite): () => ListedMarks {
  const version = db.prepare<[], { version: number }>('SELECT version FROM settled');
  const marks = db.prepare<[], MarkRow>(
    'SELECT mark, count, payout, revenue FROM mark_tallies WHERE count > 0',
  );
  const lines = db.prepare<[], LineRow>(
    `SELECT l.id, l.network_id, w.currency, l.partner_id, l.offer_id, n.number, n.description, p.name AS partner_name,
       o.name AS offer_name
     FROM lines AS l JOIN networks AS w ON w.id = l.network_id
     LEFT JOIN numbers AS n ON n.id = l.number_id
     LEFT JOIN partners AS p ON p.network_id = l.network_id AND p.partner_id = l.partner_id
     LEFT JOIN offers AS o ON o.network_id = l.network_id AND o.offer_id = l.offer_id`,
  );
  const read = db.transaction((): ListedMarks => {
    const byId = new Map(lines.all().map((row) => [row.id, listedLine(row)]));
    const all = marks.all().flatMap(({ mark, ...sums }) => {
      const unpacked = unpackMark(mark);
      const line = byId.get(unpacked.lineId);
      return line ? [{ ...unpacked, ...sums, mark, line }] : [];
    });
    const total = all.reduce((sum, { count }) => sum + count, 0);
    return { version: version.get()?.version ?? 0, all, total };
  });
  let remembered: ListedMarks | null = null;
  return () => {
    if (remembered?.version !== version.get()?.version) remembered = read();
    return remembered ?? read();
  };
}

/** The marks a filter lets through, date and text aside; null when it lets all through. */
export function marksOf(listed: ListedMarks, filter: ConversionFilter): readonly CountedMark[] | null {
  const { networkId, statuses, partnerIds, offerIds, numbers, unknownResult, zeroPayout } = filter;
  const tests: ((mark: CountedMark) => boolean)[] = [];
  if (networkId !== undefined) tests.push(({ line }) => line.networkId === networkId);
  if (statuses) tests.push(({ status }) => statuses.includes(status));
  if (partnerIds) tests.push(oneOf(partnerIds, ({ line }) => line.partnerId));
  if (offerIds) tests.push(oneOf(offerIds, ({ line }) => line.offerId));
  if (numbers) tests.push(oneOf(numbers, ({ line }) => line.number));
  if (unknownResult !== undefined) tests.push(({ known }) => known !== unknownResult);
  if (zeroPayout !== undefined) tests.push((mark) => mark.zeroPayout === zeroPayout);
  return tests.length === 0 ? null : listed.all.filter((mark) => tests.every((test) => test(mark)));
}

function oneOf(
  wanted: readonly string[],
  valueOf: (mark: CountedMark) => string,
): (mark: CountedMark) => boolean {
  const set = new Set(wanted);
  return (mark) => set.has(valueOf(mark));
}

function listedLine(row: LineRow): ListedLine {
  const number = row.number ?? '';
  const partnerName = row.partner_name ?? '';
  const offerName = row.offer_name ?? '';
  return {
    id: row.id,
    networkId: row.network_id,
    currency: row.currency,
    partnerId: row.partner_id,
    offerId: row.offer_id,
    number,
    partnerName: foldText(partnerName),
    offerName: foldText(offerName),
    words: [
      number,
      ...wordsOf(partnerName),
      ...wordsOf(offerName),
      ...wordsOf(row.description ?? ''),
      ...[row.partner_id, row.offer_id].map((id) => wordsOf(id).join('')),
    ].filter((word) => word !== ''),
  };
}
