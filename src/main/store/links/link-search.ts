import type { LinkFilter } from '#shared/ipc/links.ts';
import { allOf } from '../conversions/filter.ts';
import type { Condition } from '../conversions/filter.ts';
import { likeText } from '../numbers/number-search.ts';

/**
 * Links `k` that need a person: published ones whose newest check found something wrong. One check nobody answered may be
 * a hiccup, so two in a row are needed.
 */
export const IN_TROUBLE = `k.removed_at IS NULL AND k.state = 'published' AND (k.verdict IN
  ('lost', 'changed', 'astray', 'refused', 'landing') OR (k.verdict = 'unanswered' AND k.failures >= 2))`;

/** The conditions of a list of links `k`. Every word is looked for in everything a person knows a link by. */
export function linkConditions(filter: LinkFilter): Condition {
  const { text, partnerIds, offerIds, numbers, states, trouble, batchId } = filter;
  const conditions: Condition[] = [{ sql: 'k.removed_at IS NULL', values: [] }];
  const oneOf = (column: string, values: readonly string[] | undefined): void => {
    if (values === undefined || values.length === 0) return;
    const sql = `k.${column} IN (SELECT value FROM json_each(?))`;
    conditions.push({ sql, values: [JSON.stringify(values)] });
  };
  oneOf('partner_id', partnerIds);
  oneOf('offer_id', offerIds);
  oneOf('number', numbers);
  oneOf('state', states);
  if (batchId !== undefined) conditions.push({ sql: 'k.batch_id = ?', values: [batchId] });
  if (trouble === true) conditions.push({ sql: IN_TROUBLE, values: [] });
  for (const word of (text ?? '').trim().split(/\s+/).filter(Boolean)) conditions.push(wordCondition(word));
  return allOf(conditions);
}

const SEARCHED = ['link', 'note', 'aff_sub2', 'aff_sub3', 'aff_sub4', 'aff_sub5', 'source'] as const;

function wordCondition(word: string): Condition {
  const like = likeText(word);
  const digits = word.replace(/\D/g, '');
  const number = digits.length >= 3 && /^[\d().+-]+$/.test(word) ? `%${digits}%` : like;
  const own = SEARCHED.map((column) => `k.${column} LIKE ? ESCAPE '\\'`).join(' OR ');
  return {
    sql: `(k.number LIKE ? ESCAPE '\\' OR ${own} OR k.partner_id = ? OR k.offer_id = ?
      OR EXISTS (SELECT 1 FROM partners AS p WHERE p.partner_id = k.partner_id AND p.name LIKE ? ESCAPE '\\')
      OR EXISTS (SELECT 1 FROM offers AS o WHERE o.offer_id = k.offer_id AND o.name LIKE ? ESCAPE '\\')
      OR EXISTS (SELECT 1 FROM link_places AS l WHERE l.link_id = k.id
        AND (l.place LIKE ? ESCAPE '\\' OR l.url LIKE ? ESCAPE '\\')))`,
    values: [number, ...SEARCHED.map(() => like), word, word, like, like, like, like],
  };
}
