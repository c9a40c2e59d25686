import { hashHref } from '#renderer/app/hash-location.ts';
import type { DeliveryState } from '#shared/ipc/postbacks.ts';
import { searchOfPlace } from '../delivery-address.ts';

/** Where a receiver is shown by itself. */
export function addressOfReceiver(receiver: string): string {
  return `/postbacks/receivers/${encodeURIComponent(receiver)}`;
}

/** The link to a receiver's deliveries in these states; none for all. */
export function deliveriesAt(receiver: string, states: readonly DeliveryState[]): string {
  const filter = { receiver, ...(states.length > 0 ? { states: [...states] } : {}) };
  return hashHref(`/postbacks/deliveries?${searchOfPlace({ filter, open: null })}`);
}

/** States of deliveries that are owed and not settled. */
export const QUEUED = ['waiting', 'sending'] as const;

/** States of deliveries that ended without being accepted. */
export const NOT_ACCEPTED = ['needs_person', 'refused', 'exhausted', 'stopped'] as const;
