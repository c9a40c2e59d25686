import { hearSteps } from '#shared/domain/decision.ts';
import type { CallState, LedgerStep } from '#shared/domain/ledger.ts';
import type { OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { conflictRules } from './conflict-rules.ts';
import { oweChanges } from './owe-changes.ts';
import { stanceWriter } from './stance-writer.ts';
import { stancesOf } from './stances.ts';
import { statusMapRuns } from './status-map-runs.ts';
import type { StoredStance } from './stances.ts';

/** A stored call as rows of its network have just changed it. */
export interface ChangedCall {
  readonly conversionId: number | null;
  before: CallState;
  state: CallState;
  steps: readonly LedgerStep[];
}

/** Lets what persons decided have its part when rows of the network arrive. */
export interface DecidedCalls {
  /**
   * Puts what is said in the place of what the network says, for those of the calls somebody decided about, and keeps what
   * the network says beside the decision. Costs one look for a page while nobody decided anything.
   */
  readonly hear: (networkId: number, calls: Iterable<ChangedCall>) => void;
  /**
   * Brings the calls of a page to a status map that changed and has not come to them yet, so that what the page changes has
   * the page as its cause. Costs one look for a page while no map is being changed. Gives how many deliveries that owed.
   */
  readonly bring: (networkId: number, callIds: readonly string[], at: number) => number;
}

export function decidedCalls(db: Sqlite, owed: OwedDeliveries): DecidedCalls {
  const any = db.prepare<[], { one: number }>('SELECT 1 AS one FROM decided LIMIT 1');
  const among = db.prepare<[string], { id: number }>(
    'SELECT d.conversion_id AS id FROM json_each(?) AS asked CROSS JOIN decided AS d ON d.conversion_id = asked.value',
  );
  const stances = stancesOf(db);
  const writer = stanceWriter(db);
  const rules = conflictRules(db);
  const runs = statusMapRuns(db);
  const owing = oweChanges(db, owed);

  return {
    bring: (networkId, callIds, at) => {
      const changes = runs.bringCalls(networkId, callIds, at);
      return changes.length === 0 ? 0 : owing.owe(changes, at);
    },
    hear: (networkId, calls) => {
      if (any.get() === undefined) return;
      const byId = new Map<number, ChangedCall>();
      for (const call of calls) if (call.conversionId !== null) byId.set(call.conversionId, call);
      if (byId.size === 0) return;
      const ids = among.all(JSON.stringify([...byId.keys()])).map(({ id }) => id);
      if (ids.length === 0) return;
      for (const stored of stances(ids)) {
        const call = byId.get(stored.conversionId);
        if (call) hearOne(call, stored, networkId);
      }
    },
  };

  function hearOne(call: ChangedCall, stored: StoredStance, networkId: number): void {
    const heard = hearSteps(stored.stance, call.steps, () =>
      rules.networkWins(networkId, stored.conversionId),
    );
    const { verdict } = call.state;
    const was = call.before.verdict;
    call.steps = heard.steps;
    if (was) call.before = { ...call.before, verdict: { ...was, ...stored.stance.said } };
    if (verdict) call.state = { ...call.state, verdict: { ...verdict, ...heard.stance.said } };
    writer.keep(stored.conversionId, heard.stance, stored.actId);
  }
}
