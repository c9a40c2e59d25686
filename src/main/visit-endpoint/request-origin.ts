import type { IncomingMessage } from 'node:http';
import { EndpointRefusal } from './endpoint-refusal.ts';

const ALLOWED_HEADERS = 'authorization, content-type';
const ALLOWED_METHODS = 'GET, POST';
const PREFLIGHT_SECONDS = '600';

/**
 * Refuses a request that was sent to this port under another name: a page whose name was pointed at this machine after
 * it was loaded (DNS rebinding) says so in `Host`.
 * @throws EndpointRefusal
 */
export function requireOwnHost(incoming: IncomingMessage, port: number): void {
  const names = incoming.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  const host = incoming.headers.host?.toLowerCase();
  if (names.length === 1 && (host === `127.0.0.1:${port}` || host === `localhost:${port}`)) return;
  throw new EndpointRefusal(421, 'wrong_host', 'This endpoint is asked as 127.0.0.1 or localhost only.');
}

/** The origins under which the endpoint's own page is loaded. */
export function ownOrigins(port: number): readonly string[] {
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
}

/** What lets a page of an origin read the answer; nothing for requests of no page. Never with credentials. */
export function readableBy(origin: string | undefined): Readonly<Record<string, string>> {
  return origin === undefined ? {} : { 'access-control-allow-origin': origin };
}

/** The answer to a browser that asks whether a page of a registered origin may ask. */
export function preflightHeaders(
  incoming: IncomingMessage,
  origin: string,
): Readonly<Record<string, string>> {
  return {
    ...readableBy(origin),
    'access-control-allow-methods': ALLOWED_METHODS,
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-max-age': PREFLIGHT_SECONDS,
    // A page of the web may ask this machine only when both sides say so.
    ...(incoming.headers['access-control-request-private-network'] === 'true'
      ? { 'access-control-allow-private-network': 'true' }
      : {}),
  };
}
