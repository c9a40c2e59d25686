import type { Clock, DeskStore, EngineLog, PostbackTransport, Random } from '../ports.ts';
import type { AttemptVerdict } from '#shared/ipc/postbacks.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { DEFAULT_LIMITS, DEFAULT_TIMEOUT_MS, LEASE_MS } from './delivery-limits.ts';
import type { DeliveryLimits } from './delivery-limits.ts';
import { makeAttempt } from './make-attempt.ts';

/** Attempts by verdict, and the deliveries that still wait afterwards. */
export type SendCounts = Readonly<Record<AttemptVerdict | 'waiting', number>>;

/**
 * Makes one attempt at every delivery that is due now, as many at once as the limits allow and without the pace of the
 * running app. A delivery that fails waits for its next attempt; `allowLocal` lets all receivers be on this machine.
 * @throws DeskError conflict when TUNE is the one that tells partners
 */
export async function sendOnce(parts: {
  readonly store: DeskStore;
  readonly transport: PostbackTransport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: EngineLog;
  readonly signal: AbortSignal;
  readonly allowLocal: boolean;
  readonly version?: string;
  readonly timeoutMs?: number;
  readonly limits?: DeliveryLimits;
}): Promise<SendCounts> {
  const { store, signal, log } = parts;
  const limits = parts.limits ?? DEFAULT_LIMITS;
  if ((await store.read.ownership()) !== 'desk') {
    throw new DeskError(
      'conflict',
      'This workspace only observes: TUNE tells the partners, so nothing is sent from here.',
    );
  }
  // A fixed now: what fails and is due again in seconds belongs to the next run. Claims of a run that died are due too.
  const now = parts.clock();
  await store.write.releaseClaims({ deliveryIds: null });
  const counts = { accepted: 0, refused: 0, not_delivered: 0 };
  const inFlight = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const failures: Error[] = [];

  const send = async (delivery: Awaited<ReturnType<typeof claim>>[number]): Promise<void> => {
    const { receiver } = delivery;
    inFlight.set(receiver, (inFlight.get(receiver) ?? 0) + 1);
    try {
      const { transport, clock, random } = parts;
      const outcome = await makeAttempt(
        { ...delivery, allowLocal: delivery.allowLocal || parts.allowLocal },
        {
          transport,
          clock,
          random,
          signal,
          timeoutMs: parts.timeoutMs ?? DEFAULT_TIMEOUT_MS,
          version: parts.version ?? '',
        },
      );
      if (outcome === null) {
        await store.write.releaseClaims({ deliveryIds: [delivery.deliveryId] });
      } else {
        await store.write.recordAttempts({ outcomes: [outcome] });
        counts[outcome.attempt.verdict] += 1;
      }
    } catch (error) {
      log.error('An attempt could not be recorded.', error);
      failures.push(error instanceof Error ? error : new Error(String(error)));
    } finally {
      inFlight.set(receiver, (inFlight.get(receiver) ?? 1) - 1);
    }
  };
  const claim = () =>
    store.write.claimDeliveries({
      now,
      limit: limits.overall - running.size,
      perReceiver: limits.perReceiver,
      leaseMs: LEASE_MS,
      inFlight: Object.fromEntries([...inFlight].filter(([, count]) => count > 0)),
    });

  for (;;) {
    const mayClaim = running.size < limits.overall && !signal.aborted && failures.length === 0;
    for (const delivery of mayClaim ? await claim() : []) {
      const work = send(delivery).finally(() => running.delete(work));
      running.add(work);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  const [failure] = failures;
  if (failure) throw failure;
  const { waiting } = await store.read.deliveryCounts();
  return { ...counts, waiting };
}
