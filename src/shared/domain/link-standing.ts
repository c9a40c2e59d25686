import { APPROVED, isNotLive } from './campaign-access.ts';
import { fault } from './link-fault.ts';
import type { LinkFault } from './link-fault.ts';
import type { LinkLimits } from './link-limits.ts';
import { subIdRuleFaults } from './offer-sub-ids.ts';
import type { SubIdRule } from './offer-sub-ids.ts';
import type { SubIdValues } from './sub-ids.ts';

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
  /** What the offer asks of sub ids. */
  readonly subIdRules: readonly SubIdRule[];
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
  subIdRules: [],
  limits: null,
};

/**
 * Faults that only the records show: an ended number, somebody else's number, a partner or offer that may not, sub ids
 * that do not keep the offer's rules. Without `subIds` the rules are not looked at.
 */
export function standingFaults(standing: LinkStanding, subIds?: SubIdValues): readonly LinkFault[] {
  const { number, owner, offerStatus, approval, subIdRules } = standing;
  const faults: LinkFault[] = [];
  if (number === 'ended') {
    const message = 'The number has ended: calls on it no longer reach the offer.';
    faults.push(fault('number-ended', message, 'PPCPN'));
  }
  if (owner) {
    const message = `The number belongs to ${owner.partner} for ${owner.offer}: its calls count for them.`;
    faults.push(fault('number-of-another', message, 'PPCPN'));
  }
  if (isNotLive(offerStatus) || offerStatus === 'ended') {
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
  for (const { name, message } of subIds ? subIdRuleFaults(subIdRules, subIds) : []) {
    faults.push(fault('sub-id-rule', message, name));
  }
  return faults;
}
