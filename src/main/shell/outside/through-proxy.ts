import type { PostbackTransport } from '#main/engine/ports/postback-transport.ts';
import { NetFailure, netRequest } from './net-request.ts';

const BODY_LIMIT = 64 * 1024;

/**
 * Sends a postback through the system's proxy. The proxy looks names up, so the address behind one cannot be
 * checked here; the URL itself has been.
 */
export const postbackThroughProxy: PostbackTransport = async (input) => {
  const startedAt = performance.now();
  const since = (): number => Math.round(performance.now() - startedAt);
  try {
    const answer = await netRequest({
      method: input.body === undefined ? 'GET' : 'POST',
      url: input.url,
      headers: input.headers,
      body: input.body ?? null,
      silenceMs: input.timeoutMs,
      wholeMs: input.timeoutMs,
      limit: BODY_LIMIT,
      refuseLarger: false,
      signal: input.signal,
    });
    const { status, headers, body } = answer;
    return { kind: 'answer', status, headers, bodyStart: body.toString('utf8'), durationMs: since() };
  } catch (error) {
    if (!(error instanceof NetFailure)) throw error;
    const reason = error.kind === 'timeout' || error.kind === 'cancelled' ? error.kind : 'unreachable';
    return { kind: 'failure', reason, message: error.message, durationMs: since() };
  }
};
