import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { connectionFailure } from './connection-failure.ts';

/** A whole answer. Header names are lower case; a header sent twice is joined by commas. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Why there is no whole answer. `cut`: it began and broke off; `cancelled`: the caller's signal said so. `unsent`: the
 * request surely never left.
 */
export class NoAnswer extends Error {
  readonly kind: 'timeout' | 'unreachable' | 'address_refused' | 'cut' | 'too_large' | 'cancelled';
  readonly unsent: boolean;

  constructor(kind: NoAnswer['kind'], what: string, cause?: unknown, unsent = false) {
    super(what, { cause });
    this.name = 'NoAnswer';
    this.kind = kind;
    this.unsent = unsent;
  }
}

/**
 * Sends one request and reads its answer whole, once, without following redirects and without ever repeating itself:
 * whether the other side acted on a request without an answer is for the caller to find out. `timeoutMs` is how long
 * the other side may stay silent: before its headers, and between two pieces of its body. @throws NoAnswer
 */
export type HttpSend = (input: {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: URL;
  /** Null sends none. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Bytes of the answer's body that are read, packed or not; past it there is no answer. LARGEST_ANSWER by itself. */
  readonly answerLimit?: number;
  readonly signal: AbortSignal;
}) => Promise<HttpAnswer>;

/** The largest answer that is read: four thousand rows with everything in them stay far below. */
export const LARGEST_ANSWER = 256 * 1024 * 1024;

const unzip = promisify(gunzip);

/** HttpSend over a connection pool, which decides by its own policy what may be reached. */
export function httpSendOver(agent: Dispatcher): HttpSend {
  return async ({ method, url, body: sent, headers, timeoutMs, answerLimit, signal }) => {
    const limit = answerLimit ?? LARGEST_ANSWER;
    let begun = false;
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        body: sent,
        headers: { ...headers, 'accept-encoding': 'gzip' },
        signal,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      begun = true;
      const packed = await bodyWithin(answer.body, limit);
      const answered = flat(answer.headers);
      const body = await unpacked(packed, answered['content-encoding'], limit);
      return { status: answer.statusCode, headers: answered, body };
    } catch (error) {
      if (error instanceof NoAnswer) throw error;
      if (signal.aborted) throw new NoAnswer('cancelled', 'the request was cancelled', error);
      const { kind, what, unsent } = connectionFailure(error);
      throw new NoAnswer(kind === 'cut' && !begun ? 'unreachable' : kind, what, error, unsent && !begun);
    }
  };
}

async function bodyWithin(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > limit) throw tooLarge();
  }
  return Buffer.concat(chunks, length);
}

/** The body as it was before it was packed; what it grows to is counted while it grows. */
async function unpacked(body: Uint8Array, encoding: string | undefined, limit: number): Promise<Uint8Array> {
  const packing = (encoding ?? '').trim().toLowerCase();
  if (packing === '' || packing === 'identity' || body.byteLength === 0) return body;
  if (packing !== 'gzip' && packing !== 'x-gzip') {
    throw new NoAnswer('cut', 'the answer is compressed in a way that was not asked for');
  }
  try {
    return await unzip(body, { maxOutputLength: limit });
  } catch (error) {
    const grown = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw grown ? tooLarge(error) : new NoAnswer('cut', 'the compressed answer is damaged', error);
  }
}

function tooLarge(cause?: unknown): NoAnswer {
  return new NoAnswer('too_large', 'the answer is larger than is read', cause);
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
