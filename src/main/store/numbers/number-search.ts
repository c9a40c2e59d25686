import { allOf } from '../conversions/filter.ts';
import type { Condition } from '../conversions/filter.ts';
import type { NumberFilter } from '#shared/ipc/numbers.ts';

/** The conditions of a list of numbers `r`. Words are looked for in everything a person knows a number by. */
export function numberConditions(filter: NumberFilter): Condition {
  const { networkId, states, offerIds, partnerIds, batchId, text } = filter;
  const conditions: Condition[] = [];
  const equal = (column: string, value: number | undefined): void => {
    if (value !== undefined) conditions.push({ sql: `r.${column} = ?`, values: [value] });
  };
  const oneOf = (column: string, values: readonly string[] | undefined): void => {
    if (values === undefined) return;
    conditions.push({
      sql: `r.${column} IN (SELECT value FROM json_each(?))`,
      values: [JSON.stringify(values)],
    });
  };
  equal('network_id', networkId);
  equal('batch_id', batchId);
  oneOf('state', states);
  oneOf('offer_id', offerIds);
  oneOf('partner_id', partnerIds);
  for (const word of (text ?? '').trim().split(/\s+/).filter(Boolean)) conditions.push(wordCondition(word));
  return allOf(conditions);
}

function wordCondition(word: string): Condition {
  const like = likeText(word);
  const digits = word.replace(/\D/g, '');
  const number = digits.length >= 3 && /^[\d().+-]+$/.test(word) ? `%${digits}%` : like;
  return {
    sql: `(r.number LIKE ? OR r.description LIKE ? ESCAPE '\\' OR r.id_from_network LIKE ? ESCAPE '\\'
      OR r.custom_data LIKE ? ESCAPE '\\'
      OR EXISTS (SELECT 1 FROM partners AS p WHERE p.network_id = r.network_id AND p.partner_id = r.partner_id
        AND p.name LIKE ? ESCAPE '\\')
      OR EXISTS (SELECT 1 FROM offers AS o WHERE o.network_id = r.network_id AND o.offer_id = r.offer_id
        AND o.name LIKE ? ESCAPE '\\'))`,
    values: [number, like, like, like, like, like],
  };
}

/** A text to be found anywhere, for LIKE with `\` as its escape. */
export function likeText(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
