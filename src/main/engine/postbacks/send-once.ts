import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { ClaimedDelivery } from '../ports/outbox.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import type { Random } from '../ports/random.ts';
import { systemScheduler } from '../scheduler.ts';
import { isLate } from '#shared/domain/lateness.ts';
import type { AttemptVerdict } from '#shared/ipc/postbacks.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { attemptRecorder } from './attempt-recorder.ts';
import { CLAIM_AGAIN, CLAIM_AHEAD, DEFAULT_LIMITS, DEFAULT_TIMEOUT_MS, LEASE_MS } from './delivery-limits.ts';
import type { DeliveryLimits } from './delivery-limits.ts';
import { makeAttempt } from './make-attempt.ts';
import { SecretNotHad } from './prepare-request.ts';
import { receiverTurns } from './receiver-turns.ts';
import type { LanePace } from './receiver-turns.ts';
import type { SecretSource } from './sign-request.ts';

/** Attempts by verdict, and the deliveries that still wait afterwards. */
export type SendCounts = Readonly<Record<AttemptVerdict | 'waiting', number>>;

/** What sending once takes. */
export interface SendOnceParts {
  readonly store: DeskStore;
  readonly transport: PostbackTransport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: EngineLog;
  readonly signal: AbortSignal;
  /** Lets all receivers be on this machine. */
  readonly allowLocal: boolean;
  readonly version?: string;
  readonly timeoutMs?: number;
  readonly limits?: DeliveryLimits;
  /** Without it nothing goes to a receiver whose requests are signed. */
  readonly secrets?: SecretSource;
}

/**
 * Makes one attempt at every delivery that is due now, as many at once as the limits allow and without the pace of the
 * running app, unless a person gave the receiver one. A delivery that fails waits for its next attempt.
 * @throws DeskError conflict when TUNE is the one that tells partners
 */
export async function sendOnce(parts: SendOnceParts): Promise<SendCounts> {
  const { store, signal } = parts;
  const limits = { ...(parts.limits ?? DEFAULT_LIMITS), perSecond: Infinity };
  if ((await store.read.ownership()) !== 'desk') {
    const message = 'This workspace only observes: TUNE tells the partners, so nothing is sent from here.';
    throw new DeskError('conflict', message);
  }
  // A fixed now: what fails and is due again in seconds belongs to the next run. Claims of a run that died are due too.
  const now = parts.clock();
  await store.write.releaseClaims({ deliveryIds: null });
  if (parts.allowLocal) await store.write.retryBlocked();
  const counts = { accepted: 0, refused: 0, not_delivered: 0 };
  const turns = receiverTurns<ClaimedDelivery>(limits);
  const underWay = new Set<Promise<void>>();
  const cancelled: string[] = [];
  const notTo = new Set<string>();
  let dry = false;
  const recorder = attemptRecorder({
    write: store.write,
    scheduler: systemScheduler,
    log: parts.log,
    onRecorded(outcomes, led) {
      for (const { deliveryId } of turns.takeWaiting(led.open)) cancelled.push(deliveryId);
      for (const receiver of led.open) notTo.add(receiver);
      for (const { receiver, alert, reason } of led.alerts)
        if (alert === 'opened') parts.log.warn(`Postbacks to ${receiver} wait now: ${reason}`);
      // A receiver's lane or the next delivery of a conversion may be free now.
      dry = false;
      for (const { attempt } of outcomes) counts[attempt.verdict] += 1;
    },
  });

  const claim = async (): Promise<void> => {
    const claimed = await store.write.claimDeliveries({
      now,
      limit: (1 + CLAIM_AHEAD) * limits.overall - turns.waiting - turns.running,
      perReceiver: (1 + CLAIM_AHEAD) * limits.perReceiver,
      leaseMs: LEASE_MS,
      inFlight: turns.inHand(),
      notTo: [...notTo],
    });
    dry = claimed.length === 0;
    for (const delivery of claimed) {
      if (notTo.has(delivery.receiver)) cancelled.push(delivery.deliveryId);
      else turns.add(delivery.receiver, sinceWhen(delivery, now), paceOf(delivery));
    }
  };
  const send = async (delivery: ClaimedDelivery): Promise<void> => {
    const allowLocal = delivery.allowLocal || parts.allowLocal;
    const timeoutMs = parts.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const outcome = await makeAttempt(
      { ...delivery, allowLocal },
      { ...parts, timeoutMs, version: parts.version ?? '' },
    ).catch((error: unknown) => {
      if (!(error instanceof SecretNotHad)) throw error;
      if (!notTo.has(error.receiver)) parts.log.warn(error.message);
      notTo.add(error.receiver);
      for (const { deliveryId } of turns.takeWaiting([error.receiver])) cancelled.push(deliveryId);
      return null;
    });
    if (outcome === null) cancelled.push(delivery.deliveryId);
    else recorder.add(outcome);
    if (outcome?.stopReceiver !== true) return;
    notTo.add(delivery.receiver);
    for (const { deliveryId } of turns.takeWaiting([delivery.receiver])) cancelled.push(deliveryId);
  };
  /** Begins what may begin; gives the instant at which more may, when only a receiver's own pace holds it back. */
  const begin = (): number | null => {
    for (;;) {
      const next = turns.next(parts.clock());
      if (next === null) return null;
      if ('at' in next) return next.at;
      const { receiver, item } = next;
      const work = send(item).finally(() => {
        turns.ended(receiver);
        underWay.delete(work);
        if (!signal.aborted && !recorder.troubled) begin();
      });
      underWay.add(work);
    }
  };

  for (;;) {
    const goesOn = !signal.aborted && !recorder.troubled;
    if (goesOn && !dry && turns.waiting < CLAIM_AGAIN * limits.overall) await claim();
    const paceAt = goesOn ? begin() : null;
    if (underWay.size > 0) {
      await Promise.race(underWay);
      continue;
    }
    await recorder.flush();
    if (paceAt !== null && !signal.aborted) {
      await wait(Math.max(1, paceAt - parts.clock()), undefined, { signal }).catch(() => undefined);
      continue;
    }
    if (recorder.troubled)
      throw new DeskError('internal', 'Attempts could not be recorded; they will be made again.');
    if (!goesOn || (dry && turns.waiting === 0)) break;
  }
  const unsent = [...cancelled, ...turns.takeWaiting().map(({ deliveryId }) => deliveryId)];
  if (unsent.length > 0) await store.write.releaseClaims({ deliveryIds: unsent });
  const { waiting } = await store.read.deliveryCounts();
  return { ...counts, waiting };
}

/** A run does not keep to the usual pace, but to one that a person gave the receiver. */
function paceOf({ perSecond, atOnce }: ClaimedDelivery): LanePace {
  return { perSecond, atOnce };
}

/** What was due before the run began waited for a program to run, unless something else is known to have held it. */
function sinceWhen(delivery: ClaimedDelivery, begunAt: number): ClaimedDelivery {
  const { dueAt, waitedFor = 'pace' } = delivery;
  if (dueAt === undefined || waitedFor !== 'pace' || !isLate(dueAt, begunAt)) return delivery;
  return { ...delivery, waitedFor: 'app_closed' };
}
