import { normaliseResult } from '#shared/domain/status.ts';
import type { StatusMapChange } from '#shared/ipc/decisions.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { statusMaps } from '../networks/network-records.ts';
import { conflictRules } from './conflict-rules.ts';
import { stanceByMap } from './map-stance.ts';
import type { SaidChange } from './owe-changes.ts';
import { stanceWriter } from './stance-writer.ts';
import { stancesOf } from './stances.ts';
import { whatOf } from './stored-acts.ts';

/** An act that changes a status map, while its conversions are gone through. */
export interface MapRun {
  readonly id: number;
  readonly network_id: number;
  readonly what: string;
  readonly reason: string;
  readonly author: string;
  readonly state: 'running' | 'undoing';
  readonly through: number;
  readonly last: number;
}

/** Brings conversions to the status map of their network, a few at a time. */
export interface StatusMapRuns {
  readonly running: (networkId: number) => MapRun | undefined;
  /** Sets or takes back what the network has of its own. */
  readonly set: (networkId: number, changes: readonly StatusMapChange[]) => void;
  /** What the network has of its own for these values. */
  readonly own: (networkId: number, results: readonly string[]) => StatusMapChange[];
  /** The ids after the run's place whose result is one that changed, at most so many; and how far that is. */
  readonly next: (
    run: MapRun,
    limit: number,
  ) => { readonly ids: readonly number[]; readonly through: number };
  /** Says anew what these conversions say; gives those that changed. */
  readonly bring: (run: MapRun, ids: readonly number[], at: number) => SaidChange[];
  /**
   * Does so first with the calls of a page that a run has not come to yet, so that each change has its own cause. Costs one
   * look for a page.
   */
  readonly bringCalls: (networkId: number, callIds: readonly string[], at: number) => SaidChange[];
}

/** Rows read to find those that are concerned. */
const READ_AT_ONCE = 4_000;

export function statusMapRuns(db: Sqlite): StatusMapRuns {
  const run = db.prepare<[number], MapRun>(
    `SELECT id, network_id, what, reason, author, state, through, last FROM decision_acts
     INDEXED BY decision_acts_running WHERE kind = 'status_map' AND network_id = ? AND state IN ('running', 'undoing')`,
  );
  const put = db.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO status_maps (network_id, result, status) VALUES (?, ?, ?)',
  );
  const remove = db.prepare<[number, string]>('DELETE FROM status_maps WHERE network_id = ? AND result = ?');
  const own = db.prepare<[number, string], { status: StatusMapChange['status'] }>(
    'SELECT status FROM status_maps WHERE network_id = ? AND result = ?',
  );
  const rows = db.prepare<[number, number, number], { id: number; network_id: number; raw_result: string }>(
    'SELECT id, network_id, raw_result FROM conversions WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
  );
  const called = db.prepare<[string, number, number, number], { id: number }>(
    `SELECT c.id FROM json_each(?) AS asked
     CROSS JOIN conversions AS c ON c.network_id = ? AND c.call_id = asked.value WHERE c.id > ? AND c.id <= ?`,
  );
  const mapOf = statusMaps(db);
  const stances = stancesOf(db);
  const writer = stanceWriter(db);
  const rules = conflictRules(db);

  const bring: StatusMapRuns['bring'] = (current, ids, at) => {
    const map = mapOf(current.network_id);
    const because = {
      cause: 'status_map' as const,
      reason: current.state === 'undoing' ? `Taken back: ${current.reason}` : current.reason,
      author: current.author,
    };
    const changed: SaidChange[] = [];
    for (const stored of stances(ids)) {
      const { stance, known } = stanceByMap(stored, map, rules.networkWins);
      const next = { stance, actId: stored.actId, known, because, always: false, at };
      if (writer.write(stored, next)) {
        changed.push({ conversionId: stored.conversionId, before: stored.stance.said, after: stance.said });
      }
    }
    return changed;
  };

  return {
    running: (networkId) => run.get(networkId),
    set: (networkId, changes) => {
      for (const { result, status } of changes) {
        if (status === null) remove.run(networkId, result);
        else put.run(networkId, result, status);
      }
    },
    own: (networkId, results) =>
      results.map((result) => ({ result, status: own.get(networkId, result)?.status ?? null })),
    next: (current, limit) => {
      const concerned = concernedBy(current);
      const ids: number[] = [];
      const read = rows.all(current.through, current.last, READ_AT_ONCE);
      for (const { id, network_id, raw_result } of read) {
        if (network_id !== current.network_id || !concerned(raw_result)) continue;
        ids.push(id);
        if (ids.length === limit) return { ids, through: id };
      }
      return { ids, through: read.length < READ_AT_ONCE ? current.last : (read.at(-1)?.id ?? current.last) };
    },
    bring,
    bringCalls: (networkId, callIds, at) => {
      const current = run.get(networkId);
      if (!current || callIds.length === 0) return [];
      const found = called.all(JSON.stringify(callIds), networkId, current.through, current.last);
      return found.length === 0
        ? []
        : bring(
            current,
            found.map(({ id }) => id),
            at,
          );
    },
  };
}

/** Whether a result as received is one of those that changed; spellings are normalised once. */
function concernedBy({ what }: Pick<MapRun, 'what'>): (rawResult: string) => boolean {
  const parsed = whatOf(what);
  const results = new Set(parsed.kind === 'status_map' ? parsed.changes.map(({ result }) => result) : []);
  const known = new Map<string, boolean>();
  return (rawResult) => {
    const found = known.get(rawResult) ?? results.has(normaliseResult(rawResult));
    known.set(rawResult, found);
    return found;
  };
}
