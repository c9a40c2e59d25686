import type { CallFieldsReader } from '#main/engine/ports/call-store.ts';
import type { Settling } from '../conversions/settle.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { FieldCounts, storedFields } from './field-names.ts';
import { invocaCalls } from './invoca-calls.ts';
import type { ListedCall } from './listed-call.ts';
import { recordOfCall } from './listed-id.ts';
import { sessionCallRecords } from './session-call-records.ts';

type ListedValues = [
  id: number,
  networkId: number,
  lineId: number | null,
  callId: string,
  sessionId: string,
  number: string,
  campaignId: string,
  partnerId: string,
  callerNumber: string,
  status: string,
  result: string,
  startedAt: number,
  answered: number,
  talkSeconds: number,
  ordered: number,
  late: number,
  keywords: string,
  fields: string,
];

const COLUMNS = `id, network_id, line_id, call_id, session_id, number, campaign_id, partner_id, caller_number, status,
  result, started_at, answered, talk_seconds, ordered, late, keywords, fields`;
const PLACES = Array.from({ length: 18 }, () => '?').join(', ');

/**
 * Brings the list of calls up to date with conversions and session calls, in transactions of its own: taking in a page
 * of transactions does nothing for it. A crash in between loses nothing, since what is not listed is known by its id.
 */
export function callSettling(db: Sqlite, fieldsOf: CallFieldsReader): Settling {
  const invoca = invocaCalls(db, fieldsOf);
  const sessions = sessionCallRecords(db);
  const left = db.prepare<[], { count: number }>(
    `SELECT coalesce((SELECT max(id) FROM conversions), 0) - (SELECT through FROM settled_calls)
       + (SELECT count(*) FROM unsettled_calls) AS count`,
  );
  const changed = db.prepare<[number], { id: number }>('SELECT id FROM unsettled_calls ORDER BY id LIMIT ?');
  const before = db.prepare<[number], { fields: string }>('SELECT fields FROM listed_calls WHERE id = ?');
  const order = db.prepare<[number], { ordered: number }>('SELECT ordered FROM call_orders WHERE call = ?');
  const put = db.prepare<ListedValues>(`INSERT OR REPLACE INTO listed_calls (${COLUMNS}) VALUES (${PLACES})`);
  const remove = db.prepare<[number]>('DELETE FROM listed_calls WHERE id = ?');
  const done = db.prepare<[number]>('DELETE FROM unsettled_calls WHERE id = ?');
  const advance = db.prepare<[number]>(
    'UPDATE settled_calls SET through = max(through, ?), version = version + 1',
  );

  const settle = db.transaction((limit: number): number => {
    const counts = new FieldCounts(db);
    const list = (call: ListedCall): void => {
      const known = before.get(call.id);
      if (known) counts.count(storedFields(known.fields), -1);
      const fields = counts.stored(call.fields);
      counts.count(fields, 1);
      const said = order.get(call.id)?.ordered ?? Number(call.ordered);
      put.run(...valuesOf(call, said, JSON.stringify(fields)));
    };
    const unlist = (id: number): void => {
      const known = before.get(id);
      if (!known) return;
      counts.count(storedFields(known.fields), -1);
      remove.run(id);
    };

    const changes = changed.all(limit).map(({ id }) => id);
    const again = [
      ...invoca.byIds(recordsOf(changes, 'invoca')),
      ...sessions.byIds(recordsOf(changes, 'session')),
    ];
    const found = new Set(again.map(({ id }) => id));
    for (const call of again) list(call);
    for (const id of changes) {
      if (!found.has(id)) unlist(id);
      done.run(id);
    }
    const newer = invoca.after(limit - changes.length);
    for (const call of newer.calls) list(call);
    counts.write();
    advance.run(newer.through);
    return left.get()?.count ?? 0;
  });

  const unlisted = (): number => left.get()?.count ?? 0;
  return { unlisted, settleSlice: (limit) => (unlisted() === 0 ? 0 : settle.immediate(limit)) };
}

function recordsOf(ids: readonly number[], kind: 'invoca' | 'session'): number[] {
  return ids.map(recordOfCall).flatMap((one) => (one.kind === kind ? [one.recordId] : []));
}

function valuesOf(call: ListedCall, ordered: number, fields: string): ListedValues {
  return [
    call.id,
    call.networkId,
    call.lineId,
    call.callId,
    call.sessionId,
    call.number,
    call.campaignId,
    call.partnerId,
    call.callerNumber,
    call.status,
    call.result,
    call.startedAt,
    Number(call.status === 'answered' || (call.status === 'in_progress' && call.talkSeconds > 0)),
    call.talkSeconds,
    ordered,
    Number(call.late),
    JSON.stringify(call.keywords),
    fields,
  ];
}
