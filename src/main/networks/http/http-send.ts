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
  readonly signal: AbortSignal;
}) => Promise<HttpAnswer>;

/** The largest answer that is read: four thousand rows with everything in them stay far below. */
export const LARGEST_ANSWER = 256 * 1024 * 1024;

const unzip = promisify(gunzip);

/** HttpSend over a connection pool, which decides by its own policy what may be reached. */
export function httpSendOver(agent: Dispatcher): HttpSend {
  return async ({ method, url, body: sent, headers, timeoutMs, signal }) => {
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
      const body = await answer.body.bytes();
      const zipped = answer.headers['content-encoding'] === 'gzip' && body.byteLength > 0;
      return {
        status: answer.statusCode,
        headers: flat(answer.headers),
        body: zipped ? await unzipped(body) : body,
      };
    } catch (error) {
      if (error instanceof NoAnswer) throw error;
      if (signal.aborted) throw new NoAnswer('cancelled', 'the request was cancelled', error);
      const { kind, what, unsent } = connectionFailure(error);
      throw new NoAnswer(kind === 'cut' && !begun ? 'unreachable' : kind, what, error, unsent && !begun);
    }
  };
}

async function unzipped(body: Uint8Array): Promise<Uint8Array> {
  try {
    return await unzip(body, { maxOutputLength: LARGEST_ANSWER });
  } catch (error) {
    throw new NoAnswer('cut', 'the compressed answer is damaged', error);
  }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
