import type { Clock } from '../ports/clock.ts';
import type { AttemptOutcome, ClaimedDelivery } from '../ports/outbox.ts';
import type { PostbackAnswer, PostbackTransport } from '../ports/postback-transport.ts';
import type { Random } from '../ports/random.ts';
import { nextAttempt } from '#shared/domain/delivery-schedule.ts';
import { deliveryVerdict } from '#shared/domain/delivery-verdict.ts';
import type { AttemptOutcome as Answered, DeliveryVerdict } from '#shared/domain/delivery-verdict.ts';
import { isLate } from '#shared/domain/lateness.ts';
import type { WaitReason } from '#shared/domain/lateness.ts';
import { headerLines } from './request-headers.ts';
import { prepareRequest } from './prepare-request.ts';
import type { SecretSource } from './sign-request.ts';

/** What an attempt works with. */
export interface AttemptParts {
  readonly transport: PostbackTransport;
  readonly clock: Clock;
  readonly random: Random;
  /** How long an answer is waited for where the receiver has no time of its own. */
  readonly timeoutMs: number;
  readonly version: string;
  readonly signal: AbortSignal;
  /** Without it nothing is signed, and what would be is not sent. */
  readonly secrets?: SecretSource | undefined;
}

/** What follows from an attempt: the state, when the next is due, whether the receiver is stopped. */
type Consequence = Pick<AttemptOutcome, 'state' | 'dueAt' | 'stopReceiver'>;

/**
 * Sends one delivery once and says what follows from the answer (promises 2 to 4). Null when it was cancelled: then
 * nothing is known, nothing is spent, and it goes out again under the same id.
 * @throws SecretNotHad when its signing secret cannot be had; nothing was sent then
 */
export async function makeAttempt(
  delivery: ClaimedDelivery,
  parts: AttemptParts,
): Promise<AttemptOutcome | null> {
  const { clock } = parts;
  const startedAt = clock();
  const { deliveryId, allowLocal, body } = delivery;
  const request = await prepareRequest(delivery, { ...parts, startedAt });
  const { url, headers, keptUrl } = request;
  const timeoutMs = delivery.timeoutMs ?? parts.timeoutMs;
  const answer = await parts.transport({ url, body, headers, timeoutMs, allowLocal, signal: parts.signal });
  if (answer.kind === 'failure' && answer.reason === 'cancelled') return null;
  const verdict = deliveryVerdict(answered(answer), delivery.acceptance);
  return {
    deliveryId,
    attempt: {
      number: delivery.attempt,
      startedAt,
      durationMs: answer.durationMs,
      url: keptUrl,
      requestHeaders: headerLines(headers),
      httpStatus: answer.kind === 'answer' ? answer.status : null,
      responseHeaders: answer.kind === 'answer' ? headerLines(answer.headers) : '',
      bodyStart: answer.kind === 'answer' ? answer.bodyStart : '',
      verdict: verdict.verdict,
      reason: verdict.reason,
      body,
      dueAt: delivery.dueAt,
      waitedFor: lateReason(delivery, startedAt),
    },
    ...consequence(verdict, delivery.attempt, answer, clock(), parts.random()),
  };
}

/** What came back, in the words of the rules. */
export function answered(answer: PostbackAnswer): Answered {
  if (answer.kind === 'answer') {
    const { status, headers, bodyStart } = answer;
    return { kind: 'answer', status, body: bodyStart, headers };
  }
  const detail = answer.message;
  switch (answer.reason) {
    case 'timeout':
      return { kind: 'no_answer', failure: 'timeout', detail };
    case 'address_refused':
      return { kind: 'no_answer', failure: 'blocked', detail };
    case 'unreachable':
      return { kind: 'no_answer', failure: 'connection', detail };
    case 'cancelled':
      return { kind: 'no_answer', failure: 'other', detail };
  }
}

/** Between claim and start nothing but the receiver's limits holds a delivery up. */
function lateReason({ dueAt, waitedFor }: ClaimedDelivery, startedAt: number): WaitReason | undefined {
  if (dueAt === undefined || !isLate(dueAt, startedAt)) return undefined;
  return waitedFor ?? 'pace';
}

function consequence(
  verdict: DeliveryVerdict,
  attemptNumber: number,
  answer: PostbackAnswer,
  failedAt: number,
  jitter: number,
): Consequence {
  if (verdict.verdict !== 'not_delivered')
    return { state: verdict.verdict, dueAt: null, stopReceiver: false };
  const retryAfter = answer.kind === 'answer' ? (answer.headers['retry-after'] ?? null) : null;
  const next = nextAttempt({ attemptNumber, failedAt, kind: verdict.failure, retryAfter, jitter });
  if ('at' in next) return { state: 'waiting', dueAt: next.at, stopReceiver: false };
  return { state: next.exhausted, dueAt: null, stopReceiver: next.exhausted === 'stopped' };
}
