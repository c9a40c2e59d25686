/** What decides whether a partner may promote an offer. Statuses are the network's own words, which are open text. */
export interface CampaignStanding {
  readonly offerStatus: string;
  /** Empty when the terms are not known. */
  readonly campaignType: string;
  readonly visibility: string;
  readonly partnerStatus: string;
  /** The partner's relation to the offer; null when it never applied. */
  readonly relation: {
    readonly status: string;
    /** Null when the network does not tell a limit. */
    readonly maxPromoNumbers: number | null;
  } | null;
  /** Numbers the partner has on the offer, with those asked for. */
  readonly numbers: number;
}

/** Whether something may be asked for, with a sentence that says why not, or what to know. */
export interface Permission {
  readonly can: boolean;
  /** Empty when there is nothing to say. */
  readonly reason: string;
}

const PROMOTED = 'AffiliateEnabled';
/** The word for a partner that may promote an offer. */
export const APPROVED = 'Approved';

/** Words for an offer that takes no new numbers; any other word is taken as live (invoca.md 7.2, assumed). */
const NOT_LIVE = new Set(['entry', 'paused', 'archived', 'expired', 'suspended', 'declined']);

/** Words for a partner that may not promote anything (invoca.md 7.4). */
const BARRED = new Set(['suspended', 'declined', 'archived', 'deactivated']);

const YES: Permission = { can: true, reason: '' };
const no = (reason: string): Permission => ({ can: false, reason });

/** Whether a promo number can be asked for: approved partner, live offer, room below the limit (invoca.md 7.5). */
export function mayRequestNumber(standing: CampaignStanding): Permission {
  const { relation, offerStatus, numbers } = standing;
  if (isNotLive(offerStatus)) return no(`The offer is not live: ${offerStatus}.`);
  if (relation === null) return no('The partner has not applied to this offer.');
  if (relation.status !== APPROVED) {
    return no(`The partner is not approved on this offer: ${shown(relation.status)}.`);
  }
  const left = numbersLeft(standing);
  if (left !== null && left <= 0) {
    return no(
      `All ${relation.maxPromoNumbers} numbers this partner may have on the offer are taken (${numbers}).`,
    );
  }
  return YES;
}

/** Whether the partner can apply: no relation yet, and the offer is shown to it (invoca.md 7.2, 7.5). */
export function mayApply(standing: CampaignStanding): Permission {
  const { relation, campaignType, visibility, offerStatus, partnerStatus } = standing;
  if (relation !== null) return no(`The partner has applied already: ${shown(relation.status)}.`);
  if (campaignType !== '' && campaignType !== PROMOTED) return no('The offer is not open to partners.');
  if (isNotLive(offerStatus)) return no(`The offer is not live: ${offerStatus}.`);
  if (BARRED.has(partnerStatus.toLowerCase())) return no(`The partner is ${partnerStatus.toLowerCase()}.`);
  if (visibility === 'None') return no('The offer is hidden from partners.');
  if (visibility === 'Approved_Affiliates') {
    return { can: true, reason: 'Only partners the advertiser has approved are taken.' };
  }
  return YES;
}

/** How many more numbers the partner may have; null when no limit is told. */
export function numbersLeft({
  relation,
  numbers,
}: Pick<CampaignStanding, 'relation' | 'numbers'>): number | null {
  const most = relation?.maxPromoNumbers ?? null;
  return most === null ? null : Math.max(0, most - numbers);
}

/** Whether a status of an offer means that it takes no new calls; any other word is taken as live. */
export function isNotLive(status: string): boolean {
  return NOT_LIVE.has(status.toLowerCase());
}

function shown(status: string): string {
  return status === '' ? 'no status is told' : status.replaceAll('_', ', ');
}
