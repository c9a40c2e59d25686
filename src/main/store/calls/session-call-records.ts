import { z } from 'zod';
import type { CallStatus } from '#shared/domain/call-columns.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { ListedCall } from './listed-call.ts';
import { idOfSessionCall } from './listed-id.ts';

const storedKeywords = z.array(z.string());
const storedValues = z.record(z.string(), z.string());

/** Keywords as they are stored with a call. */
export function keywordsOf(text: string): readonly string[] {
  return storedKeywords.parse(JSON.parse(text));
}

/** Named values as they are stored with a session's call. */
export function valuesOf(text: string): Readonly<Record<string, string>> {
  return storedValues.parse(JSON.parse(text));
}

interface SessionCallRow {
  readonly id: number;
  readonly network_id: number;
  readonly call_id: string;
  readonly session_id: string;
  readonly campaign_id: string;
  readonly number: string;
  readonly caller_number: string;
  readonly status: CallStatus;
  readonly started_at: number;
  readonly talk_seconds: number;
  readonly keywords: string;
  readonly fields: string;
  readonly ordered: number | null;
  readonly session_end: number | null;
}

/** Session numbers' calls for the list. A call is late when it began at or after the end of its session. */
export function sessionCallRecords(db: Sqlite): {
  readonly byIds: (sessionCallIds: readonly number[]) => ListedCall[];
} {
  const some = db.prepare<[string], SessionCallRow>(
    `SELECT c.id, c.network_id, c.call_id, c.session_id, c.campaign_id, c.number, c.caller_number, c.status, c.started_at,
       c.talk_seconds, c.keywords, c.fields, c.ordered, coalesce(s.ended_at, s.expires_at) AS session_end
     FROM session_calls AS c
     LEFT JOIN session_numbers AS s ON s.network_id = c.network_id AND s.session_id = c.session_id AND c.session_id <> ''
     WHERE c.id IN (SELECT value FROM json_each(?))`,
  );
  return { byIds: (ids) => (ids.length === 0 ? [] : some.all(JSON.stringify(ids)).map(listedCall)) };
}

function listedCall(row: SessionCallRow): ListedCall {
  const fields = valuesOf(row.fields);
  return {
    id: idOfSessionCall(row.id),
    networkId: row.network_id,
    lineId: null,
    callId: row.call_id,
    sessionId: row.session_id,
    number: row.number,
    campaignId: row.campaign_id,
    partnerId: fields['affiliate_id'] ?? '',
    callerNumber: row.caller_number,
    status: row.status,
    result: '',
    startedAt: row.started_at,
    talkSeconds: row.talk_seconds,
    ordered: row.ordered === 1,
    late: row.session_end !== null && row.started_at >= row.session_end,
    keywords: keywordsOf(row.keywords),
    fields,
  };
}
