import type { ImportedCall } from '#main/engine/ports/call-store.ts';
import type { GivenCall } from '#main/engine/ports/session-client.ts';
import type { CallStatus } from '#shared/domain/call-columns.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { importedCallIds, madeCallId } from './imported-call-ids.ts';
import { idOfSessionCall } from './listed-id.ts';

const STATUSES: Readonly<Record<GivenCall['status'], CallStatus>> = {
  ANSWERED: 'answered',
  NO_ANSWER: 'no_answer',
  BUSY: 'busy',
  FAILED: 'failed',
  IN_PROGRESS: 'in_progress',
};

type Facts = [
  sessionId: string,
  campaignId: string,
  number: string,
  callerNumber: string,
  destinationKind: string,
  destinationAddress: string,
  status: string,
  startedAt: number,
  answeredAt: number | null,
  talkSeconds: number,
  informationVersion: number,
  keywords: string,
  fields: string,
];

const FACTS = `session_id, campaign_id, number, caller_number, destination_kind, destination_address, status, started_at,
  answered_at, talk_seconds, information_version, keywords, fields`;
const PLACES = Array.from({ length: 13 }, () => '?').join(', ');

/** Writes calls of session numbers. To be called inside a transaction. */
export function sessionCallWrites(db: Sqlite): {
  /** Calls as the network gives them, known by their ids. What a person deleted does not come back. */
  readonly upsert: (
    networkId: number,
    calls: readonly GivenCall[],
    now: number,
  ) => { readonly added: number; readonly changed: number };
  /** Calls of a file. Of a call the network gave itself, the file adds only whether it brought an order. */
  readonly take: (
    networkId: number,
    calls: readonly ImportedCall[],
    now: number,
  ) => { readonly added: number; readonly updated: number };
} {
  const known = db.prepare<[number, string], { id: number }>(
    'SELECT id FROM session_calls WHERE network_id = ? AND call_id = ?',
  );
  const deleted = db.prepare<[number, string], { call_id: string }>(
    'SELECT call_id FROM deleted_calls WHERE network_id = ? AND call_id = ?',
  );
  const insert = db.prepare<[...Facts, number, string, 'poll' | 'import', number | null, number, number]>(
    `INSERT INTO session_calls (${FACTS}, network_id, call_id, origin, ordered, first_seen_at, seen_at)
     VALUES (${PLACES}, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare<[...Facts, number, number, ...Facts]>(
    `UPDATE session_calls SET (${FACTS}) = (${PLACES}), seen_at = ? WHERE id = ? AND (${FACTS}) IS NOT (${PLACES})`,
  );
  const updateOrder = db.prepare<[number, number, number]>(
    'UPDATE session_calls SET ordered = ? WHERE id = ? AND ordered IS NOT ?',
  );
  const settleAgain = db.prepare<[number]>('INSERT OR IGNORE INTO unsettled_calls (id) VALUES (?)');
  const polled = db.prepare<[number], { id: number }>(
    "SELECT id FROM session_calls WHERE id = ? AND origin = 'poll'",
  );
  const idOfImported = importedCallIds(db);

  const takeOrder = (id: number, ordered: boolean | null): void => {
    if (ordered === null) return;
    const said = Number(ordered);
    if (updateOrder.run(said, id, said).changes > 0) settleAgain.run(idOfSessionCall(id));
  };
  const put = (
    call: { readonly networkId: number; readonly callId: string; readonly origin: 'poll' | 'import' },
    facts: Facts,
    id: number | null,
    ordered: boolean | null,
    now: number,
  ): 'added' | 'changed' | 'same' => {
    if (id === null) {
      const said = ordered === null ? null : Number(ordered);
      const made = insert.run(...facts, call.networkId, call.callId, call.origin, said, now, now);
      settleAgain.run(idOfSessionCall(Number(made.lastInsertRowid)));
      return 'added';
    }
    let changes = update.run(...facts, now, id, ...facts).changes;
    if (ordered !== null) changes += updateOrder.run(Number(ordered), id, Number(ordered)).changes;
    if (changes === 0) return 'same';
    settleAgain.run(idOfSessionCall(id));
    return 'changed';
  };

  return {
    upsert: (networkId, calls, now) => {
      const outcome = { added: 0, changed: 0 };
      for (const call of calls) {
        if (deleted.get(networkId, call.callId)) continue;
        const id = known.get(networkId, call.callId)?.id ?? null;
        const done = put({ networkId, callId: call.callId, origin: 'poll' }, givenFacts(call), id, null, now);
        if (done !== 'same') outcome[done] += 1;
      }
      return outcome;
    },
    take: (networkId, calls, now) => {
      const outcome = { added: 0, updated: 0 };
      for (const call of calls) {
        const id = idOfImported(networkId, call);
        if (id !== null && polled.get(id)) {
          takeOrder(id, call.ordered);
          outcome.updated += 1;
          continue;
        }
        const callId = call.callId ?? madeCallId(call);
        const done = put({ networkId, callId, origin: 'import' }, importedFacts(call), id, call.ordered, now);
        if (done === 'added') outcome.added += 1;
        else outcome.updated += 1;
      }
      return outcome;
    },
  };
}

function givenFacts(call: GivenCall): Facts {
  return [
    call.sessionId,
    call.campaignId,
    call.number,
    call.callerNumber ?? '',
    call.destination.kind,
    call.destination.address,
    STATUSES[call.status],
    call.startedAt,
    call.answeredAt,
    call.durationSeconds,
    call.informationVersion,
    JSON.stringify(call.information.keywords),
    JSON.stringify(call.information.fields),
  ];
}

function importedFacts(call: ImportedCall): Facts {
  return [
    call.sessionId,
    call.campaignId,
    call.number,
    call.callerNumber,
    '',
    '',
    call.status,
    call.startedAt,
    null,
    call.talkSeconds,
    0,
    JSON.stringify(call.information.keywords),
    JSON.stringify(call.information.fields),
  ];
}
