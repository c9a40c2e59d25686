import { BLOCKED_REASON } from '#shared/domain/delivery-verdict.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { AttemptOutcome, ClaimedDelivery } from '#main/engine/ports/outbox.ts';
import type { OwnershipMode } from '#shared/ipc/desk.ts';
import type { DeliveryState } from '#shared/ipc/postbacks.ts';
import { deskStoreDouble } from './desk-store-double.ts';

/** A delivery as the outbox keeps it. `order` stands for the age of its conversion. */
export interface OwedDelivery {
  readonly deliveryId: string;
  readonly url: string;
  readonly receiver: string;
  readonly conversionId: number;
  readonly order: number;
  state: DeliveryState;
  dueAt: number | null;
  leaseUntil: number | null;
  attempts: number;
}

/** An outbox in memory that keeps the promises the store makes to the sender. */
export interface MemoryOutbox {
  readonly store: DeskStore;
  readonly owed: Map<string, OwedDelivery>;
  readonly attempts: AttemptOutcome[];
  readonly stoppedReceivers: Set<string>;
  readonly pausedReceivers: Set<string>;
  readonly spreads: number[];
  ownership: OwnershipMode;
  /** Thrown by the next writes of attempts, one each. */
  readonly recordFaults: Error[];
  owe(receiver: string, more?: Partial<OwedDelivery>): OwedDelivery;
  states(): Readonly<Record<string, DeliveryState>>;
}

/** An empty outbox. */
export function memoryOutbox(): MemoryOutbox {
  const owed = new Map<string, OwedDelivery>();
  const byAge = (): OwedDelivery[] => [...owed.values()].toSorted((a, b) => a.order - b.order);
  const isOpen = ({ state }: OwedDelivery): boolean => state === 'waiting' || state === 'sending';
  const outbox: MemoryOutbox = {
    owed,
    attempts: [],
    stoppedReceivers: new Set(),
    pausedReceivers: new Set(),
    spreads: [],
    ownership: 'desk',
    recordFaults: [],
    owe(receiver, more = {}) {
      const order = owed.size + 1;
      const deliveryId = `dlv_${String(order).padStart(32, '0')}`;
      const url = `https://${receiver}/cb?id=${order}`;
      const delivery: OwedDelivery = {
        deliveryId,
        url,
        receiver,
        conversionId: order,
        order,
        state: 'waiting',
        dueAt: 0,
        leaseUntil: null,
        attempts: 0,
        ...more,
      };
      owed.set(delivery.deliveryId, delivery);
      return delivery;
    },
    states: () => Object.fromEntries([...owed].map(([id, { state }]) => [id, state])),
    store: deskStoreDouble({
      read: {
        ownership: () => Promise.resolve(outbox.ownership),
        deliveryCounts: () => {
          const counts: Record<DeliveryState, number> = {
            waiting: 0,
            sending: 0,
            accepted: 0,
            refused: 0,
            needs_person: 0,
            exhausted: 0,
            stopped: 0,
          };
          for (const { state } of owed.values()) counts[state] += 1;
          return Promise.resolve(counts);
        },
      },
      write: {
        claimDeliveries({ now, limit, perReceiver, leaseMs, inFlight, notTo = [] }) {
          const counts = new Map(Object.entries(inFlight));
          const claimed: ClaimedDelivery[] = [];
          for (const delivery of byAge()) {
            if (claimed.length >= limit) break;
            const { receiver, conversionId, order } = delivery;
            const lost = delivery.state === 'sending' && (delivery.leaseUntil ?? 0) <= now;
            const due = delivery.state === 'waiting' && delivery.dueAt !== null && delivery.dueAt <= now;
            if (!lost && !due) continue;
            if (outbox.stoppedReceivers.has(receiver) || outbox.pausedReceivers.has(receiver)) continue;
            if (notTo.includes(receiver)) continue;
            if ((counts.get(receiver) ?? 0) >= perReceiver) continue;
            const earlier = byAge().some(
              (other) =>
                other.conversionId === conversionId &&
                other.receiver === receiver &&
                other.order < order &&
                isOpen(other),
            );
            if (earlier) continue;
            counts.set(receiver, (counts.get(receiver) ?? 0) + 1);
            delivery.state = 'sending';
            delivery.leaseUntil = now + leaseMs;
            const { deliveryId, url } = delivery;
            const attempt = delivery.attempts + 1;
            // Owed at no time in particular.
            const dueAt = delivery.dueAt === 0 ? undefined : (delivery.dueAt ?? undefined);
            claimed.push({ deliveryId, url, receiver, allowLocal: false, attempt, dueAt });
          }
          return Promise.resolve(claimed);
        },
        retryBlocked() {
          for (const { deliveryId, attempt } of outbox.attempts) {
            const delivery = owed.get(deliveryId);
            if (delivery?.state !== 'needs_person' || !attempt.reason.startsWith(BLOCKED_REASON)) continue;
            delivery.state = 'waiting';
            delivery.dueAt = 0;
          }
          return Promise.resolve();
        },
        releaseClaims({ deliveryIds }) {
          for (const delivery of owed.values()) {
            if (delivery.state !== 'sending') continue;
            if (deliveryIds !== null && !deliveryIds.includes(delivery.deliveryId)) continue;
            delivery.state = 'waiting';
            delivery.leaseUntil = null;
          }
          return Promise.resolve();
        },
        recordAttempts({ outcomes }) {
          const fault = outbox.recordFaults.shift();
          if (fault) return Promise.reject(fault);
          for (const outcome of outcomes) {
            const delivery = owed.get(outcome.deliveryId);
            if (!delivery) continue;
            outbox.attempts.push(outcome);
            delivery.attempts = outcome.attempt.number;
            delivery.state = outcome.state;
            delivery.dueAt = outcome.dueAt;
            delivery.leaseUntil = null;
            if (outcome.stopReceiver) outbox.stoppedReceivers.add(delivery.receiver);
          }
          return Promise.resolve({ open: [], alerts: [] });
        },
        nextDueAt() {
          const instants = [...owed.values()].flatMap(({ state, dueAt, leaseUntil }) => {
            const at = state === 'waiting' ? dueAt : state === 'sending' ? leaseUntil : null;
            return at === null ? [] : [at];
          });
          return Promise.resolve(instants.length === 0 ? null : Math.min(...instants));
        },
        spreadOverdue({ now, overMs }) {
          const overdue = byAge().filter(
            ({ state, dueAt }) => state === 'waiting' && dueAt !== null && dueAt <= now,
          );
          outbox.spreads.push(overdue.length);
          overdue.forEach((delivery, index) => {
            delivery.dueAt = now + Math.floor((overMs * index) / overdue.length);
          });
          return Promise.resolve(overdue.length);
        },
      },
    }),
  };
  return outbox;
}
