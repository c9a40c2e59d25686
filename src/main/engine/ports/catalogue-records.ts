import type { GoalDraft, GoalView, PixelDraft, PixelView } from '#shared/ipc/goals.ts';
import type {
  CampaignChoice,
  OfferDetail,
  OfferDraft,
  OfferPage,
  OfferPageRequest,
  OfferStatusChange,
} from '#shared/ipc/offers.ts';
import type {
  PartnerDetail,
  PartnerDraft,
  PartnerPage,
  PartnerPageRequest,
  PartnerStatusChange,
} from '#shared/ipc/partners.ts';
import type { TuneGoal, TuneOffer, TunePartner } from './tune-client.ts';

/** Who saves a record by hand or by a file. */
export type SavedBy = 'desk' | 'csv';

/** What came of saving many records. */
export interface SavedRecords {
  readonly added: number;
  readonly changed: number;
  /** Told the same as before. */
  readonly same: number;
}

/** What a TUNE network lists now. A list that is absent was not read, and what is known of it stays. */
export interface TuneRecords {
  /** The TUNE account. */
  readonly networkId: number;
  readonly offers?: readonly TuneOffer[];
  readonly partners?: readonly TunePartner[];
  /** Goals of protocols the desk knows; one of an offer that is not known is left out. */
  readonly goals?: readonly TuneGoal[];
  readonly now: number;
}

/** What came of saving TUNE's records, list by list. */
export interface SavedTuneRecords {
  readonly offers: SavedRecords;
  readonly partners: SavedRecords;
  readonly goals: SavedRecords;
}

/** Records by their ids of the trade. */
interface TradeKey {
  /** Null: of whatever network. */
  readonly networkId: number | null;
}

/** Offers, partners, goals and pixels as screens and commands see them. */
export interface CatalogueRecordReads {
  offerPage(input: OfferPageRequest): Promise<OfferPage>;
  /** @throws DeskError not_found */
  offerDetail(input: { readonly id: number }): Promise<OfferDetail>;
  /** The record of an offer; null when there is none. @throws DeskError conflict when several networks have the id */
  offerNamed(input: TradeKey & { readonly offerId: string }): Promise<OfferDetail | null>;
  /** What a person would see in the form of each of these offers; of all networks, or of one. */
  offerDrafts(input: TradeKey & { readonly offerIds: readonly string[] }): Promise<readonly OfferDraft[]>;
  /** Campaigns of Invoca accounts that an offer can count the calls of, by name. */
  campaignChoices(input: { readonly text?: string | undefined }): Promise<readonly CampaignChoice[]>;
  partnerPage(input: PartnerPageRequest): Promise<PartnerPage>;
  /** @throws DeskError not_found */
  partnerDetail(input: { readonly id: number }): Promise<PartnerDetail>;
  /** The record of a partner; null when there is none. @throws DeskError conflict when several networks have the id */
  partnerNamed(input: TradeKey & { readonly partnerId: string }): Promise<PartnerDetail | null>;
  partnerDrafts(
    input: TradeKey & { readonly partnerIds: readonly string[] },
  ): Promise<readonly PartnerDraft[]>;
}

/** Changing them. Names a person gives show everywhere at once; the list of conversions is told. */
export interface CatalogueRecordWrites {
  /** @throws DeskError invalid_input, conflict, not_found, with the field at fault */
  saveOffer(input: {
    readonly draft: OfferDraft;
    readonly by: SavedBy;
    readonly now: number;
  }): Promise<{ readonly id: number }>;
  /** Many at once, all or none; each draft is whole. @throws DeskError as {@link saveOffer} */
  saveOffers(input: {
    readonly drafts: readonly OfferDraft[];
    readonly by: SavedBy;
    readonly now: number;
  }): Promise<SavedRecords>;
  setOfferStatus(input: OfferStatusChange & { readonly now: number }): Promise<void>;
  /** @throws DeskError conflict when calls or numbers name it */
  removeOffer(input: { readonly id: number }): Promise<void>;

  savePartner(input: {
    readonly draft: PartnerDraft;
    readonly by: SavedBy;
    readonly now: number;
  }): Promise<{ readonly id: number }>;
  savePartners(input: {
    readonly drafts: readonly PartnerDraft[];
    readonly by: SavedBy;
    readonly now: number;
  }): Promise<SavedRecords>;
  setPartnerStatus(input: PartnerStatusChange & { readonly now: number }): Promise<void>;
  removePartner(input: { readonly id: number }): Promise<void>;

  /** @throws DeskError invalid_input, conflict, not_found */
  saveGoal(input: { readonly draft: GoalDraft; readonly now: number }): Promise<GoalView>;
  removeGoal(input: { readonly id: number; readonly now: number }): Promise<void>;
  savePixel(input: { readonly draft: PixelDraft; readonly now: number }): Promise<PixelView>;
  removePixel(input: { readonly id: number; readonly now: number }): Promise<void>;

  /**
   * Takes over what a TUNE network lists, in one transaction. A record that an Invoca account or a person named by the
   * same id is that same record; what a person set stays. What TUNE no longer lists stays known without TUNE's status;
   * goals it no longer lists are marked deleted.
   */
  saveTuneRecords(input: TuneRecords): Promise<SavedTuneRecords>;
}
