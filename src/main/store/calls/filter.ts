import { fieldOfColumn } from '#shared/domain/call-columns.ts';
import { nanpDigits, nanpE164 } from '#shared/domain/phone.ts';
import type { CallFilter } from '#shared/ipc/calls.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Condition } from '../conversions/filter.ts';
import { allOf } from '../conversions/filter.ts';
import { NO_START } from '../conversions/settle.ts';
import { foldText } from '../conversions/words.ts';
import { columnSql } from './columns.ts';
import { fieldKey, fieldPair } from './field-names.ts';
import type { FieldNames } from './field-names.ts';

/** A line's names, folded, in which a search looks as well. */
export interface LineNames {
  readonly id: number;
  readonly text: string;
}

/** A filter of calls as SQL over `CALLS`. */
export interface CallWhere {
  /** The same filter has the same key. */
  readonly key: string;
  readonly where: Condition;
  /** Whether it speaks of nothing but the time of the call. */
  readonly timeOnly: boolean;
}

type Where = NonNullable<CallFilter['where']>[number];

/** Makes a filter ready. @throws DeskError invalid_input for a column that cannot be compared */
export function callWhere(
  filter: CallFilter,
  names: FieldNames,
  lines: () => readonly LineNames[],
): CallWhere {
  const { from, to, where = [], text = '' } = filter;
  const time: Condition[] = [];
  if (from !== undefined || to !== undefined) {
    time.push({ sql: 'c.started_at >= ?', values: [Math.max(from ?? NO_START + 1, NO_START + 1)] });
  }
  if (to !== undefined) time.push({ sql: 'c.started_at < ?', values: [to] });
  const rest = [
    ...where.map((one) => columnCondition(one, names)),
    ...soughtIn(text).map((word) => wordCondition(word, lines)),
  ];
  return {
    key: JSON.stringify([from ?? null, to ?? null, text.trim(), where]),
    where: allOf([...time, ...rest]),
    timeOnly: rest.length === 0,
  };
}

function columnCondition({ column, values }: Where, names: FieldNames): Condition {
  const field = fieldOfColumn(column);
  if (field !== null) return fieldCondition(field, values, names);
  const { value, label } = columnSql(column, names);
  const among = 'IN (SELECT value FROM json_each(?))';
  switch (column) {
    case 'started_at':
      throw new DeskError('invalid_input', 'The time of a call is given from one instant to another.', {
        field: column,
      });
    case 'keywords': {
      const one = `EXISTS (SELECT 1 FROM json_each(c.keywords) AS k WHERE k.value ${among})`;
      const listed = JSON.stringify(values.filter((keyword) => keyword !== ''));
      return { sql: values.includes('') ? `(c.keywords = '[]' OR ${one})` : one, values: [listed] };
    }
    case 'number':
    case 'caller_number':
      return { sql: `${value} ${among}`, values: [JSON.stringify(values.map(e164Of))] };
    case 'campaign':
    case 'partner':
    case 'network': {
      const listed = JSON.stringify(values);
      return { sql: `(${value} ${among} OR ${label} ${among})`, values: [listed, listed] };
    }
    default:
      return { sql: `CAST(${value} AS TEXT) ${among}`, values: [JSON.stringify(values)] };
  }
}

/** A field is found by the text of its pair, which is exact and far cheaper than taking every call's fields apart. */
function fieldCondition(name: string, values: readonly string[], names: FieldNames): Condition {
  const id = names.idOf(name);
  if (id === undefined) return { sql: values.includes('') ? '1' : '0', values: [] };
  const parts = values.map((value): Condition =>
    value === ''
      ? { sql: 'instr(c.fields, ?) = 0', values: [fieldKey(id)] }
      : { sql: 'instr(c.fields, ?) > 0', values: [fieldPair(id, value)] },
  );
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`,
    values: parts.flatMap((part) => part.values),
  };
}

/** A number in any North American spelling as the list holds it. */
export function e164Of(typed: string): string {
  const digits = nanpDigits(typed);
  return digits === null ? typed.trim() : nanpE164(digits);
}

const PHONE_LIKE = /^\+?[\d\s().\-\u2010-\u2013]+$/;

/** What was typed, as words that must all be found; a phone number in any spelling is one word. */
function soughtIn(typed: string): readonly string[] {
  const text = typed.trim();
  if (text === '') return [];
  return PHONE_LIKE.test(text) ? [text] : text.split(/\s+/);
}

function wordCondition(word: string, lines: () => readonly LineNames[]): Condition {
  const anywhere = likeText(word);
  const inJson = likeText(JSON.stringify(word).slice(1, -1));
  const digits = word.replace(/\D/g, '');
  const folded = foldText(word);
  const named = lines()
    .filter(({ text }) => text.includes(folded) || (digits.length > 2 && text.includes(digits)))
    .map(({ id }) => id);
  const parts: Condition[] = ['c.call_id', 'c.session_id', 'c.campaign_id', 'c.partner_id', 'c.keywords'].map(
    (column) => ({
      sql: `${column} LIKE ? ESCAPE '~'`,
      values: [column === 'c.keywords' ? inJson : anywhere],
    }),
  );
  parts.push({
    sql: `(c.fields LIKE ? ESCAPE '~'
      AND EXISTS (SELECT 1 FROM json_each(c.fields) AS f WHERE f.value LIKE ? ESCAPE '~'))`,
    values: [inJson, anywhere],
  });
  if (PHONE_LIKE.test(word) && digits !== '') {
    const held = likeText(digits);
    parts.push({
      sql: "(c.caller_number LIKE ? ESCAPE '~' OR c.number LIKE ? ESCAPE '~')",
      values: [held, held],
    });
  }
  if (named.length > 0) {
    parts.push({ sql: 'c.line_id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(named)] });
  }
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`,
    values: parts.flatMap(({ values }) => values),
  };
}

/** A pattern that finds the text anywhere. */
function likeText(text: string): string {
  return `%${text.replace(/[~%_]/g, '~$&')}%`;
}
