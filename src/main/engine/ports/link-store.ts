import type { ChoiceRequest, NumberChoice, OfferChoice, PartnerChoice } from '#shared/ipc/desk.ts';
import type { LinkDraft, LinkPage, LinkView } from '#shared/ipc/links.ts';

/** Saved links, and what a link is composed of. */
export interface LinkReads {
  partnerChoices(input: ChoiceRequest): Promise<readonly PartnerChoice[]>;
  offerChoices(input: ChoiceRequest): Promise<readonly OfferChoice[]>;
  numberChoices(input: ChoiceRequest): Promise<readonly NumberChoice[]>;
  /** The click URL set on a campaign, by Invoca's ids as they stand in a link; null when no catalogue knows it. */
  clickUrl(input: {
    readonly host: string;
    readonly organisationId: string;
    readonly campaignId: string;
  }): Promise<string | null>;
  linkPage(input: {
    readonly text?: string | undefined;
    readonly before: number | null;
    readonly limit: number;
  }): Promise<LinkPage>;
}

/** Keeping links. */
export interface LinkWrites {
  saveLink(input: {
    readonly draft: LinkDraft;
    readonly link: string;
    readonly now: number;
  }): Promise<LinkView>;
  removeLink(input: { readonly id: number }): Promise<void>;
}
