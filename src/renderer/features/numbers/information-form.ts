import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import { informationViolations } from '#shared/domain/session-information-check.ts';

/** One named value as it is typed; `id` tells rows apart while their names change. */
export interface FieldRow {
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

/** Keywords and fields as they are typed: one keyword a line. */
export interface InformationForm {
  readonly keywords: string;
  readonly rows: readonly FieldRow[];
}

/** What is wrong with a form, told where it is typed. */
export interface InformationFaults {
  readonly keywords: string | null;
  readonly names: ReadonlyMap<number, string>;
  readonly values: ReadonlyMap<number, string>;
  /** Of the whole, such as too many bytes. */
  readonly whole: string | null;
  readonly any: boolean;
}

export const EMPTY_INFORMATION: InformationForm = { keywords: '', rows: [] };

/** Names whose meaning the contract fixes (mongoose-spc.md 5). */
export const RESERVED_NAMES = [
  'twitter_id',
  'twitter_handle',
  'ad_copy',
  'landing_page',
  'referrer',
] as const;

/** The keywords of a text, one a line; empty lines are none. */
export function keywordsOf(typed: string): readonly string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A form that shows the information. */
export function formOfInformation({ keywords, fields }: SessionInformation): InformationForm {
  return {
    keywords: keywords.join('\n'),
    rows: Object.entries(fields).map(([name, value], id) => ({ id, name, value })),
  };
}

/** The information a form stands for. Rows without name and value are none. */
export function informationOf(form: InformationForm): SessionInformation {
  return {
    keywords: keywordsOf(form.keywords),
    fields: Object.fromEntries(filled(form).map(({ name, value }) => [name.trim(), value])),
  };
}

/** Everything that is wrong with a form, each at the row it is typed in. */
export function faultsOf(form: InformationForm): InformationFaults {
  const rows = filled(form);
  const names = new Map<number, string>();
  const values = new Map<number, string>();
  let keywords: string | null = null;
  let whole: string | null = null;
  for (const row of rows) {
    const trimmed = row.name.trim();
    if (trimmed === '') names.set(row.id, 'The name of a field is missing.');
    else if (rows.some((other) => other.id < row.id && other.name.trim() === trimmed)) {
      names.set(row.id, `The field “${trimmed}” is given twice.`);
    }
  }
  const information = informationOf(form);
  const order = Object.keys(information.fields);
  for (const { path, message } of informationViolations(information)) {
    const [, index = '', part = ''] = /customFields\/field\[(\d+)\]\/(name|value)/.exec(path) ?? [];
    const row = rows.findLast(({ name }) => index !== '' && name.trim() === order[Number(index) - 1]);
    if (row && part === 'name') names.set(row.id, names.get(row.id) ?? message);
    else if (row && part === 'value') values.set(row.id, message);
    else if (path.startsWith('information/keywords')) keywords ??= message;
    else whole ??= message;
  }
  const any = keywords !== null || whole !== null || names.size > 0 || values.size > 0;
  return { keywords, names, values, whole, any };
}

/** The form with a row changed. */
export function withRow(form: InformationForm, id: number, change: Partial<FieldRow>): InformationForm {
  return { ...form, rows: form.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) };
}

/** The form with one more row, named if a name is given. */
export function withNewRow(form: InformationForm, name = ''): InformationForm {
  const id = form.rows.reduce((last, row) => Math.max(last, row.id + 1), 0);
  return { ...form, rows: [...form.rows, { id, name, value: '' }] };
}

/** The form without a row. */
export function withoutRow(form: InformationForm, id: number): InformationForm {
  return { ...form, rows: form.rows.filter((row) => row.id !== id) };
}

/**
 * The update that turns what is stored into what the form shows. As a merge it speaks only of what differs; null when
 * that is nothing.
 */
export function updateOf(
  stored: SessionInformation,
  form: InformationForm,
  mode: 'merge' | 'replace',
): InformationUpdate | null {
  const wanted = informationOf(form);
  if (mode === 'replace') return { mode, ...wanted };
  const fields = Object.fromEntries(
    Object.entries(wanted.fields).filter(
      ([name, value]) => !Object.hasOwn(stored.fields, name) || stored.fields[name] !== value,
    ),
  );
  const remove = Object.keys(stored.fields).filter((name) => !Object.hasOwn(wanted.fields, name));
  const sameKeywords =
    wanted.keywords.length === stored.keywords.length &&
    wanted.keywords.every((keyword, index) => keyword === stored.keywords[index]);
  if (sameKeywords && remove.length === 0 && Object.keys(fields).length === 0) return null;
  return {
    mode,
    ...(sameKeywords ? {} : { keywords: wanted.keywords }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(remove.length === 0 ? {} : { remove }),
  };
}

function filled(form: InformationForm): readonly FieldRow[] {
  return form.rows.filter(({ name, value }) => name.trim() !== '' || value !== '');
}
