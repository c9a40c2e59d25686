import type { DeliveryState } from '#shared/ipc/postbacks.ts';

/** How a delivery stands. */
export const DELIVERY_STATES: Readonly<Record<DeliveryState, string>> = {
  waiting: 'Waiting',
  sending: 'Sending',
  accepted: 'Accepted',
  refused: 'Refused',
  needs_person: 'Needs a person',
  exhausted: 'Given up',
  stopped: 'Stopped',
};
