import type { DeliveryEvent } from '#shared/domain/delivery-event.ts';
import type { WaitReason } from '#shared/domain/lateness.ts';
import type { AttemptVerdict } from '#shared/ipc/postbacks.ts';

/** What a delivery tells of. */
export const EVENTS: Readonly<Record<DeliveryEvent, string>> = {
  approved: 'Approved',
  pending: 'Pending',
  rejected: 'Rejected',
  payout_changed: 'Payout changed',
  reversed: 'Reversed after approval',
};

/** Why a delivery went out late. */
export const WAITED: Readonly<Record<WaitReason, string>> = {
  app_closed: 'the app was not running',
  asleep: 'this machine was asleep',
  offline: 'there was no network',
  observing: 'TUNE was the one that tells partners',
  paused: 'the receiver was paused',
  stopped: 'the receiver had answered 410',
  breaker: 'the receiver’s circuit breaker was open',
  secret: 'its signing secret was not at hand',
  order: 'an earlier postback of the same conversion came first',
  pace: 'the receiver’s limits allow only so many',
  held: 'TUNE may tell this partner as well; that is to be settled first',
};

/** How an attempt ended. */
export const VERDICTS: Readonly<Record<AttemptVerdict, string>> = {
  accepted: 'Accepted',
  refused: 'Refused',
  not_delivered: 'Not delivered',
};

/** Where the value of a macro came from. */
export const ORIGINS: Readonly<Record<string, string>> = {
  ring_pool: 'from the ring pool',
  number: 'from the number',
  link: 'from the link',
  ambiguous: 'left empty: the links of the number disagree',
  none: 'nobody set it',
  conversion: 'from the call',
  delivery: 'from the delivery',
  not_known: 'not known for a phone call',
};
