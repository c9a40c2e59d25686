import type { Span } from './percent.ts';

/** A postback URL cut into its parts, as spans of the text, before any macro is filled. */
export interface TemplateParts {
  readonly scheme: Span;
  /** Host, port and, if there are any, credentials. */
  readonly authority: Span;
  readonly path: Span;
  readonly query: Span;
  readonly fragment: Span;
}

const ABSOLUTE = /^(https?):\/\/([^/?#\\]+)([^?#]*)(\?[^#]*)?(#.*)?$/is;

/**
 * Cuts a template into its parts. A macro name holds none of the characters that part a URL, so the cut is the
 * same before and after macros are filled. Null when the text is not an absolute http or https address.
 */
export function templateParts(template: string): TemplateParts | null {
  const match = ABSOLUTE.exec(template);
  if (!match) return null;
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = match;
  let at = 0;
  const take = (length: number): Span => ({ start: at, end: (at += length) });
  const schemeSpan = take(scheme.length);
  at += '://'.length;
  return {
    scheme: schemeSpan,
    authority: take(authority.length),
    path: take(path.length),
    query: take(query.length),
    fragment: take(fragment.length),
  };
}
