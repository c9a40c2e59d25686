import type { OfferRow } from '#shared/ipc/offers.ts';

/** The ids whose conversions an offer counts: its own, and its campaign's. */
export function countedOffers({ offerId, campaign }: OfferRow): string[] {
  return [...new Set([offerId, ...(campaign ? [campaign.offerId] : [])])].filter((id) => id !== '');
}
