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

/** Why there is no whole answer. `cut`: it began and broke off; `cancelled`: the caller's signal said so. */
export class NoAnswer extends Error {
  readonly kind: 'timeout' | 'unreachable' | 'address_refused' | 'cut' | 'too_large' | 'cancelled';

  constructor(kind: NoAnswer['kind'], what: string, cause?: unknown) {
    super(what, { cause });
    this.name = 'NoAnswer';
    this.kind = kind;
  }
}

/**
 * Reads a URL whole, without following redirects. `timeoutMs` is how long the other side may stay silent: before its
 * headers, and between two pieces of its body. @throws NoAnswer
 */
export type HttpGet = (input: {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}) => Promise<HttpAnswer>;

/** The largest answer that is read: four thousand rows with everything in them stay far below. */
export const LARGEST_ANSWER = 256 * 1024 * 1024;

const unzip = promisify(gunzip);

/** HttpGet over a connection pool, which decides by its own policy what may be reached. */
export function httpGetOver(agent: Dispatcher): HttpGet {
  return async ({ url, headers, timeoutMs, signal }) => {
    let begun = false;
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
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
      const { kind, what } = connectionFailure(error);
      throw new NoAnswer(kind === 'cut' && !begun ? 'unreachable' : kind, what, error);
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
