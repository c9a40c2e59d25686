import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';

type ConversionRequests =
  | 'conversions.page'
  | 'conversions.totals'
  | 'conversions.detail'
  | 'catalogue.partners'
  | 'catalogue.offers'
  | 'catalogue.numbers';

/** Conversions, and the partners, offers and numbers they are of. */
export function conversionHandlers(desk: DeskAccess): RequestHandlers<ConversionRequests> {
  const read = () => desk.workspace().store.read;
  return {
    'conversions.page': (input) => read().conversionPage(input),
    'conversions.totals': (input) => read().conversionTotals(input),
    'conversions.detail': (input) => read().conversionDetail(input),
    'catalogue.partners': (input) => read().partnerChoices(input),
    'catalogue.offers': (input) => read().offerChoices(input),
    'catalogue.numbers': (input) => read().numberChoices(input),
  };
}
