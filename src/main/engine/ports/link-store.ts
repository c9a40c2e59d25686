import type { FollowedLink, LinkJudgement } from '#shared/domain/followed-link.ts';
import type { LinkStanding } from '#shared/domain/link-standing.ts';
import type { ChoiceRequest, NumberChoice, OfferChoice, PartnerChoice } from '#shared/ipc/desk.ts';
import type { LinkTemplate, LinkTemplateDraft } from '#shared/ipc/link-bulk.ts';
import type {
  LinkCheck,
  LinkDetail,
  LinkDraft,
  LinkFilter,
  LinkLimitsDraft,
  LinkPage,
  LinkPlaceDraft,
  LinkRow,
  NetworkLinkLimits,
} from '#shared/ipc/links.ts';

/** What of a link the records can be asked about. */
export interface LinkKey {
  readonly offerId: string;
  readonly partnerId: string;
  /** Ten digits. */
  readonly number: string;
}

/** A published link that is to be followed again. */
export interface DueLink {
  readonly id: number;
  readonly link: string;
  /** Checks in a row that nobody answered. */
  readonly failures: number;
}

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
  /** The register, newest first. */
  linkPage(input: {
    readonly filter: LinkFilter;
    readonly index: number;
    readonly limit: number;
  }): Promise<LinkPage>;
  /** @throws DeskError not_found */
  linkDetail(input: { readonly id: number }): Promise<LinkDetail>;
  /** What the records know of each, in the order asked. */
  linkStandings(input: { readonly links: readonly LinkKey[] }): Promise<readonly LinkStanding[]>;
  linkLimits(): Promise<readonly NetworkLinkLimits[]>;
  linkTemplates(): Promise<readonly LinkTemplate[]>;
  /** The published link whose check has been due longest; null when none is due. */
  dueLink(input: { readonly now: number }): Promise<DueLink | null>;
  /** When the next check falls due, in UTC milliseconds; null when no link is watched. */
  nextLinkCheck(): Promise<number | null>;
}

/** Keeping links. */
export interface LinkWrites {
  saveLink(input: {
    readonly draft: LinkDraft;
    readonly link: string;
    readonly now: number;
  }): Promise<LinkRow>;
  /** Keeps many under one batch: a new one, or the one `batchId` names. */
  registerLinks(input: {
    readonly batchId: number | null;
    readonly links: readonly { readonly draft: LinkDraft; readonly link: string }[];
    readonly now: number;
  }): Promise<{ readonly batchId: number; readonly links: number }>;
  /** @throws DeskError not_found */
  removeLink(input: { readonly id: number; readonly now: number }): Promise<void>;
  removeLinkBatch(input: {
    readonly batchId: number;
    readonly now: number;
  }): Promise<{ readonly links: number }>;
  /** Takes a removal back. @throws DeskError not_found */
  restoreLink(input: { readonly id: number; readonly now: number }): Promise<void>;
  /** A link is published while it stands anywhere; from then on it is watched. @throws DeskError not_found */
  saveLinkPlace(input: { readonly draft: LinkPlaceDraft; readonly now: number }): Promise<void>;
  removeLinkPlace(input: { readonly id: number; readonly now: number }): Promise<void>;
  watchLink(input: { readonly id: number; readonly watched: boolean; readonly now: number }): Promise<void>;
  /** Keeps what following showed. `nextAt` is when a watched link is followed again; null leaves that as it is. */
  recordLinkCheck(input: {
    readonly linkId: number;
    readonly at: number;
    readonly by: LinkCheck['by'];
    readonly judgement: LinkJudgement;
    readonly followed: FollowedLink;
    readonly nextAt: number | null;
  }): Promise<void>;
  /** Makes checks due that another interval would have made due. */
  rescheduleLinkChecks(input: { readonly intervalMs: number; readonly now: number }): Promise<void>;
  setLinkLimits(input: LinkLimitsDraft): Promise<void>;
  saveLinkTemplate(input: { readonly draft: LinkTemplateDraft; readonly now: number }): Promise<LinkTemplate>;
  removeLinkTemplate(input: { readonly id: number }): Promise<void>;
}
