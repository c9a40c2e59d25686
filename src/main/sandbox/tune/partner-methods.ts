import { findAll } from './find.ts';
import type { MethodParts } from './methods.ts';
import { mapOf, textOf, type PhpMap, type PhpValue } from './php-parameters.ts';
import { allowedTypes, createPixel, updatePixel } from './pixel-methods.ts';
import { TuneRefusal } from './tune-refusal.ts';

/** A method of the partners' API, for the partner whose key was sent. Throws TuneRefusal. */
type PartnerMethod = (parts: MethodParts, request: PhpMap, partnerId: string) => unknown;

/** The methods partners may call (tune.md 10): their own postbacks, of which they can change nothing but delete them. */
export const PARTNER_METHODS: Readonly<Record<string, PartnerMethod>> = {
  'Affiliate_OfferPixel::findAll': (parts, request, partnerId) =>
    findAll(
      parts,
      'OfferPixel',
      request,
      [...parts.tables.OfferPixel].filter(([, row]) => row['affiliate_id'] === partnerId),
    ),
  'Affiliate_OfferPixel::getAllowedTypes': (parts, request) => {
    const offer = parts.tables.Offer.get(textOf(request, 'offer_id') ?? '');
    if (offer === undefined) throw new TuneRefusal('Missing required argument: offer_id');
    return allowedTypes(offer);
  },
  'Affiliate_OfferPixel::create': (parts, request, partnerId) => {
    const data = new Map<string, PhpValue>([...mapOf(request, 'data'), ['affiliate_id', partnerId]]);
    data.delete('status');
    return createPixel(parts, new Map<string, PhpValue>([...request, ['data', data]]), parts.now());
  },
  'Affiliate_OfferPixel::updateField': (parts, request, partnerId) => {
    const row = parts.tables.OfferPixel.get(textOf(request, 'id') ?? '');
    if (row?.['affiliate_id'] !== partnerId)
      throw new TuneRefusal('User is not permitted to perform this action');
    if (textOf(request, 'field') !== 'status' || textOf(request, 'value') !== 'deleted')
      throw new TuneRefusal('Only the status can be changed, and only to deleted');
    return updatePixel(parts, request, new Map([['status', 'deleted']]), parts.now());
  },
};
