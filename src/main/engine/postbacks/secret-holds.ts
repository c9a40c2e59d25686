import type { ClaimedDelivery } from '../ports/outbox.ts';

/** How long a receiver gets nothing when its signing secret could not be had. */
const HOLD_MS = 60_000;

/** Receivers that get nothing for a while, since their signing secret could not be had. No attempt is spent on them. */
export interface SecretHolds {
  /** Holds a receiver; true when it was not held before. */
  hold(receiver: string, now: number): boolean;
  /** Whom a claim leaves out. */
  now(now: number): { readonly notTo?: readonly string[] };
  /** When the first hold ends; null when there is none. */
  nextAt(): number | null;
  /** The delivery with the reason for which it was late, where that was a hold. */
  told(delivery: ClaimedDelivery): ClaimedDelivery;
}

/** No holds yet. */
export function secretHolds(): SecretHolds {
  const until = new Map<string, number>();
  const over = new Map<string, number>();
  return {
    hold(receiver, now) {
      const known = until.has(receiver) || (over.get(receiver) ?? -Infinity) > now - HOLD_MS;
      until.set(receiver, now + HOLD_MS);
      return !known;
    },
    now(now) {
      for (const [receiver, at] of until) {
        if (at > now) continue;
        until.delete(receiver);
        over.set(receiver, at);
      }
      return until.size === 0 ? {} : { notTo: [...until.keys()] };
    },
    nextAt: () => (until.size === 0 ? null : Math.min(...until.values())),
    told(delivery) {
      const held = over.get(delivery.receiver);
      if (held === undefined || delivery.dueAt === undefined || delivery.dueAt >= held) return delivery;
      return { ...delivery, waitedFor: 'secret' };
    },
  };
}
