import type { Decision, Stance, Word } from '#shared/domain/decision.ts';
import type { Verdict } from '#shared/domain/ledger.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** A stored conversion with what its network says and what was decided about it. */
export interface StoredStance {
  readonly conversionId: number;
  readonly networkId: number;
  readonly currency: string;
  /** Entries its history has. */
  readonly changes: number;
  /** What is said, with the network's result and revenue. */
  readonly verdict: Verdict;
  readonly stance: Stance;
  /** The act whose decision stands; null for none. */
  readonly actId: number | null;
  readonly conflict: boolean;
}

interface StanceRow {
  readonly id: number;
  readonly network_id: number;
  readonly currency: string;
  readonly changes: number;
  readonly said_status: ConversionStatus;
  readonly said_payout: number;
  readonly revenue: number;
  readonly raw_result: string;
  readonly known: number;
  readonly act_id: number | null;
  readonly status: ConversionStatus | null;
  readonly payout: number | null;
  readonly seen_status: ConversionStatus | null;
  readonly seen_payout: number | null;
  readonly network_status: ConversionStatus | null;
  readonly network_payout: number | null;
  readonly conflict: number | null;
}

const COLUMNS = `c.id, c.network_id, w.currency, c.changes, c.status AS said_status, c.payout AS said_payout, c.revenue,
  c.raw_result, c.known, d.act_id, d.status, d.payout, d.seen_status, d.seen_payout, d.network_status, d.network_payout,
  d.conflict`;

/** Reads how conversions stand, in the order of the ids; those that say nothing yet are left out. */
export function stancesOf(db: Sqlite): (ids: readonly number[]) => StoredStance[] {
  const read = db.prepare<[string], StanceRow>(
    `SELECT ${COLUMNS} FROM json_each(?) AS asked CROSS JOIN conversions AS c ON c.id = asked.value
     JOIN networks AS w ON w.id = c.network_id LEFT JOIN decided AS d ON d.conversion_id = c.id
     WHERE c.status IS NOT NULL ORDER BY asked.key`,
  );
  return (ids) => read.all(JSON.stringify(ids)).map(stanceOf);
}

function stanceOf(row: StanceRow): StoredStance {
  const said: Word = { status: row.said_status, payout: row.said_payout };
  return {
    conversionId: row.id,
    networkId: row.network_id,
    currency: row.currency,
    changes: row.changes,
    verdict: { ...said, revenue: row.revenue, rawResult: row.raw_result, known: row.known === 1 },
    stance: { said, decision: decisionOf(row), network: networkOf(row, said) },
    actId: row.act_id,
    conflict: row.conflict === 1,
  };
}

function decisionOf({ status, payout, seen_status, seen_payout }: StanceRow): Decision | null {
  if (seen_status === null || seen_payout === null) return null;
  return { status, payout, seen: { status: seen_status, payout: seen_payout } };
}

/** Where nobody decided, the network's word is what is said. */
function networkOf({ network_status, network_payout }: StanceRow, said: Word): Word {
  if (network_status === null || network_payout === null) return said;
  return { status: network_status, payout: network_payout };
}
