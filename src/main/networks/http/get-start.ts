import type { Dispatcher } from 'undici';

/** An answer as far as it was read. */
export interface StartOfAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyStart: string;
}

/** The request did not end within its time. */
export class TimedOut extends Error {}

/** The caller took the request back. */
export class Cancelled extends Error {}

/**
 * Asks a URL, by POST where there is something to send, and reads the beginning of its body, up to `bodyLimit` bytes; then the rest is cut off. Redirects are not
 * followed. Once a status has come the answer stands, whatever becomes of the body: one that stalls or breaks off ends
 * there. Rejects with TimedOut, Cancelled, or what the connection failed on. It reads without a stream in between,
 * since thousands of these run in a row.
 */
export function getStart(
  agent: Dispatcher,
  input: {
    readonly url: URL;
    /** Sent by POST; without one the request is a GET. */
    readonly body?: string | undefined;
    readonly headers: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
    readonly bodyLimit: number;
    readonly signal: AbortSignal;
  },
): Promise<StartOfAnswer> {
  return new Promise((resolve, reject) => {
    const { url, signal, bodyLimit } = input;
    const chunks: Buffer[] = [];
    let length = 0;
    let start: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null = null;
    let ended = false;
    let controller: Dispatcher.DispatchController | null = null;

    const settle = (): boolean => {
      if (ended) return false;
      ended = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      if (start === null) return true;
      const bodyStart = Buffer.concat(chunks).subarray(0, bodyLimit).toString('utf8');
      resolve({ ...start, bodyStart });
      return false;
    };
    const fail = (reason: Error): void => {
      if (settle()) reject(reason);
    };
    const cutOff = (reason: Error): void => {
      fail(reason);
      controller?.abort(reason);
    };
    const cancel = (): void => cutOff(new Cancelled());
    const timer = setTimeout(() => cutOff(new TimedOut()), input.timeoutMs);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) {
      cancel();
      return;
    }
    agent.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: input.body === undefined ? 'GET' : 'POST',
        body: input.body ?? null,
        headers: input.headers,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(started) {
          controller = started;
          // It waited for a connection until nobody waited for it; it must not go out after that.
          if (ended) started.abort(new Cancelled());
        },
        onResponseStart(_controller, status, headers) {
          start = { status, headers: flatHeaders(headers) };
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
          length += chunk.byteLength;
          if (length >= bodyLimit) cutOff(new Cancelled());
        },
        onResponseEnd() {
          if (settle()) reject(new Cancelled());
        },
        onResponseError: (_controller, error) => fail(error),
      },
    );
  });
}

function flatHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    flat[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return flat;
}
