const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  'set-cookie2',
  'webhook-signature',
]);

/**
 * The headers of an attempt: who asks, the delivery's id, which stays the same over all tries, and when this try began
 * (Standard Webhooks; promise 5). `version` is the app's.
 */
export function postbackHeaders(attempt: {
  readonly deliveryId: string;
  readonly startedAt: number;
  readonly version: string;
  /** Whether a body of JSON goes along. */
  readonly json?: boolean;
}): Readonly<Record<string, string>> {
  return {
    'user-agent': attempt.version === '' ? 'Switchboard' : `Switchboard/${attempt.version}`,
    accept: '*/*',
    ...(attempt.json === true ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    'webhook-id': attempt.deliveryId,
    'webhook-timestamp': String(Math.floor(attempt.startedAt / 1000)),
  };
}

/** Headers as they are kept with an attempt: a line each, secrets blanked (promise 13). */
export function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${SECRET_HEADERS.has(name.toLowerCase()) ? '(blanked)' : value}`)
    .join('\n');
}
