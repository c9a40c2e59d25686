import { pathIn, partsOf, type PartRule, type Placed } from './element-parts.ts';
import { optional, readFieldName, readFieldValue, readKeyword } from './simple-types.ts';
import type { Violations } from './violations.ts';

/** What a request says about a session: an absent list says nothing about it. */
export interface GivenInformation {
  readonly keywords: readonly string[] | undefined;
  readonly fields: ReadonlyMap<string, string> | undefined;
}

const RULES: readonly PartRule[] = [
  { name: 'keywords', least: 0, most: 1 },
  { name: 'customFields', least: 0, most: 1 },
];
const FIELD_RULES: readonly PartRule[] = [
  { name: 'name', least: 1, most: 1 },
  { name: 'value', least: 1, most: 1 },
];

/** The names that are reserved for something that has a form of its own (mongoose-spc.md 5). */
const RESERVED: ReadonlyMap<string, { readonly form: RegExp; readonly longest: number }> = new Map([
  ['twitter_id', { form: /^[0-9]*$/, longest: 20 }],
  ['twitter_handle', { form: /^[A-Za-z0-9_]*$/, longest: 15 }],
]);

function checkReserved(name: string, value: string, path: string, violations: Violations): void {
  const rule = RESERVED.get(name);
  if (rule === undefined) return;
  if (!rule.form.test(value)) violations.add(path, 'BAD_FORMAT');
  else if (value.length > rule.longest)
    violations.add(path, 'TOO_LONG', {
      limit: rule.longest,
      detail: `${value.length} characters were sent.`,
    });
}

/** Reads a `CustomFieldType`. */
export function readCustomField(
  placed: Placed,
  violations: Violations,
): { readonly name: string; readonly value: string } {
  const parts = partsOf(placed, FIELD_RULES, violations);
  return {
    name: optional(parts.one('name'), readFieldName, violations) ?? '',
    value: optional(parts.one('value'), readFieldValue, violations) ?? '',
  };
}

function readFields(placed: Placed, violations: Violations): ReadonlyMap<string, string> {
  const parts = partsOf(placed, [{ name: 'field', least: 0, most: 25 }], violations);
  const fields = new Map<string, string>();
  for (const field of parts.all('field')) {
    const { name, value } = readCustomField(field, violations);
    checkReserved(name, value, pathIn(field.path, 'value'), violations);
    if (fields.has(name) && name !== '')
      violations.add(pathIn(field.path, 'name'), 'NOT_ALLOWED', { detail: `${name} is given twice.` });
    fields.set(name, value);
  }
  return fields;
}

function readKeywords(placed: Placed, violations: Violations): readonly string[] {
  const parts = partsOf(placed, [{ name: 'keyword', least: 0, most: 20 }], violations);
  return parts.all('keyword').map((keyword) => readKeyword(keyword, violations));
}

/** Reads a `SessionInformationType`, with the forms of the reserved names. */
export function readInformation(placed: Placed, violations: Violations): GivenInformation {
  const parts = partsOf(placed, RULES, violations);
  return {
    keywords: optional(parts.one('keywords'), readKeywords, violations),
    fields: optional(parts.one('customFields'), readFields, violations),
  };
}
