const RULES: readonly (readonly [RegExp, string])[] = [
  // Credentials, query and fragment of an address: sub ids, tokens and callers' numbers travel there.
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1[redacted]@'],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, '$1?[redacted]'],
  [/\b(authorization|x-api-key|cookie|set-cookie)(["']?\s*[:=]\s*)[^\r\n,;}]+/gi, '$1$2[redacted]'],
  [
    /\b((?:api[_-]?|access[_-]?|oauth[_-]?|network)?(?:token|key|secret|password))(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
    '$1$2[redacted]',
  ],
  // The credentials in a SOAP message, whatever its prefix (mongoose-spc.md 9.8).
  [/(<(?:[\w.-]+:)?(?:Password|Nonce)\b[^>]*>)[^<]*/g, '$1[redacted]'],
  [/\bBasic\s+(?=[\w+/]*[A-Z0-9+/])[\w+/]{8,}=*/g, 'Basic [redacted]'],
  [/\bbearer\s+[\w.~+/=-]+/gi, 'Bearer [redacted]'],
  // Phone numbers: ten or more digits, however grouped, not part of a longer id.
  [/(?<![\w-])\+?\(?(?:\d[ .()-]{0,3}){9,14}\d(?![\w-])/g, '[number]'],
];

/** Text as it may stand in a log: no query strings, no credentials, no tokens, no phone numbers. */
export function redacted(text: string): string {
  return RULES.reduce((kept, [pattern, replacement]) => kept.replace(pattern, replacement), text);
}

/** An error as it may stand in a log: name, message, code and stack, each redacted, with its causes. */
export function redactedError(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return redacted(typeof error === 'string' ? error : `(${typeof error})`);
  const code = 'code' in error && typeof error.code === 'string' ? ` [${error.code}]` : '';
  const detail = 'detail' in error && typeof error.detail === 'string' ? `\n  ${redacted(error.detail)}` : '';
  const own = redacted(error.stack ?? `${error.name}: ${error.message}`) + code + detail;
  if (error.cause === undefined || depth >= 4) return own;
  return `${own}\n  caused by ${redactedError(error.cause, depth + 1)}`;
}
