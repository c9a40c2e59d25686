import type { CallFieldsReader } from '#main/engine/ports/call-store.ts';
import { nanpDigits, nanpE164 } from '#shared/domain/phone.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { NO_START } from '../conversions/settle.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { ListedCall } from './listed-call.ts';
import { idOfConversion } from './listed-id.ts';

interface ConversionRow {
  readonly id: number;
  readonly network_id: number;
  readonly call_id: string;
  readonly line_id: number;
  readonly status: ConversionStatus | null;
  readonly sale_amount: number | null;
  readonly call_started_at: number | null;
  readonly duration_seconds: number | null;
  readonly connect_seconds: number | null;
  readonly caller_number: string;
  readonly aff_sub2: string;
  readonly aff_sub3: string;
  readonly aff_sub4: string;
  readonly aff_sub5: string;
  readonly source: string;
}

/** Invoca's calls for the list: a conversion with the custom data of its rows as received. */
export function invocaCalls(
  db: Sqlite,
  fieldsOf: CallFieldsReader,
): {
  readonly byIds: (conversionIds: readonly number[]) => ListedCall[];
  /** The next conversions not listed yet; `through` is the id up to which all are then. */
  readonly after: (limit: number) => { readonly calls: readonly ListedCall[]; readonly through: number };
} {
  const columns = `id, network_id, call_id, line_id, status, sale_amount, call_started_at, duration_seconds,
    connect_seconds, caller_number, aff_sub2, aff_sub3, aff_sub4, aff_sub5, source`;
  const newer = db.prepare<[number], ConversionRow>(
    `SELECT ${columns} FROM conversions WHERE id > (SELECT through FROM settled_calls) ORDER BY id LIMIT ?`,
  );
  const some = db.prepare<[string], ConversionRow>(
    `SELECT ${columns} FROM conversions WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  );
  const rawRows = db.prepare<[string], { conversion_id: number; raw: string }>(
    `SELECT t.conversion_id, t.raw FROM json_each(?) AS asked
     CROSS JOIN transactions AS t ON t.conversion_id = asked.value WHERE t.waiting = 0 ORDER BY t.id`,
  );

  /** What later rows of a call say goes over what earlier ones said. */
  const customFields = (ids: readonly number[]): Map<number, Record<string, string>> => {
    const found = new Map<number, Record<string, string>>();
    for (const { conversion_id, raw } of rawRows.iterate(JSON.stringify(ids))) {
      const known = found.get(conversion_id);
      if (known) Object.assign(known, fieldsOf(raw));
      else found.set(conversion_id, { ...fieldsOf(raw) });
    }
    return found;
  };
  const listed = (rows: readonly ConversionRow[]): ListedCall[] => {
    const calls = rows.filter((row) => row.status !== null);
    const fields = customFields(calls.map(({ id }) => id));
    return calls.map((row) => listedCall(row, fields.get(row.id) ?? {}));
  };

  return {
    byIds: (ids) => (ids.length === 0 ? [] : listed(some.all(JSON.stringify(ids)))),
    after: (limit) => {
      const rows = limit > 0 ? newer.all(limit) : [];
      return { calls: listed(rows), through: rows.at(-1)?.id ?? 0 };
    },
  };
}

function listedCall(row: ConversionRow, custom: Readonly<Record<string, string>>): ListedCall {
  const talkSeconds = row.connect_seconds ?? row.duration_seconds ?? 0;
  const digits = nanpDigits(row.caller_number);
  const subIds = SUB_ID_NAMES.flatMap((name) => (row[name] === '' ? [] : [[name, row[name]] as const]));
  return {
    id: idOfConversion(row.id),
    networkId: row.network_id,
    lineId: row.line_id,
    callId: row.call_id,
    sessionId: '',
    number: '',
    campaignId: '',
    partnerId: '',
    callerNumber: digits === null ? row.caller_number : nanpE164(digits),
    status: talkSeconds > 0 ? 'answered' : 'no_answer',
    result: row.status ?? '',
    startedAt: row.call_started_at ?? NO_START,
    talkSeconds,
    ordered: row.status === 'approved' || ((row.sale_amount ?? 0) > 0 && row.status !== 'rejected'),
    late: false,
    keywords: [],
    fields: { ...custom, ...Object.fromEntries(subIds) },
  };
}
