import type { ConversionStatus } from './status.ts';

/** What of a template decides which conversions owe a delivery; null speaks for all of its kind. */
export interface TemplateReach {
  readonly networkId: number | null;
  readonly partnerId: string | null;
  readonly offerId: string | null;
  /** UTC milliseconds. */
  readonly startsAt: number;
  readonly active: boolean;
}

/** What of a conversion decides which templates it owes a delivery to. */
export interface MatchableConversion {
  readonly networkId: number;
  readonly partnerId: string | null;
  readonly offerId: string | null;
  /** UTC milliseconds. */
  readonly callStartedAt: number | null;
  readonly status: ConversionStatus;
}

/**
 * Whether the conversion owes the template a delivery: it is approved, the template is active and speaks for its
 * network, partner and offer, and the call started at or after the template's start. A call whose start is not
 * known owes nothing, so that connecting an account with years of history fires nothing.
 */
export function matchesConversion(template: TemplateReach, conversion: MatchableConversion): boolean {
  return (
    template.active &&
    conversion.status === 'approved' &&
    template.startsAt <= (conversion.callStartedAt ?? -Infinity) &&
    speaksFor(template.networkId, conversion.networkId) &&
    speaksFor(template.partnerId, conversion.partnerId) &&
    speaksFor(template.offerId, conversion.offerId)
  );
}

function speaksFor<Id>(wanted: Id | null, given: Id | null): boolean {
  return wanted === null || wanted === given;
}
