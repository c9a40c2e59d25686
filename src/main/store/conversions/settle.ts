import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { packMark, statusRank } from './mark.ts';
import { indexedWords } from './words.ts';

/** Milliseconds of one bucket of the tallies by time. */
export const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Where calls without a start time are sorted: before all others, and in no range of dates. */
export const NO_START = Number.MIN_SAFE_INTEGER;

/** Where calls without a duration are sorted. */
export const NO_DURATION = -1;

interface ConversionRow {
  readonly id: number;
  readonly call_id: string;
  readonly line_id: number;
  readonly status: ConversionStatus | null;
  readonly known: number;
  readonly payout: number;
  readonly revenue: number;
  readonly call_started_at: number | null;
  readonly duration_seconds: number | null;
  readonly caller_number: string;
  readonly aff_sub2: string;
  readonly aff_sub3: string;
  readonly aff_sub4: string;
  readonly aff_sub5: string;
  readonly source: string;
}

interface ListedRow {
  readonly mark: number;
  readonly started_at: number;
  readonly payout: number;
  readonly revenue: number;
}

type ListedValues = [
  id: number,
  lineId: number,
  mark: number,
  status: number,
  startedAt: number,
  payout: number,
  revenue: number,
  duration: number,
  callId: string,
  affSub2: string,
  affSub3: string,
  affSub4: string,
  affSub5: string,
  source: string,
];

const LISTED_COLUMNS = `id, line_id, mark, status, started_at, payout, revenue, duration, invoca_id, aff_sub2, aff_sub3,
  aff_sub4, aff_sub5, source`;
const LISTED_PLACES = Array.from({ length: 14 }, () => '?').join(', ');

/** Brings the list up to date with the records, a slice at a time. */
export interface Settling {
  /** How many conversions are not listed as they are. */
  readonly unlisted: () => number;
  /** Lists up to so many of them in one transaction; gives how many are left. */
  readonly settleSlice: (limit: number) => number;
}

/**
 * The list, its words and its tallies follow the records in transactions of their own, so that taking in a page
 * costs no more than its records. A crash between the two loses nothing: what is not listed is known by its id.
 */
export function settling(db: Sqlite): Settling {
  const columns = `id, call_id, line_id, status, known, payout, revenue, call_started_at, duration_seconds, caller_number,
    aff_sub2, aff_sub3, aff_sub4, aff_sub5, source`;
  const newer = db.prepare<[number], ConversionRow>(
    `SELECT ${columns} FROM conversions WHERE id > (SELECT through FROM settled) ORDER BY id LIMIT ?`,
  );
  const changed = db.prepare<[number], ConversionRow>(
    `SELECT ${columns} FROM conversions WHERE id IN (SELECT id FROM unsettled ORDER BY id LIMIT ?) ORDER BY id`,
  );
  const unlisted = unlistedConversions(db);
  const listed = db.prepare<[number], ListedRow>(
    'SELECT mark, started_at, payout, revenue FROM listed WHERE id = ?',
  );
  const put = db.prepare<ListedValues>(`INSERT INTO listed (${LISTED_COLUMNS}) VALUES (${LISTED_PLACES})`);
  const putAgain = db.prepare<[...ListedValues, number]>(
    `UPDATE listed SET (${LISTED_COLUMNS}) = (${LISTED_PLACES}) WHERE id = ?`,
  );
  const forgetWords = db.prepare<[number]>('DELETE FROM listed_words WHERE rowid = ?');
  const putWords = db.prepare<[number, string]>('INSERT INTO listed_words (rowid, words) VALUES (?, ?)');
  const settledChange = db.prepare<[number]>('DELETE FROM unsettled WHERE id = ?');
  const advance = db.prepare<[number]>('UPDATE settled SET through = max(through, ?), version = version + 1');
  const addToMark = db.prepare<[number, number, number, number]>(
    `INSERT INTO mark_tallies (mark, count, payout, revenue) VALUES (?, ?, ?, ?) ON CONFLICT (mark) DO UPDATE
     SET count = count + excluded.count, payout = payout + excluded.payout, revenue = revenue + excluded.revenue`,
  );
  const addToWeek = db.prepare<[number, number, number, number, number]>(
    `INSERT INTO week_tallies (week, mark, count, payout, revenue) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (week, mark) DO UPDATE SET count = count + excluded.count, payout = payout + excluded.payout, revenue = revenue + excluded.revenue`,
  );

  const list = (row: ConversionRow, status: ConversionStatus, tallies: Tallies): void => {
    const { id } = row;
    const before = listed.get(id);
    const now = listedRow(row, status);
    const values = valuesOf(row, status, now);
    if (before) {
      tallies.add(before, -1);
      putAgain.run(...values, id);
      forgetWords.run(id);
    } else {
      put.run(...values);
    }
    const subIds = [row.aff_sub2, row.aff_sub3, row.aff_sub4, row.aff_sub5, row.source];
    putWords.run(id, indexedWords({ callId: row.call_id, callerNumber: row.caller_number, subIds }));
    tallies.add(now, 1);
  };

  const settle = db.transaction((limit: number): number => {
    const tallies = new Tallies();
    const changes = changed.all(limit);
    for (const row of changes) {
      settledChange.run(row.id);
      if (row.status) list(row, row.status, tallies);
    }
    const fresh = newer.all(Math.max(0, limit - changes.length));
    for (const row of fresh) {
      if (row.status) list(row, row.status, tallies);
    }
    for (const { week, mark, count, payout, revenue } of tallies.all()) {
      addToMark.run(mark, count, payout, revenue);
      addToWeek.run(week, mark, count, payout, revenue);
    }
    advance.run(fresh.at(-1)?.id ?? 0);
    return unlisted();
  });

  return { unlisted, settleSlice: (limit) => (unlisted() === 0 ? 0 : settle.immediate(limit)) };
}

function listedRow(row: ConversionRow, status: ConversionStatus): ListedRow {
  const { payout, revenue } = row;
  return {
    mark: packMark({ lineId: row.line_id, status, known: row.known === 1, zeroPayout: payout === 0 }),
    started_at: row.call_started_at ?? NO_START,
    payout,
    revenue,
  };
}

/** Counts the conversions that are not listed as they are. */
export function unlistedConversions(db: Sqlite): () => number {
  const left = db.prepare<[], { count: number }>(
    `SELECT coalesce((SELECT max(id) FROM conversions), 0) - (SELECT through FROM settled)
       + (SELECT count(*) FROM unsettled) AS count`,
  );
  return () => left.get()?.count ?? 0;
}

function valuesOf(row: ConversionRow, status: ConversionStatus, now: ListedRow): ListedValues {
  return [
    row.id,
    row.line_id,
    now.mark,
    statusRank(status),
    now.started_at,
    row.payout,
    row.revenue,
    row.duration_seconds ?? NO_DURATION,
    row.call_id,
    row.aff_sub2,
    row.aff_sub3,
    row.aff_sub4,
    row.aff_sub5,
    row.source,
  ];
}

interface Tally {
  readonly week: number;
  readonly mark: number;
  count: number;
  payout: number;
  revenue: number;
}

class Tallies {
  readonly #byKey = new Map<string, Tally>();

  add(row: ListedRow, sign: 1 | -1): void {
    const week = weekOf(row.started_at);
    const key = `${week} ${row.mark}`;
    const tally = this.#byKey.get(key) ?? { week, mark: row.mark, count: 0, payout: 0, revenue: 0 };
    tally.count += sign;
    tally.payout += sign * row.payout;
    tally.revenue += sign * row.revenue;
    this.#byKey.set(key, tally);
  }

  all(): Iterable<Tally> {
    return this.#byKey.values();
  }
}

/** The bucket a call's start falls into; calls without one have a bucket of their own. */
export function weekOf(startedAt: number): number {
  return startedAt === NO_START ? NO_START : Math.floor(startedAt / WEEK_MS);
}
