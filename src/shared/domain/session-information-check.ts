import type { SessionInformation } from './session-information.ts';
import { countViolations, nameViolations, SESSION_LIMITS, textViolations } from './session-limits.ts';
import type { LimitViolation } from './session-limits.ts';
import { fieldText, identifierText, oneLineText } from './session-text.ts';

/** Reserved names whose content is fixed (mongoose-spc.md 5); an empty value is a value. */
const RESERVED: Readonly<Record<string, readonly [RegExp, string]>> = {
  twitter_id: [/^[0-9]{0,20}$/, 'up to 20 decimal digits'],
  twitter_handle: [/^[A-Za-z0-9_]{0,15}$/, 'up to 15 letters, digits and “_”, without “@”'],
};

/** What is wrong with keywords and custom fields, each under the path the network would give it. */
export function informationViolations(information: SessionInformation): readonly LimitViolation[] {
  const { keywords, fields } = information;
  const entries = Object.entries(fields);
  return [
    ...countViolations('information/keywords', 'keywords', keywords.length, SESSION_LIMITS.keywords),
    ...keywords.flatMap((keyword, index) => keywordViolations(index, keyword)),
    ...countViolations('information/customFields', 'custom fields', entries.length, SESSION_LIMITS.fields),
    ...entries.flatMap(([name, value], index) => fieldViolations(index, name, value)),
    ...sameNameViolations(entries.map(([name]) => name)),
    ...sizeViolations(information),
  ];
}

function keywordViolations(index: number, keyword: string): readonly LimitViolation[] {
  const path = `information/keywords/keyword[${index + 1}]`;
  return textViolations(path, `Keyword ${index + 1}`, oneLineText(keyword), 1, SESSION_LIMITS.keyword);
}

function fieldViolations(index: number, name: string, value: string): readonly LimitViolation[] {
  const path = `information/customFields/field[${index + 1}]`;
  return [...nameViolations(`${path}/name`, name), ...valueViolations(`${path}/value`, name, value)];
}

function valueViolations(path: string, typedName: string, typed: string): readonly LimitViolation[] {
  const name = identifierText(typedName);
  const value = fieldText(name, typed);
  const text = textViolations(path, `The field “${name}”`, value, 0, SESSION_LIMITS.fieldValue);
  const [pattern, form] = (Object.hasOwn(RESERVED, name) && RESERVED[name]) || [];
  if (text.length > 0 || !pattern || pattern.test(value)) return text;
  const message = `The field “${name}” takes ${form}.`;
  return [{ path, reason: 'BAD_FORMAT', limit: null, message }];
}

function sameNameViolations(typed: readonly string[]): readonly LimitViolation[] {
  const names = typed.map(identifierText);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            path: `information/customFields/field[${index + 1}]/name`,
            reason: 'NOT_ALLOWED',
            limit: null,
            message: `The field “${name}” is given twice.`,
          } as const,
        ],
  );
}

function sizeViolations({ keywords, fields }: SessionInformation): readonly LimitViolation[] {
  const values = Object.entries(fields).map(([name, value]) => fieldText(identifierText(name), value));
  const bytes = utf8Length([...keywords.map(oneLineText), ...values].join(''));
  const limit = SESSION_LIMITS.informationBytes;
  if (bytes <= limit) return [];
  const message = `Keywords and field values take ${bytes} bytes together; ${limit} is the most.`;
  return [{ path: 'information', reason: 'TOO_LONG', limit, message }];
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
