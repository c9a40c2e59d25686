import { performance } from 'node:perf_hooks';
import type { Dispatcher } from 'undici';
import type { PostbackAnswer, PostbackTransport } from '#main/engine/ports.ts';
import { checkTarget } from './address-guard.ts';
import { connectionFailure } from './connection-failure.ts';
import { guardedAgent } from './guarded-agent.ts';
import type { Resolver } from './guarded-agent.ts';

/** How much of an answer's body is read and kept (postback-delivery.md promise 3). */
export const BODY_LIMIT = 64 * 1024;

/** The transport with the pools behind it; `close` waits for requests under way. */
export interface OpenTransport {
  readonly send: PostbackTransport;
  close(): Promise<void>;
}

/**
 * Sends postbacks by GET over pooled, address-checked connections: no redirect is followed, the body is read up to
 * 64 KiB, and whatever happens is an answer or a failure, never an exception. Where a proxy applies, `throughProxy`
 * gives the transport that knows it; the URL itself is still checked here, the addresses behind a name are not.
 */
export function createPostbackTransport(
  options: {
    readonly resolver?: Resolver;
    readonly throughProxy?: (url: string) => Promise<PostbackTransport | null>;
    /** Milliseconds from any fixed point, for durations. */
    readonly elapsed?: () => number;
  } = {},
): OpenTransport {
  const pool = options.resolver === undefined ? {} : { resolver: options.resolver };
  const agents = { public: guardedAgent('public', pool), local: guardedAgent('local', pool) };
  const elapsed = options.elapsed ?? (() => performance.now());

  const send: PostbackTransport = async (input) => {
    const startedAt = elapsed();
    const policy = input.allowLocal ? 'local' : 'public';
    const since = (): number => Math.max(0, Math.round(elapsed() - startedAt));
    const target = checkTarget(input.url, policy);
    if (!target.ok) {
      return { kind: 'failure', reason: 'address_refused', message: target.message, durationMs: since() };
    }
    try {
      const proxied = (await options.throughProxy?.(input.url)) ?? null;
      if (proxied) return await proxied(input);
      return await get(agents[policy], target.url, input, since);
    } catch (error) {
      return failure(error, input.signal, since());
    }
  };
  return {
    send,
    async close() {
      await Promise.all([agents.public.close(), agents.local.close()]);
    },
  };
}

async function get(
  agent: Dispatcher,
  url: URL,
  input: Parameters<PostbackTransport>[0],
  since: () => number,
): Promise<PostbackAnswer> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new TimedOut()), input.timeoutMs);
  const stop = (): void => limit.abort(new Cancelled());
  input.signal.addEventListener('abort', stop, { once: true });
  try {
    if (input.signal.aborted) throw new Cancelled();
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: input.headers,
      signal: limit.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    return {
      kind: 'answer',
      status: answer.statusCode,
      headers: flatHeaders(answer.headers),
      bodyStart: await readStart(answer.body),
      durationMs: since(),
    };
  } finally {
    clearTimeout(timer);
    input.signal.removeEventListener('abort', stop);
  }
}

/** The status has been received by then, so a body that breaks off or stalls is cut there and the answer stands. */
async function readStart(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Uint8Array[] = [];
  const text = (): string => Buffer.concat(chunks).subarray(0, BODY_LIMIT).toString('utf8');
  let length = 0;
  try {
    for await (const chunk of body) {
      if (!(chunk instanceof Uint8Array)) continue;
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length >= BODY_LIMIT) break;
    }
    return text();
  } catch {
    return text();
  }
}

function flatHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function failure(error: unknown, signal: AbortSignal, durationMs: number): PostbackAnswer {
  if (error instanceof Cancelled || signal.aborted) {
    return { kind: 'failure', reason: 'cancelled', message: 'the request was cancelled', durationMs };
  }
  if (error instanceof TimedOut) {
    return { kind: 'failure', reason: 'timeout', message: '', durationMs };
  }
  const { kind, what } = connectionFailure(error);
  const reason = kind === 'timeout' || kind === 'address_refused' ? kind : 'unreachable';
  return { kind: 'failure', reason, message: what, durationMs };
}

class TimedOut extends Error {}
class Cancelled extends Error {}
