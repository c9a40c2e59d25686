import { net } from 'electron';
import { netFailureWords } from './net-failure-words.ts';

/** Why a request over Electron's stack brought nothing. */
export class NetFailure extends Error {
  readonly kind: 'timeout' | 'unreachable' | 'cut' | 'too_large' | 'cancelled';

  constructor(kind: NetFailure['kind'], what: string) {
    super(what);
    this.name = 'NetFailure';
    this.kind = kind;
  }
}

/** What came back. A redirect is an answer like any other and is not followed. */
export interface NetAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * One request over Electron's network stack, which knows the system's proxies and certificates. Sends no cookies, keeps
 * nothing, follows no redirect.
 * @param asked.silenceMs how long the other side may say nothing
 * @param asked.wholeMs how long the whole exchange may take; null for no limit
 * @param asked.limit bytes of the body that are read; past it the answer is cut there, or refused if `refuseLarger`
 * @throws NetFailure
 */
export function netRequest(asked: {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** Null sends none. */
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly silenceMs: number;
  readonly wholeMs: number | null;
  readonly limit: number;
  readonly refuseLarger: boolean;
  readonly signal: AbortSignal;
}): Promise<NetAnswer> {
  return new Promise((resolve, reject) => {
    const request = net.request({
      url: asked.url,
      method: asked.method,
      redirect: 'manual',
      useSessionCookies: false,
      cache: 'no-store',
    });
    let silence: NodeJS.Timeout | null = null;
    const whole =
      asked.wholeMs === null
        ? null
        : setTimeout(() => fail(new NetFailure('timeout', 'no answer came in time')), asked.wholeMs);
    const hear = (): void => {
      if (silence) clearTimeout(silence);
      silence = setTimeout(() => fail(new NetFailure('timeout', 'no answer came in time')), asked.silenceMs);
    };
    let settled = false;
    const settle = (): boolean => {
      if (settled) return false;
      settled = true;
      if (silence) clearTimeout(silence);
      if (whole) clearTimeout(whole);
      asked.signal.removeEventListener('abort', cancel);
      return true;
    };
    const answer = (result: NetAnswer): void => {
      if (settle()) resolve(result);
    };
    const fail = (failure: NetFailure): void => {
      if (!settle()) return;
      request.abort();
      reject(failure);
    };
    const cancel = (): void => fail(new NetFailure('cancelled', 'the request was cancelled'));

    asked.signal.addEventListener('abort', cancel, { once: true });
    if (asked.signal.aborted) {
      cancel();
      return;
    }
    for (const [name, value] of Object.entries(asked.headers)) {
      // Chromium decides these two itself and refuses to be told.
      if (!/^(?:accept-encoding|connection|host|content-length)$/i.test(name)) request.setHeader(name, value);
    }
    request.on('redirect', (status, _method, _url, headers) => {
      answer({ status, headers: flat(headers), body: Buffer.alloc(0) });
      request.abort();
    });
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const done = (): void => {
        const body = Buffer.concat(chunks).subarray(0, asked.limit);
        answer({ status: response.statusCode, headers: flat(response.headers), body });
      };
      hear();
      response.on('data', (chunk: Buffer) => {
        hear();
        chunks.push(chunk);
        length += chunk.length;
        if (length <= asked.limit) return;
        if (asked.refuseLarger) fail(new NetFailure('too_large', 'the answer is larger than is read'));
        else {
          done();
          request.abort();
        }
      });
      response.on('end', done);
      response.on('error', () =>
        fail(new NetFailure('cut', 'the connection was cut before the answer was whole')),
      );
      response.on('aborted', () =>
        fail(new NetFailure('cut', 'the connection was cut before the answer was whole')),
      );
    });
    request.on('login', (who, answerWith) => {
      answerWith();
      if (who.isProxy) fail(new NetFailure('unreachable', netFailureWords('net::ERR_PROXY_AUTH_REQUESTED')));
    });
    request.on('error', (error) => fail(new NetFailure('unreachable', netFailureWords(error.message))));
    hear();
    if (asked.body !== null) request.write(asked.body);
    request.end();
  });
}

function flat(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
