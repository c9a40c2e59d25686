import type { ArrivedRequest, OpenBuiltInReceiver } from '../ports/built-in-receiver.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import type { ReceiverRecord } from '../ports/receiver-store.ts';
import { deliveryVerdict } from '#shared/domain/delivery-verdict.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { RehearsedRequest, ReplayItem } from '#shared/ipc/replays.ts';
import { answered } from './make-attempt.ts';
import { prepareRequest, SecretNotHad } from './prepare-request.ts';
import { headerLines } from './request-headers.ts';
import type { SecretSource } from './sign-request.ts';

/** What a rehearsal works with. */
interface RehearsalParts {
  readonly read: Pick<DeskReader, 'receivers'>;
  readonly open: OpenBuiltInReceiver;
  readonly transport: PostbackTransport;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly secrets?: SecretSource | undefined;
}

/**
 * Sends requests of a replay, one after the other and signed as they would be, to a receiver inside the app in the place of
 * the partner's, and says what arrived there. Nothing is recorded and no partner hears of it.
 * @throws DeskError unauthorised without the signing secret
 */
export async function rehearseReplay(
  items: readonly ReplayItem[],
  parts: RehearsalParts,
): Promise<RehearsedRequest[]> {
  const known = new Map((await parts.read.receivers()).map((record) => [record.receiver, record]));
  const receiver = await parts.open();
  try {
    const rehearsed: RehearsedRequest[] = [];
    for (const item of items) {
      const before = receiver.arrived().length;
      const attempt = await rehearse(item, receiver.origin, known.get(item.receiver), parts);
      const got: ArrivedRequest = receiver.arrived()[before] ?? { line: '', headers: '', body: '' };
      rehearsed.push({ deliveryId: item.deliveryId, invocaId: item.invocaId, ...got, attempt });
    }
    return rehearsed;
  } catch (cause) {
    if (cause instanceof SecretNotHad) throw new DeskError('unauthorised', cause.message, { cause });
    throw cause;
  } finally {
    await receiver.close();
  }
}

async function rehearse(
  { deliveryId, receiver, after }: ReplayItem,
  origin: string,
  known: ReceiverRecord | undefined,
  parts: RehearsalParts,
): Promise<RehearsedRequest['attempt']> {
  const url = inPlaceOf(after.url, origin);
  const body = after.method === 'POST' ? after.body : undefined;
  const startedAt = parts.clock();
  const signing =
    known?.settings.signing.on === true ? { ...known.settings.signing, secrets: known.secrets } : undefined;
  const request = await prepareRequest({ deliveryId, url, body, receiver, signing }, { ...parts, startedAt });
  const { headers } = request;
  const { timeoutMs, signal } = parts;
  const answer = await parts.transport({
    url: request.url,
    body,
    headers,
    timeoutMs,
    allowLocal: true,
    signal,
  });
  // The built-in receiver answers as no partner does, so the usual rule judges it.
  const verdict = deliveryVerdict(answered(answer));
  return {
    number: 1,
    startedAt,
    durationMs: answer.durationMs,
    url: request.keptUrl,
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
