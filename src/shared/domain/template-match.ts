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
}

/**
 * Whether the template speaks for the conversion: it is active, for its network, partner and offer, and the call started
 * at or after the template's start. For a call whose start is not known none speaks, so that connecting an account with
 * years of history fires nothing. Which of its changes are told is delivery-event.ts.
 */
export function matchesConversion(template: TemplateReach, conversion: MatchableConversion): boolean {
  return (
    template.active &&
    template.startsAt <= (conversion.callStartedAt ?? -Infinity) &&
    speaksFor(template.networkId, conversion.networkId) &&
    speaksFor(template.partnerId, conversion.partnerId) &&
    speaksFor(template.offerId, conversion.offerId)
  );
}

function speaksFor<Id>(wanted: Id | null, given: Id | null): boolean {
  return wanted === null || wanted === given;
}
