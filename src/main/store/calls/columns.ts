import { fieldOfColumn, isCallColumn } from '#shared/domain/call-columns.ts';
import type { CallColumn } from '#shared/domain/call-columns.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { FieldNames } from './field-names.ts';

/** The list of calls with what its lines are joined to. Joins that a query does not look at cost it nothing. */
export const CALLS = `listed_calls AS c
  LEFT JOIN networks AS w ON w.id = c.network_id
  LEFT JOIN lines AS l ON l.id = c.line_id
  LEFT JOIN numbers AS n ON n.id = l.number_id
  LEFT JOIN partners AS p ON p.network_id = c.network_id AND p.partner_id = l.partner_id
  LEFT JOIN offers AS o ON o.network_id = c.network_id AND o.offer_id = l.offer_id`;

const ofLine = (own: string, joined: string): string =>
  `CASE WHEN c.line_id IS NULL THEN ${own} ELSE ${joined} END`;

/** What each standard column holds: its value, and where that is an id, what a person calls it. */
const COLUMNS: Readonly<Record<CallColumn, { readonly value: string; readonly label?: string }>> = {
  started_at: { value: 'c.started_at' },
  network: { value: 'CAST(c.network_id AS TEXT)', label: "coalesce(w.name, '')" },
  number: {
    value: ofLine(
      'c.number',
      "CASE length(n.number) WHEN 10 THEN '+1' || n.number ELSE coalesce(n.number, '') END",
    ),
  },
  caller_number: { value: 'c.caller_number' },
  campaign: {
    value: ofLine('c.campaign_id', "coalesce(l.offer_id, '')"),
    label: ofLine('c.campaign_id', "coalesce(nullif(o.name, ''), l.offer_id, '')"),
  },
  campaign_id: { value: ofLine('c.campaign_id', "coalesce(l.offer_id, '')") },
  partner: {
    value: ofLine('c.partner_id', "coalesce(l.partner_id, '')"),
    label: ofLine('c.partner_id', "coalesce(nullif(p.name, ''), l.partner_id, '')"),
  },
  partner_id: { value: ofLine('c.partner_id', "coalesce(l.partner_id, '')") },
  status: { value: 'c.status' },
  talk_seconds: { value: 'c.talk_seconds' },
  order: { value: "CASE c.ordered WHEN 1 THEN 'yes' ELSE 'no' END" },
  result: { value: 'c.result' },
  late: { value: "CASE c.late WHEN 1 THEN 'yes' ELSE 'no' END" },
  keywords: { value: 'c.keywords' },
  session_id: { value: 'c.session_id' },
  call_id: { value: 'c.call_id' },
};

/** SQL of a column over {@link CALLS}. */
export interface ColumnSql {
  /** What calls are told apart by. */
  readonly value: string;
  /** What a person reads and sorts by. */
  readonly label: string;
}

/**
 * The SQL of a column; a custom field that no call has is empty for all.
 * @throws DeskError invalid_input for a name that is neither a standard column nor a field
 */
export function columnSql(column: string, names: FieldNames): ColumnSql {
  if (isCallColumn(column)) {
    const { value, label = value } = COLUMNS[column];
    return { value, label };
  }
  const field = fieldOfColumn(column);
  if (field === null) {
    throw new DeskError('invalid_input', `Calls have no column “${column}”.`, { field: 'column' });
  }
  const id = names.idOf(field);
  const value = id === undefined ? "''" : `coalesce(json_extract(c.fields, '$."${id}"'), '')`;
  return { value, label: value };
}
