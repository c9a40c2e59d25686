import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request as it came over the wire, read to its end. `at` in ms since 1970. */
export interface WireRequest {
  readonly at: number;
  readonly method: string;
  /** The request target exactly as sent: path and query, nothing decoded. */
  readonly target: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as it came. */
  readonly bytes: Buffer;
}

/** An answer before it goes out. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Thrown for a request body over the limit; the connection is then closed. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** A JSON answer. */
export function jsonReply(status: number, value: unknown): WireReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

/**
 * Reads a request to its end. Throws BodyTooLarge past `limit` bytes, and a TypeError for a target that is
 * no address.
 */
export async function readRequest(
  incoming: IncomingMessage,
  at: number,
  limit: number,
): Promise<WireRequest> {
  const target = incoming.url ?? '/';
  const url = new URL(target.startsWith('/') ? `http://127.0.0.1${target}` : target);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > limit) throw new BodyTooLarge(`the request body is larger than ${limit} bytes`);
    chunks.push(bytes);
  }
  const bytes = Buffer.concat(chunks);
  const { method = 'GET', headers } = incoming;
  return { at, method, target, url, headers, body: bytes.toString('utf8'), bytes };
}

/** Hands a request to a web-standard handler and reads its answer to the end. */
export async function askHandler(
  handler: (request: Request) => Response | Promise<Response>,
  { method, url, headers, body }: WireRequest,
): Promise<WireReply> {
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) sent.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const carriesBody = method !== 'GET' && method !== 'HEAD' && body !== '';
  const response = await handler(
    new Request(url, { method, headers: sent, ...(carriesBody ? { body } : {}) }),
  );
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
