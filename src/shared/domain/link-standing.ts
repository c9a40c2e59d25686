import { APPROVED, isNotLive } from './campaign-access.ts';
import { fault } from './link-fault.ts';
import type { LinkFault } from './link-fault.ts';
import type { LinkLimits } from './link-limits.ts';

/** What the records know of what a link is made of. */
export interface LinkStanding {
  /** `unknown` when no record has the number, `ended` when it was given back or its session is over. */
  readonly number: 'active' | 'ended' | 'unknown';
  /** Whose number it is where it is not this partner's on this offer; null when they agree or nothing is known. */
  readonly owner: { readonly partner: string; readonly offer: string } | null;
  /** The network's word for the offer; empty when it is not listed. */
  readonly offerStatus: string;
  /** How the partner stands to the offer: null where the network's catalogue does not list such relations. */
  readonly approval: {
    /** The network's word; empty when the partner never applied. */
    readonly status: string;
  } | null;
  /** The link Invoca gave for the number; empty when none is stored. */
  readonly baseLink: string;
  /** What was set for the network of the number or offer; null when nothing was. */
  readonly limits: LinkLimits | null;
}

/** A link nothing is known of. */
export const UNKNOWN_STANDING: LinkStanding = {
  number: 'unknown',
  owner: null,
  offerStatus: '',
  approval: null,
  baseLink: '',
  limits: null,
};

/** Faults that only the records show: an ended number, somebody else's number, a partner or offer that may not. */
export function standingFaults(standing: LinkStanding): readonly LinkFault[] {
  const { number, owner, offerStatus, approval } = standing;
  const faults: LinkFault[] = [];
  if (number === 'ended') {
    const message = 'The number has ended: calls on it no longer reach the offer.';
    faults.push(fault('number-ended', message, 'PPCPN'));
  }
  if (owner) {
    const message = `The number belongs to ${owner.partner} for ${owner.offer}: its calls count for them.`;
    faults.push(fault('number-of-another', message, 'PPCPN'));
  }
  if (isNotLive(offerStatus)) {
    faults.push(fault('offer-not-live', `The offer is not live: ${offerStatus}.`, 'offer_id'));
  }
  if (approval && approval.status !== APPROVED) {
    const how =
      approval.status === ''
        ? 'has not applied to it'
        : `stands at “${approval.status.replaceAll('_', ' ')}”`;
    const message = `The campaign is not approved for this partner, who ${how}.`;
    faults.push(fault('not-approved', message, 'aff_id'));
  }
  return faults;
}
