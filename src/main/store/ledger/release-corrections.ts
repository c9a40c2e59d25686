import type { PageDecoder } from '#main/engine/ports/page-decoder.ts';
import { releaseCorrection } from '#shared/domain/ledger.ts';
import type { LedgerStep } from '#shared/domain/ledger.ts';
import type { DecidedCalls } from '../decisions/decided-calls.ts';
import type { OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { networkReads, statusMaps } from '../networks/network-records.ts';
import type { CallRecords } from './call-records.ts';
import type { CallStates } from './call-states.ts';
import { namesOf } from './names.ts';
import { owedConversion } from './owed-conversion.ts';

/** The parts of the store that letting corrections go works with. */
interface ReleaseParts {
  readonly decode: PageDecoder;
  readonly states: CallStates;
  readonly calls: CallRecords;
  readonly owed: OwedDeliveries;
  readonly decided: DecidedCalls;
}

/** Lets corrections of the originals that have waited long enough speak for themselves, in one transaction. */
export function correctionRelease(
  db: Sqlite,
  parts: ReleaseParts,
): (input: {
  readonly networkId: number;
  readonly originals: readonly string[];
  readonly waitingSince: number;
  readonly now: number;
}) => void {
  const { network } = networkReads(db);
  const statusMapOf = statusMaps(db);
  const names = namesOf(db);
  const waiting = db.prepare<
    [number, string, number],
    { id: number; transaction_id: string; call_id: string }
  >(
    `SELECT t.id, t.transaction_id, c.call_id FROM transactions AS t INDEXED BY transactions_waiting
     JOIN conversions AS c ON c.id = t.conversion_id
     WHERE t.network_id = ? AND t.waiting = 1 AND t.corrects_id IN (SELECT value FROM json_each(?))
       AND t.received_at <= ? ORDER BY t.id`,
  );
  const newest = db.prepare<[], { id: number }>('SELECT max(id) AS id FROM transactions');
  const release = db.prepare<[number, number]>(
    'UPDATE transactions SET waiting = 0, released_after = ? WHERE id = ?',
  );
  const speaks = db.prepare<[number, string]>(
    'UPDATE transactions SET waiting = 0 WHERE network_id = ? AND transaction_id = ?',
  );

  return atOnce(
    db,
    ({ networkId, originals, waitingSince, now }: Parameters<ReturnType<typeof correctionRelease>>[0]) => {
      const account = network(networkId);
      const statusMap = statusMapOf(networkId);
      const { currency, user } = account;
      const after = newest.get()?.id ?? 0;
      const freed = waiting.all(networkId, JSON.stringify(originals), waitingSince);
      const callIds = [...new Set(freed.map(({ call_id }) => call_id))];
      parts.decided.bring(networkId, callIds, now);
      const stored = parts.states.byCallIds(networkId, callIds, { currency, user, statusMap });
      for (const [callId, call] of stored) {
        let { state } = call;
        const steps: LedgerStep[] = [];
        for (const row of freed.filter(({ call_id }) => call_id === callId)) {
          const released = releaseCorrection(state, row.transaction_id, statusMap);
          state = released.call;
          steps.push(...released.steps);
          release.run(after, row.id);
        }
        for (const { transactionId } of call.state.waiting) {
          if (!state.waiting.some((row) => row.transactionId === transactionId))
            speaks.run(networkId, transactionId);
        }
        const heard = { conversionId: call.conversionId, before: call.state, state, steps };
        parts.decided.hear(networkId, [heard]);
        const change = { ...call, state: heard.state, steps: heard.steps };
        const written = parts.calls.write({ ...change, networkId, callId, at: now });
        const { verdict } = heard.before;
        if (heard.state.verdict && parts.owed.possible(verdict, heard.state.verdict)) {
          parts.owed.owe(owedConversion(account, callId, verdict, heard.state, written, names), now);
        }
      }
    },
  );
}
