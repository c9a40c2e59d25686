/** One price of an offer's terms (invoca.md 7.2). Amounts are minor units of `currency`; null where it is not told. */
export interface CampaignPrice {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string;
  /** As the network words it, such as "$21.00 - $24.50 per call". */
  readonly range: string;
  readonly pricing: string;
  readonly policies: readonly {
    /** `Base`, `Bonus`, or whatever the network calls it. */
    readonly kind: string;
    readonly amount: number | null;
    readonly condition: string;
  }[];
}

/** What a partner promotes an offer under: the campaign's current terms, as far as the network tells them. */
export interface CampaignTerms {
  readonly description: string;
  /** `AffiliateEnabled`, `DirectOnly` or `ExternalOnly`. */
  readonly campaignType: string;
  /** `All`, `None` or `Approved_Affiliates`; empty when it is not told. */
  readonly visibility: string;
  readonly autoApprove: string;
  readonly country: string;
  readonly timeZone: string;
  /** As the network writes it; empty for no end. */
  readonly expires: string;
  readonly alwaysOpen: boolean;
  readonly regions: readonly string[];
  readonly payout: CampaignPrice | null;
  readonly payin: CampaignPrice | null;
}

/** The prices a partner has of its own on an offer; null where the offer's hold. */
export interface PartnerTerms {
  readonly payout: CampaignPrice | null;
  readonly payin: CampaignPrice | null;
}
