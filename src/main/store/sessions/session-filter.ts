import type { SessionFilter } from '#shared/ipc/sessions.ts';
import type { Condition } from '../conversions/filter.ts';

/** A filter of session numbers, read as `n`, as parts of a WHERE clause. */
export function sessionConditions(filter: SessionFilter): Condition[] {
  const { states, networkId, campaignId, purpose, endingBefore, text } = filter;
  const conditions: Condition[] = [];
  if (states) {
    conditions.push({ sql: 'n.state IN (SELECT value FROM json_each(?))', values: [JSON.stringify(states)] });
  }
  if (networkId !== undefined) conditions.push({ sql: 'n.network_id = ?', values: [networkId] });
  if (campaignId !== undefined) conditions.push({ sql: 'n.campaign_id = ?', values: [campaignId] });
  if (purpose !== undefined) conditions.push({ sql: 'n.purpose = ?', values: [purpose] });
  if (endingBefore !== undefined) {
    conditions.push({ sql: "n.state = 'active' AND n.expires_at < ?", values: [endingBefore] });
  }
  const typed = text?.trim();
  return typed ? [...conditions, textCondition(typed)] : conditions;
}

/** Found anywhere in what a person sees of a number; its digits also without how they are written. */
function textCondition(typed: string): Condition {
  const columns = [
    'n.client_reference',
    'n.campaign_id',
    "coalesce(n.session_id, '')",
    'n.keywords',
    'n.fields',
  ];
  const held = columns.map((column) => `instr(lower(${column}), lower(?)) > 0`);
  const escaped = JSON.stringify(typed).slice(1, -1);
  const values = columns.map((column) =>
    column === 'n.keywords' || column === 'n.fields' ? escaped : typed,
  );
  const digits = typed.replace(/[^0-9]/g, '');
  const isNumber = digits.length >= 3 && /^[0-9+().\s-]+$/.test(typed);
  return isNumber
    ? { sql: `(${held.join(' OR ')} OR instr(n.e164, ?) > 0)`, values: [...values, digits] }
    : { sql: `(${held.join(' OR ')})`, values };
}
