import type { WaitReason } from '#shared/domain/lateness.ts';
import type {
  AttemptVerdict,
  DeliveryDetail,
  DeliveryFilter,
  DeliveryPage,
  DeliveryState,
  PostbackTemplate,
  TemplateDraft,
  TemplatePreview,
} from '#shared/ipc/postbacks.ts';
import type { ReceiverRecord, ReceiverWrites } from './receiver-store.ts';

/** One delivery with when its newest attempt was due and made; when it is due, before the first. */
export interface ListedDelivery {
  readonly deliveryId: string;
  readonly invocaId: string;
  readonly receiver: string;
  /** Of the newest attempt; null before the first. */
  readonly verdict: AttemptVerdict | null;
  readonly attempts: number;
  readonly dueAt: number | null;
  readonly sentAt: number | null;
  /** Why that attempt was late, or what holds back one that was never sent. */
  readonly waitedFor: WaitReason | null;
}

/** Postback templates, the deliveries they owe, and who receives them. */
export interface PostbackReads {
  templates(): Promise<readonly PostbackTemplate[]>;
  /** Expands the draft against the conversion, or the newest that it would speak for; `now` only for the day's zone. */
  templatePreview(input: {
    readonly draft: TemplateDraft;
    readonly conversionId: number | null;
  }): Promise<TemplatePreview>;
  /** How many deliveries the draft would owe at once for conversions that are approved already. */
  templateConsequence(input: {
    readonly draft: TemplateDraft;
    readonly now: number;
  }): Promise<{ readonly wouldOwe: number }>;
  deliveryPage(input: {
    readonly filter: DeliveryFilter;
    readonly index: number;
    readonly limit: number;
  }): Promise<DeliveryPage>;
  deliveryDetail(input: { readonly deliveryId: string }): Promise<DeliveryDetail>;
  /** As much of deliveries as the command line tells, newest first, page by page: those before the one given. */
  deliveryListing(input: {
    readonly filter: DeliveryFilter;
    readonly before: string | null;
    readonly limit: number;
  }): Promise<readonly ListedDelivery[]>;
  receivers(): Promise<readonly ReceiverRecord[]>;
  /** Counts for the status line, tray and command line: deliveries by state. */
  deliveryCounts(): Promise<Readonly<Record<DeliveryState, number>>>;
}

/** What the user decides of templates, deliveries and receivers. */
export interface PostbackWrites extends ReceiverWrites {
  /** Saves a template; with an earlier start, what it owes for approved conversions is owed in the same transaction. */
  saveTemplate(input: { readonly draft: TemplateDraft; readonly now: number }): Promise<PostbackTemplate>;
  removeTemplate(input: { readonly id: number }): Promise<void>;
  /**
   * Makes a settled delivery, or one that waits for its next attempt, due now, keeping its id. One that is due or under way
   * already is not queued twice, and one that a later postback of the same conversion has overtaken stays as it is.
   * @throws DeskError not_found, conflict
   */
  retryDelivery(input: { readonly deliveryId: string; readonly now: number }): Promise<void>;
  setReceiverPaused(input: {
    readonly receiver: string;
    readonly paused: boolean;
    readonly now: number;
  }): Promise<void>;
  /** Allowing local addresses takes up again what the address guard had stopped on the way to this receiver. */
  setReceiverAllowLocal(input: { readonly receiver: string; readonly allowLocal: boolean }): Promise<void>;
  /** Takes up again, due now, what the address guard had stopped, whoever its receiver is. */
  retryBlocked(): Promise<void>;
  /** Forgets attempts that began before then, at most so many; gives how many were forgotten. */
  pruneAttempts(input: { readonly before: number; readonly limit: number }): Promise<number>;
}
