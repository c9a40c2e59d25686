import type { CallStatus } from '#shared/domain/call-columns.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { CallRow } from '#shared/ipc/calls.ts';
import { NO_START } from '../conversions/settle.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { CALLS, columnSql } from './columns.ts';
import { storedFields } from './field-names.ts';
import type { FieldNames } from './field-names.ts';
import { keywordsOf } from './session-call-records.ts';

interface StoredRow {
  readonly id: number;
  readonly network_id: number;
  readonly network: string;
  readonly call_id: string;
  readonly session_id: string;
  readonly number: string;
  readonly caller_number: string;
  readonly campaign_id: string;
  readonly campaign: string;
  readonly partner_id: string;
  readonly partner: string;
  readonly status: CallStatus;
  readonly result: ConversionStatus | '';
  readonly started_at: number;
  readonly talk_seconds: number;
  readonly ordered: number;
  readonly late: number;
  readonly keywords: string;
  readonly fields: string;
}

/** Reads rows of the list by their ids, in the order of the ids, with the fields asked for; `'all'` gives every field. */
export function callRows(
  db: Sqlite,
  names: FieldNames,
): (ids: readonly number[], fields: readonly string[] | 'all') => CallRow[] {
  const label = (column: string): string => columnSql(column, names).label;
  const read = db.prepare<[string], StoredRow>(
    `SELECT c.id, c.network_id, ${label('network')} AS network, c.call_id, c.session_id, ${label('number')} AS number,
       c.caller_number, ${label('campaign_id')} AS campaign_id, ${label('campaign')} AS campaign,
       ${label('partner_id')} AS partner_id, ${label('partner')} AS partner, c.status, c.result, c.started_at,
       c.talk_seconds, c.ordered, c.late, c.keywords, c.fields
     FROM json_each(?) AS asked CROSS JOIN ${CALLS.replace('listed_calls AS c', 'listed_calls AS c ON c.id = asked.value')}
     ORDER BY asked.key`,
  );
  return (ids, fields) => {
    if (ids.length === 0) return [];
    const wanted = fields === 'all' ? 'all' : new Set(fields);
    return read.all(JSON.stringify(ids)).map((row) => rowOf(row, names, wanted));
  };
}

function rowOf(row: StoredRow, names: FieldNames, wanted: ReadonlySet<string> | 'all'): CallRow {
  const fields: Record<string, string> = {};
  if (wanted === 'all' || wanted.size > 0) {
    for (const [id, value] of Object.entries(storedFields(row.fields))) {
      const name = names.nameOf(id);
      if (name !== undefined && (wanted === 'all' || wanted.has(name))) fields[name] = value;
    }
  }
  return {
    id: row.id,
    kind: row.id % 2 === 0 ? 'invoca' : 'session',
    networkId: row.network_id,
    network: row.network,
    callId: row.call_id,
    sessionId: row.session_id,
    number: row.number,
    callerNumber: row.caller_number,
    campaignId: row.campaign_id,
    campaign: row.campaign,
    partnerId: row.partner_id,
    partner: row.partner,
    status: row.status,
    startedAt: row.started_at === NO_START ? null : row.started_at,
    talkSeconds: row.talk_seconds,
    ordered: row.ordered === 1,
    late: row.late === 1,
    result: row.result === '' ? null : row.result,
    keywords: [...keywordsOf(row.keywords)],
    fields,
  };
}
