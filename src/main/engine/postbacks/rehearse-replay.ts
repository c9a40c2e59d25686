import type { ArrivedRequest, OpenBuiltInReceiver } from '../ports/built-in-receiver.ts';
import type { Clock } from '../ports/clock.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import { deliveryVerdict } from '#shared/domain/delivery-verdict.ts';
import type { RehearsedRequest, ReplayItem } from '#shared/ipc/replays.ts';
import { answered } from './make-attempt.ts';
import { headerLines, postbackHeaders } from './request-headers.ts';

/**
 * Sends requests of a replay, one after the other, to a receiver inside the app in the place of the partner's, and says
 * what arrived there. Nothing is recorded and no partner hears of it.
 */
export async function rehearseReplay(
  items: readonly ReplayItem[],
  parts: {
    readonly open: OpenBuiltInReceiver;
    readonly transport: PostbackTransport;
    readonly clock: Clock;
    readonly timeoutMs: number;
    readonly version: string;
    readonly signal: AbortSignal;
  },
): Promise<RehearsedRequest[]> {
  const receiver = await parts.open();
  try {
    const rehearsed: RehearsedRequest[] = [];
    for (const item of items) {
      const before = receiver.arrived().length;
      const attempt = await rehearse(item, receiver.origin, parts);
      const got: ArrivedRequest = receiver.arrived()[before] ?? { line: '', headers: '', body: '' };
      rehearsed.push({ deliveryId: item.deliveryId, invocaId: item.invocaId, ...got, attempt });
    }
    return rehearsed;
  } finally {
    await receiver.close();
  }
}

async function rehearse(
  { deliveryId, after }: ReplayItem,
  origin: string,
  parts: Omit<Parameters<typeof rehearseReplay>[1], 'open'>,
): Promise<RehearsedRequest['attempt']> {
  const { transport, timeoutMs, signal, version } = parts;
  const url = inPlaceOf(after.url, origin);
  const body = after.method === 'POST' ? after.body : undefined;
  const startedAt = parts.clock();
  const headers = postbackHeaders({ deliveryId, startedAt, version, json: body !== undefined });
  const answer = await transport({ url, body, headers, timeoutMs, allowLocal: true, signal });
  const verdict = deliveryVerdict(answered(answer));
  return {
    number: 1,
    startedAt,
    durationMs: answer.durationMs,
    url,
    requestHeaders: headerLines(headers),
    httpStatus: answer.kind === 'answer' ? answer.status : null,
    responseHeaders: answer.kind === 'answer' ? headerLines(answer.headers) : '',
    bodyStart: answer.kind === 'answer' ? answer.bodyStart : '',
    verdict: verdict.verdict,
    reason: verdict.reason,
    test: true,
    method: after.method,
    body: body ?? null,
    dueAt: null,
    waitedFor: null,
  };
}

/** The same path and query at another origin. */
function inPlaceOf(url: string, origin: string): string {
  return origin + url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/^(?=[?#])|^$/, '/');
}
