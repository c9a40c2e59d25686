import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DecodedRow, PageDecoder } from '#main/engine/ports/page-decoder.ts';
import type { Transaction } from '#shared/domain/transaction.ts';
import { resolveSubIds } from '#shared/domain/sub-ids.ts';
import { originsText } from '../conversions/sub-ids.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { AheadHandlers } from '../threads/handlers.ts';
import { pageKinds } from './page-kinds.ts';
import type { KindFacts, PageKinds } from './page-kinds.ts';
import { AHEAD, newPageMemory } from './page-memory.ts';
import type { PageMemory } from './page-memory.ts';

/** Rows written in one go; other reads get their turn in between. */
const SLICE = 500;

/** The page being committed and the one read ahead of it; older ones are done with. */
const MOST_PAGES = 2;

/** Reads pages in a thread that does not write, so that the writing one only has to take them over. */
export interface ReadingAhead extends AheadHandlers {
  readonly endAhead: () => void;
}

export function readingAhead(decode: PageDecoder): ReadingAhead {
  const pages = new Set<PageMemory>();
  const forget = (page: PageMemory): void => {
    pages.delete(page);
    page.db.close();
  };
  const keep = (): PageMemory => {
    const page = newPageMemory();
    pages.add(page);
    for (const older of [...pages].slice(0, -MOST_PAGES)) forget(older);
    return page;
  };
  return {
    readAhead: async ({ body, currency, user }) => {
      const decoded = decode(body, { currency, user });
      if (decoded.kind === 'unreadable') return decoded;
      const { rows, cursor } = decoded;
      try {
        const { name, db } = keep();
        await write(db, rows);
        return { kind: 'ahead', memory: name, rows: rows.length, cursor, currency, user };
      } catch {
        // Whatever kept the page from being written, it is taken in as it came, and what is wrong with it is met again.
        return { kind: 'body', body };
      }
    },
    endAhead: () => {
      for (const page of pages) forget(page);
    },
  };
}

type RowValues = (string | number | null)[];

async function write(db: Sqlite, rows: readonly DecodedRow[]): Promise<void> {
  const places = Array.from({ length: 24 }, () => '?').join(', ');
  const insert = db.prepare<RowValues>(`INSERT INTO ${AHEAD}.rows VALUES (${places})`);
  const insertOther = db.prepare<[number, string]>(
    `INSERT INTO ${AHEAD}.rows (place, plain, raw) VALUES (?, 0, ?)`,
  );
  const kinds = pageKinds();
  const isAlone = lonely(rows);
  db.exec('BEGIN');
  for (const [index, row] of rows.entries()) {
    if (index % SLICE === SLICE - 1) await nextTurn();
    if (row.kind === 'transaction' && row.transaction.correctsId === null && isAlone(row.transaction)) {
      insert.run(...plainValues(index + 1, row.transaction, row.raw, kinds));
    } else insertOther.run(index + 1, row.raw);
  }
  const insertKind = db.prepare<RowValues>(`INSERT INTO ${AHEAD}.kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const [kind, facts] of kinds.all().entries()) insertKind.run(...kindValues(kind, facts));
  db.exec('COMMIT');
}

/** Whether no other row of the page is of the same call or has the same id. */
function lonely(rows: readonly DecodedRow[]): (transaction: Transaction) => boolean {
  const seen = new Set<string>();
  const shared = new Set<string>();
  const see = (id: string): void => {
    if (seen.has(id)) shared.add(id);
    else seen.add(id);
  };
  for (const row of rows) {
    if (row.kind !== 'transaction') continue;
    see(`call ${row.transaction.callId}`);
    see(`row ${row.transaction.transactionId}`);
  }
  if (shared.size === 0) return () => true;
  return ({ callId, transactionId }) => !shared.has(`call ${callId}`) && !shared.has(`row ${transactionId}`);
}

function plainValues(place: number, row: Transaction, raw: string, kinds: PageKinds): RowValues {
  const subIds = resolveSubIds({ ringPool: row.ringPoolSubIds, customData: row.customSubIds, links: [] });
  return [
    place,
    1,
    kinds.kindOf(row),
    row.transactionId,
    row.callId,
    row.rawType,
    row.rawResult ?? '',
    row.payout ?? 0,
    row.revenue ?? 0,
    row.saleAmount,
    row.callStartedAt,
    row.durationSeconds,
    row.connectSeconds,
    row.callerNumber ?? '',
    row.city ?? '',
    row.region ?? '',
    row.advertiserId ?? '',
    subIds.aff_sub2.value,
    subIds.aff_sub3.value,
    subIds.aff_sub4.value,
    subIds.aff_sub5.value,
    subIds.source.value,
    originsText(subIds),
    raw,
  ];
}

function kindValues(kind: number, said: KindFacts): RowValues {
  const { virtualLineId, numberDescription, partnerId, partnerName } = said;
  const { offerId, offerName, advertiserId, rawResult } = said;
  const line = [virtualLineId, numberDescription, partnerId, partnerName, offerId, offerName];
  return [kind, ...line, advertiserId, rawResult];
}
