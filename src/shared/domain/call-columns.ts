/** What is known of every call, whichever network it came through. In the order of a full export. */
export const CALL_COLUMNS = [
  'started_at',
  'network',
  'number',
  'caller_number',
  'campaign',
  'campaign_id',
  'partner',
  'partner_id',
  'status',
  'talk_seconds',
  'order',
  'result',
  'late',
  'keywords',
  'session_id',
  'call_id',
] as const;

export type CallColumn = (typeof CALL_COLUMNS)[number];

/** How a call ended. */
export const CALL_STATUSES = ['answered', 'no_answer', 'busy', 'failed', 'in_progress'] as const;

export type CallStatus = (typeof CALL_STATUSES)[number];

const FIELD_PREFIX = 'field.';

/** The column of a custom field, beside the standard ones. */
export function fieldColumn(name: string): string {
  return `${FIELD_PREFIX}${name}`;
}

/** The custom field a column shows; null for a standard column and for anything else. */
export function fieldOfColumn(column: string): string | null {
  return column.startsWith(FIELD_PREFIX) ? column.slice(FIELD_PREFIX.length) : null;
}

/** Whether the text names a standard column. */
export function isCallColumn(text: string): text is CallColumn {
  return CALL_COLUMNS.some((column) => column === text);
}

/**
 * The column a person means by a name: a standard column, else the custom field of that name. A field that is called
 * like a standard column is meant by `field.<name>`.
 */
export function columnNamed(name: string): string {
  return isCallColumn(name) || name.startsWith(FIELD_PREFIX) ? name : fieldColumn(name);
}

/** The name of a column in a file: a field's own name, or `field.<name>` where a standard column has it. */
export function columnTitle(column: string): string {
  const field = fieldOfColumn(column);
  return field === null || isCallColumn(field) ? column : field;
}
