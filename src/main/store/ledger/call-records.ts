import type { CallFacts, CallState, LedgerStep } from '#shared/domain/ledger.ts';
import { resolveSubIds } from '#shared/domain/sub-ids.ts';
import type { ResolvedSubIds } from '#shared/domain/sub-ids.ts';
import { originsText } from '../conversions/sub-ids.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { LinkSubIds } from '../links/link-sub-ids.ts';
import { beginsPlainly, historyWriter } from './history-writer.ts';
import type { Line, Lines } from './lines.ts';

/** What of a call is written: its state, and what changed since it was written last. */
export interface CallChange {
  readonly networkId: number;
  readonly callId: string;
  /** Null for a call not stored before. */
  readonly conversionId: number | null;
  /** Entries its history has already. */
  readonly changes: number;
  readonly state: CallState;
  readonly steps: readonly LedgerStep[];
  readonly at: number;
}

/** A call as it was written, with what deliveries need of it. */
export interface WrittenCall {
  readonly conversionId: number;
  readonly line: Line;
  readonly subIds: ResolvedSubIds;
}

/** Writes calls: the conversion as it is now, and an entry of history for every change. */
export interface CallRecords {
  /** A new call's only entry may be left to {@link beginAll}, which must follow in the same transaction. */
  readonly write: (change: CallChange) => WrittenCall;
  /** The id of the newest conversion; 0 without one. */
  readonly newestId: () => number;
  /** Writes the entries left out of the calls written since that id was the newest. */
  readonly beginAll: (newestBefore: number, at: number) => void;
}

type ConversionValues = [
  networkId: number,
  callId: string,
  lineId: number,
  status: string | null,
  known: number,
  rawResult: string,
  payout: number,
  revenue: number,
  saleAmount: number | null,
  startedAt: number | null,
  duration: number | null,
  connect: number | null,
  caller: string,
  city: string,
  region: string,
  advertiserId: string,
  affSub2: string,
  affSub3: string,
  affSub4: string,
  affSub5: string,
  source: string,
  origins: string,
  lastTransactionId: string,
  changes: number,
];

const COLUMNS = `network_id, call_id, line_id, status, known, raw_result, payout, revenue, sale_amount, call_started_at,
  duration_seconds, connect_seconds, caller_number, city, region, advertiser_id, aff_sub2, aff_sub3, aff_sub4, aff_sub5,
  source, sub_id_origins, last_transaction_id, changes`;
const PLACES = Array.from({ length: 24 }, () => '?').join(', ');

export function callRecords(db: Sqlite, lines: Lines, links: LinkSubIds): CallRecords {
  const insert = db.prepare<ConversionValues>(`INSERT INTO conversions (${COLUMNS}) VALUES (${PLACES})`);
  const update = db.prepare<[...ConversionValues, number]>(
    `UPDATE conversions SET (${COLUMNS}) = (${PLACES}) WHERE id = ?`,
  );
  const history = historyWriter(db);
  const newest = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM conversions');
  const markUnsettled = db.prepare<[number]>(
    'INSERT OR IGNORE INTO unsettled (id) SELECT id FROM conversions WHERE id = ? AND id <= (SELECT through FROM settled)',
  );

  return {
    write: (change) => {
      const { state, networkId } = change;
      const facts = state.facts ?? waitingFacts(state);
      const line = lines.lineOf(networkId, facts);
      const subIds = resolveSubIds({
        ringPool: facts.ringPoolSubIds,
        customData: { ...line.numberSubIds, ...facts.customSubIds },
        links: links.of(line.number),
      });
      const values = valuesOf(change, facts, line, subIds);
      let conversionId = change.conversionId;
      if (conversionId === null) {
        conversionId = Number(insert.run(...values).lastInsertRowid);
      } else {
        update.run(...values, conversionId);
        markUnsettled.run(conversionId);
      }
      const isNew = change.conversionId === null;
      if (isNew && beginsPlainly(state, change.steps)) return { conversionId, line, subIds };
      for (const [index, step] of change.steps.entries()) {
        history.append(conversionId, change.changes + index + 1, change.at, step, isNew);
      }
      return { conversionId, line, subIds };
    },
    newestId: () => newest.get()?.id ?? 0,
    beginAll: history.beginAbove,
  };
}

function valuesOf(
  change: CallChange,
  facts: CallFacts,
  line: Line,
  subIds: ResolvedSubIds,
): ConversionValues {
  const { verdict, applied } = change.state;
  return [
    change.networkId,
    change.callId,
    line.id,
    verdict?.status ?? null,
    verdict?.known === false ? 0 : 1,
    verdict?.rawResult ?? '',
    verdict?.payout ?? 0,
    verdict?.revenue ?? 0,
    facts.saleAmount,
    facts.callStartedAt,
    facts.durationSeconds,
    facts.connectSeconds,
    facts.callerNumber ?? '',
    facts.city ?? '',
    facts.region ?? '',
    facts.advertiserId ?? '',
    subIds.aff_sub2.value,
    subIds.aff_sub3.value,
    subIds.aff_sub4.value,
    subIds.aff_sub5.value,
    subIds.source.value,
    originsText(subIds),
    applied.at(-1) ?? '',
    change.changes + change.steps.length,
  ];
}

/** While only corrections wait, the first of them says where the call came in. */
function waitingFacts(state: CallState): CallFacts {
  const first = state.waiting[0];
  if (!first) throw new Error('A call is made of at least one transaction.');
  return first;
}
