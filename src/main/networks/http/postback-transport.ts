import { performance } from 'node:perf_hooks';
import type { PostbackAnswer, PostbackTransport } from '#main/engine/ports/postback-transport.ts';
import { checkTarget } from './address-guard.ts';
import { connectionFailure } from './connection-failure.ts';
import { Cancelled, getStart, TimedOut } from './get-start.ts';
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
 * Sends postbacks, by GET or with a body by POST, over pooled, address-checked connections: no redirect is followed, the body is read up to
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
      const answer = await getStart(agents[policy], { ...input, url: target.url, bodyLimit: BODY_LIMIT });
      return { kind: 'answer', ...answer, durationMs: since() };
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
