import { z } from 'zod';
import type { PartnerTerms } from '#shared/domain/campaign-terms.ts';
import { campaignTerms, partnerTerms } from '#shared/ipc/campaigns.ts';

const offerTerms = z.nullable(campaignTerms);
const relationTerms = z.nullable(partnerTerms);

/** The terms of an offer from their stored text; null when none were told. */
export function offerTermsOf(text: string): z.infer<typeof offerTerms> {
  return offerTerms.parse(JSON.parse(text));
}

/** The terms a partner has of its own. */
export function partnerTermsOf(text: string): PartnerTerms {
  return relationTerms.parse(JSON.parse(text)) ?? { payout: null, payin: null };
}
