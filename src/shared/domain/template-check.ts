import { macroNamed } from './macro-names.ts';
import type { Span } from './percent.ts';
import { templateParts } from './template-parts.ts';
import type { TemplateParts } from './template-parts.ts';

/** What a template is refused for, or warned of. */
export type TemplateFaultCode =
  | 'empty'
  | 'whitespace'
  | 'scheme'
  | 'unparsable'
  | 'credentials'
  | 'macro-in-host'
  | 'unknown-macro'
  | 'aff-sub-is-the-number'
  | 'always-empty'
  | 'encoded-macro'
  | 'other-macro-style'
  | 'stray-brace'
  | 'macro-in-fragment'
  | 'no-id-macro'
  | 'plain-http';

/** One finding, with the place in the template it is about. A refused template cannot be saved. */
export interface TemplateFault extends Span {
  readonly severity: 'refused' | 'warning';
  readonly code: TemplateFaultCode;
  readonly message: string;
}

const BRACES = /\{([^{}]*)\}/g;
const ENCODED_BRACES = /%7B[A-Za-z0-9_]+%7D/gi;
const SQUARE_BRACKETS = /\[([A-Za-z][A-Za-z0-9_]*)\]/g;

/**
 * Checks a template when it is saved (design.md rule 5), in the order of the text. Refused: an unknown macro, a
 * macro in front of the path, a scheme other than http and https, credentials, blanks, and what is no address.
 */
export function checkTemplate(template: string): readonly TemplateFault[] {
  const whole: Span = { start: 0, end: template.length };
  if (template.trim() === '') return [refused('empty', 'The postback URL is empty.', whole)];
  const macros = [...template.matchAll(BRACES)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
  const faults = [
    ...addressFaults(template, macros),
    ...macros.flatMap(nameFaults),
    ...styleFaults(template),
  ];
  const known = macros.flatMap(({ name }) => macroNamed(name) ?? []);
  if (!known.some(({ identifies }) => identifies)) {
    const message =
      'No macro says which call is meant, so the partner cannot match it: add {invoca_id} or {aff_sub2}.';
    faults.push(warning('no-id-macro', message, whole));
  }
  return faults.toSorted((a, b) => rank(a) - rank(b) || a.start - b.start || a.end - b.end);
}

/** Whether the findings allow the template to be saved. */
export function isSavable(faults: readonly TemplateFault[]): boolean {
  return faults.every(({ severity }) => severity !== 'refused');
}

interface MacroUse extends Span {
  readonly name: string;
}

function addressFaults(template: string, macros: readonly MacroUse[]): TemplateFault[] {
  const blanks = [...template.matchAll(/[\s\p{Cc}]+/gu)].map((match) =>
    refused('whitespace', 'A postback URL holds no blanks; write %20 where one is meant.', {
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
  const parts = templateParts(template);
  if (!parts) return [...blanks, noAddress(template)];
  const faults = [...blanks];
  for (const use of macros) {
    if (use.start < parts.authority.end) {
      const message = `{${use.name}} stands in the host; a macro may only stand after it, in path or query.`;
      faults.push(refused('macro-in-host', message, use));
    } else if (use.start >= parts.fragment.start) {
      const message = `{${use.name}} stands after #, and that part is never sent.`;
      faults.push(warning('macro-in-fragment', message, use));
    }
  }
  return [...faults, ...authorityFaults(template, parts)];
}

function authorityFaults(template: string, parts: TemplateParts): TemplateFault[] {
  const { scheme, authority } = parts;
  const typed = template.slice(authority.start, authority.end);
  const faults: TemplateFault[] = [];
  if (typed.includes('@')) {
    const message = 'A user name or password in the URL would be stored and logged in the open.';
    faults.push(refused('credentials', message, authority));
  }
  const filled = template.replace(BRACES, '1');
  if (template.includes('\\') || !URL.canParse(filled)) {
    faults.push(
      refused('unparsable', 'This is not a complete web address.', { start: 0, end: template.length }),
    );
  }
  if (template.slice(scheme.start, scheme.end).toLowerCase() === 'http') {
    faults.push(
      warning('plain-http', 'http is not encrypted: everyone on the way can read the values.', scheme),
    );
  }
  return faults;
}

function noAddress(template: string): TemplateFault {
  const scheme = /^\s*([^:/?#]*):/.exec(template);
  if (scheme && !/^https?$/i.test(scheme[1] ?? '')) {
    const end = scheme[0].length;
    return refused('scheme', 'A postback URL begins with https:// or http://.', { start: 0, end });
  }
  const message = 'This is not a complete web address; it begins with https:// and a host.';
  return refused('unparsable', message, { start: 0, end: template.length });
}

function nameFaults(use: MacroUse): TemplateFault[] {
  const known = macroNamed(use.name);
  if (!known) return [refused('unknown-macro', unknownMessage(use.name), use)];
  if (known.name === 'aff_sub' || known.name === 'aff_sub1') {
    const message = `{${known.name}} is Invoca's: the partner receives the promo number, not a sub id.`;
    return [warning('aff-sub-is-the-number', message, use)];
  }
  if (known.filled === 'never') {
    return [warning('always-empty', `{${known.name}} is empty for a phone call.`, use)];
  }
  return [];
}

function unknownMessage(name: string): string {
  const near = macroNamed(name.trim().toLowerCase());
  return `{${name}} is not a macro, so nobody would fill it${near ? `; {${near.name}} is` : ''}.`;
}

function styleFaults(template: string): TemplateFault[] {
  const encoded = [...template.matchAll(ENCODED_BRACES)].map((match) =>
    warning('encoded-macro', `${match[0]} is not filled: write the braces themselves.`, spanOf(match)),
  );
  const square = [...template.matchAll(SQUARE_BRACKETS)].map((match) =>
    warning('other-macro-style', `${match[0]} is not filled: macros are written in braces.`, spanOf(match)),
  );
  const withoutMacros = template.replace(BRACES, (use) => ' '.repeat(use.length));
  const stray = [...withoutMacros.matchAll(/[{}]/g)].map((match) =>
    warning('stray-brace', `A ${match[0]} without its other half is sent as typed.`, spanOf(match)),
  );
  return [...encoded, ...square, ...stray];
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}

function refused(code: TemplateFaultCode, message: string, { start, end }: Span): TemplateFault {
  return { severity: 'refused', code, message, start, end };
}

function warning(code: TemplateFaultCode, message: string, { start, end }: Span): TemplateFault {
  return { severity: 'warning', code, message, start, end };
}

function rank({ severity }: TemplateFault): number {
  return severity === 'refused' ? 0 : 1;
}
