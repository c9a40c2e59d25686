import type { Clock } from '../ports/clock.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { AttemptOutcome, ClaimedDelivery, OutboxWrites } from '../ports/outbox.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import type { Random } from '../ports/random.ts';
import type { ReceiverAlert } from '../ports/receiver-store.ts';
import type { Scheduler } from '../scheduler.ts';
import type { WaitReason } from '#shared/domain/lateness.ts';
import { attemptRecorder } from './attempt-recorder.ts';
import { CLAIM_AGAIN, CLAIM_AHEAD, DEFAULT_LIMITS, LEASE_MS, SPREAD_MS } from './delivery-limits.ts';
import type { DeliveryLimits } from './delivery-limits.ts';
import { makeAttempt } from './make-attempt.ts';
import { SecretNotHad } from './prepare-request.ts';
import { receiverTurns } from './receiver-turns.ts';
import { secretHolds } from './secret-holds.ts';
import type { SecretSource } from './sign-request.ts';

/** What the sender is made of. */
export interface SenderParts {
  /** The outbox, and whether this desk is the one that sends. */
  readonly store: { readonly read: Pick<DeskReader, 'ownership'>; readonly write: OutboxWrites };
  readonly transport: PostbackTransport;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly version: string;
  readonly timeoutMs: number;
  readonly limits?: DeliveryLimits;
  /** Without it nothing goes to a receiver whose requests are signed. */
  readonly secrets?: SecretSource;
  /** Told after each write of attempts. */
  readonly onSent: (outcomes: readonly AttemptOutcome[]) => void;
  /** Told of a breaker that opened or stays open, each stage once. */
  readonly onAlert?: (alert: ReceiverAlert) => void;
}

/** Sends what the outbox owes, and nothing else (promise 1). */
export interface Sender {
  /** Takes over from a sender that may have died, spreads what is overdue, and begins. */
  start(): void;
  /** Something may be due. */
  wake(): void;
  /** A person changed something of a receiver: it holds also for what was taken for it and has not begun. */
  receiverChanged(receiver: string): void;
  /** The machine woke up or is connected again: what became overdue goes out spread over a minute (promise 12). */
  resumed(): void;
  /** False when the machine is surely without a network: no attempt is made and none is spent. */
  setOnline(online: boolean): void;
  setTimeoutMs(timeoutMs: number): void;
  /** Begins nothing new, gives requests under way a moment to end, and gives back what is left. */
  stop(): Promise<void>;
}

interface InHand {
  readonly delivery: ClaimedDelivery;
  leaseUntil: number;
}

/** How soon the outbox is looked at again when what is due in it is held back, by lanes that are full or by a pause. */
const BUSY_CHECK = 1000;
const IDLE_CHECK = 5000;
/** The outbox is looked at this often whatever it says is due: a clock that was wrong must not keep it waiting. */
const LONGEST_CHECK = 30 * 60_000;
const LEASE_MARGIN = 5000;
const GRACE = 2000;
const MOST_UNRECORDED = 500;

/** A sender that has not started yet. */
export function createSender(parts: SenderParts): Sender {
  const { store, clock, scheduler, log } = parts;
  const limits = parts.limits ?? DEFAULT_LIMITS;
  const turns = receiverTurns<InHand>(limits);
  /** What is claimed, until its outcome is written down or it is given back. */
  const held = new Map<string, InHand>();
  const cancel = new AbortController();
  const underWay = new Set<Promise<void>>();
  /** Receivers that answered 410, until that is written down. */
  const gone = new Set<string>();
  let { timeoutMs } = parts;
  let [online, started, stopped] = [true, false, false];
  let pumping: Promise<void> | null = null;
  let [pumpAgain, observing] = [false, false];
  /** Why deliveries may be overdue that were not spread yet; the first reason counts. */
  let overdue: WaitReason | null = null;
  let takeBack = (): void => undefined;

  const holds = secretHolds();
  const recorder = attemptRecorder({
    write: store.write,
    scheduler,
    log,
    onRecorded(outcomes, led) {
      for (const alert of led.alerts) parts.onAlert?.(alert);
      if (led.open.length > 0) void giveBackWaiting(led.open);
      for (const { deliveryId, stopReceiver } of outcomes) {
        const receiver = held.get(deliveryId)?.delivery.receiver;
        held.delete(deliveryId);
        if (stopReceiver && receiver !== undefined && gone.delete(receiver))
          log.warn(`${receiver} answered 410 and gets no more postbacks.`);
      }
      parts.onSent(outcomes);
      wake();
    },
  });

  const maySend = (): boolean => started && !stopped && online && !recorder.troubled;

  const wakeAt = (at: number): void => {
    takeBack();
    takeBack = scheduler.after(Math.max(0, at - clock()), wake);
  };

  function wake(): void {
    pumpAgain = true;
    pumping ??= pump().finally(() => {
      pumping = null;
      if (pumpAgain) wake();
    });
  }

  const pump = async (): Promise<void> => {
    try {
      while (pumpAgain) {
        pumpAgain = false;
        takeBack();
        if (overdue !== null && started && !stopped && online) {
          const reason = overdue;
          overdue = null;
          await store.write.spreadOverdue({ now: clock(), overMs: SPREAD_MS, reason });
        }
        const claimed = await claim();
        const paceAt = begin();
        if (claimed === 0) await waitForDue(paceAt);
        else if (claimed !== null) pumpAgain = true;
      }
    } catch (error) {
      log.error('Deliveries could not be taken from the outbox.', error);
      if (!stopped) wakeAt(clock() + IDLE_CHECK);
    }
  };

  /** How many deliveries the outbox gave; null when it was not asked, since something else wakes the sender then. */
  const claim = async (): Promise<number | null> => {
    if (!maySend() || turns.waiting >= CLAIM_AGAIN * limits.overall || recorder.pending >= MOST_UNRECORDED)
      return null;
    if ((await store.read.ownership()) !== 'desk') {
      observing = true;
      await giveBack(turns.takeWaiting());
      return null;
    }
    const now = clock();
    if (observing) {
      observing = false;
      await store.write.spreadOverdue({ now, overMs: SPREAD_MS, reason: 'observing' });
    }
    const ahead = Math.min(CLAIM_AHEAD * limits.perReceiver, limits.perSecond);
    const claimed = await store.write.claimDeliveries({
      now,
      limit: (1 + CLAIM_AHEAD) * limits.overall - turns.waiting - turns.running,
      perReceiver: limits.perReceiver + Math.ceil(ahead),
      leaseMs: LEASE_MS,
      inFlight: turns.inHand(),
      notTo: [...(holds.now(now).notTo ?? []), ...gone],
    });
    const leaseUntil = now + LEASE_MS;
    for (const delivery of claimed) take(delivery, leaseUntil);
    // One that answered 410 while the outbox was asked.
    if (gone.size > 0) await giveBackWaiting([...gone]);
    return claimed.length;
  };

  /** What is held already was given again because its lease ran out meanwhile, over a sleep or by the clock: it is not sent twice. */
  const take = (delivery: ClaimedDelivery, leaseUntil: number): void => {
    const known = held.get(delivery.deliveryId);
    if (known) {
      known.leaseUntil = leaseUntil;
      return;
    }
    const item: InHand = { delivery, leaseUntil };
    held.set(delivery.deliveryId, item);
    turns.add(delivery.receiver, item, delivery);
  };

  /** Begins what may begin now; gives the instant at which more may, when only the pace holds it back. */
  const begin = (): number | null => {
    while (maySend()) {
      const next = turns.next(clock());
      if (next === null) return null;
      if ('at' in next) {
        wakeAt(next.at);
        return next.at;
      }
      const { receiver, item } = next;
      const work = attempt(item)
        .catch((error: unknown) => {
          held.delete(item.delivery.deliveryId);
          log.error('A delivery could not be tried.', error);
        })
        .finally(() => {
          turns.ended(receiver);
          underWay.delete(work);
          begin();
          wake();
        });
      underWay.add(work);
    }
    return null;
  };

  const attempt = async (item: InHand): Promise<void> => {
    const { delivery } = item;
    if (clock() + (delivery.timeoutMs ?? timeoutMs) + LEASE_MARGIN > item.leaseUntil) {
      await giveBack([item]);
      return;
    }
    const { transport, random, version, secrets } = parts;
    const how = { transport, clock, random, timeoutMs, version, secrets, signal: cancel.signal };
    const outcome = await makeAttempt(holds.told(delivery), how).catch(async (error: unknown) => {
      if (!(error instanceof SecretNotHad)) throw error;
      if (holds.hold(error.receiver, clock())) log.warn(error.message);
      await giveBackWaiting([error.receiver]);
      return null;
    });
    const lostWithTheNetwork = outcome !== null && outcome.attempt.httpStatus === null && !online;
    if (outcome === null || lostWithTheNetwork) {
      await giveBack([item]);
      return;
    }
    recorder.add(outcome);
    if (!outcome.stopReceiver) return;
    gone.add(delivery.receiver);
    await giveBackWaiting([delivery.receiver]);
  };

  const waitForDue = async (paceAt: number | null): Promise<void> => {
    const due = await store.write.nextDueAt();
    if (pumpAgain || !maySend()) return;
    const now = clock();
    // What is due and yet was not given is held back by something that wakes the sender when it changes.
    const dueAt = due === null || due > now ? due : now + (turns.running > 0 ? BUSY_CHECK : IDLE_CHECK);
    const instants = [paceAt, dueAt, holds.nextAt()].filter((at) => at !== null);
    if (instants.length > 0) wakeAt(Math.min(...instants, now + LONGEST_CHECK));
  };

  const giveBack = async (items: readonly InHand[]): Promise<void> => {
    if (items.length === 0) return;
    const deliveryIds = items.map(({ delivery }) => delivery.deliveryId);
    for (const deliveryId of deliveryIds) held.delete(deliveryId);
    await store.write.releaseClaims({ deliveryIds });
  };

  const giveBackWaiting = (receivers?: readonly string[]): Promise<void> =>
    giveBack(turns.takeWaiting(receivers)).catch((error: unknown) => {
      log.error(
        'Claimed deliveries could not be given back; they are due again when their lease runs out.',
        error,
      );
    });

  const takeOver = async (): Promise<void> => {
    try {
      await store.write.releaseClaims({ deliveryIds: null });
    } catch (error) {
      log.error('Deliveries of an earlier run could not be taken back.', error);
    }
    if (stopped) return;
    started = true;
    overdue ??= 'app_closed';
    wake();
  };

  return {
    start: () => void takeOver(),
    wake,
    receiverChanged(receiver) {
      gone.delete(receiver);
      void giveBackWaiting([receiver]).then(wake);
    },
    resumed() {
      overdue ??= 'asleep';
      wake();
    },
    setOnline(value) {
      if (online === value) return;
      online = value;
      if (online) {
        overdue ??= 'offline';
        wake();
      } else {
        takeBack();
        void giveBackWaiting();
      }
    },
    setTimeoutMs(value) {
      timeoutMs = value;
    },
    async stop() {
      stopped = true;
      takeBack();
      await giveBackWaiting();
      const patience = scheduler.after(GRACE, () => cancel.abort());
      while (underWay.size > 0) await Promise.all(underWay);
      patience();
      await recorder.flush();
      await pumping;
      takeBack();
    },
  };
}
