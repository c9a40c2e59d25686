import { macroNamed } from './macro-names.ts';
import { templateParts } from './template-parts.ts';

/** A template with its macros filled. Each macro is named once, in the order of its first use. */
export interface Expansion {
  readonly url: string;
  readonly used: readonly { readonly macro: string; readonly value: string }[];
  /** Macros known but without a value for this conversion; they became empty text. */
  readonly empty: readonly string[];
}

/** Macro name to value; a name that is absent has no value. */
export type MacroValues = Readonly<Record<string, string>>;

const MACRO = /\{([a-z0-9_]+)\}/g;
const DOT_SEGMENT = /^(?:\.|%2e){1,2}$/i;

/**
 * Fills a template's macros in one pass from left to right (tune.md 5.4). Every value is percent-encoded so far
 * that it cannot leave its place: no value makes a host, port, path segment or parameter, and none is scanned
 * for macros again. Unknown macros, and any in front of the path, stay as typed; `checkTemplate` refuses them
 * when the template is saved. A path segment that would come out as `.` or `..`, which no encoding can keep from
 * climbing, has its dots written `%252E`.
 */
export function expandTemplate(template: string, values: MacroValues): Expansion {
  const parts = templateParts(template);
  if (!parts) return { url: template, used: [], empty: [] };
  const found = new Map<string, string>();
  const fill = (text: string): string =>
    text.replace(MACRO, (typed: string, name: string) => {
      if (!macroNamed(name)) return typed;
      const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
      found.set(name, value);
      return encodeMacroValue(value);
    });
  const segments = template.slice(parts.path.start, parts.path.end).split('/');
  const path = segments.map((segment) => keepSegment(segment, fill(segment))).join('/');
  const rest = fill(template.slice(parts.path.end));
  const entries = [...found].map(([macro, value]) => ({ macro, value }));
  return {
    url: template.slice(0, parts.path.start) + path + rest,
    used: entries.filter(({ value }) => value !== ''),
    empty: entries.filter(({ value }) => value === '').map(({ macro }) => macro),
  };
}

/** A value as it goes into a URL: everything percent-encoded but letters, digits and `-_.~`. */
export function encodeMacroValue(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function keepSegment(typed: string, filled: string): string {
  if (typed === filled || !DOT_SEGMENT.test(filled)) return filled;
  return filled.replace(/\.|%2e/gi, '%252E');
}
