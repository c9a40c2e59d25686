import type {
  DeliveryReplay,
  ReplayDetail,
  ReplayDraft,
  ReplayItem,
  ReplayPreview,
  ReplaySelection,
  ReplayView,
} from '#shared/ipc/replays.ts';

/** Replays: deliveries a person sends once more. */
export interface ReplayReads {
  /** What a replay would do, and nothing done. @throws DeskError conflict when TUNE is the one that tells partners */
  replayPreview(input: { readonly draft: ReplayDraft }): Promise<ReplayPreview>;
  /** The ids of what a selection finds, oldest conversion first: as many as one replay takes, and how many there are. */
  replayable(input: {
    readonly selection: ReplaySelection;
  }): Promise<{ readonly deliveryIds: readonly string[]; readonly found: number }>;
  /** The first items that would go out, oldest conversion first. @throws DeskError conflict */
  replayItems(input: { readonly draft: ReplayDraft; readonly most: number }): Promise<readonly ReplayItem[]>;
  /** Newest first. */
  replays(input: { readonly limit: number }): Promise<readonly ReplayView[]>;
  /** @throws DeskError not_found */
  replayDetail(input: {
    readonly id: number;
    readonly index: number;
    readonly limit: number;
  }): Promise<ReplayDetail>;
  /** The replays a delivery was in, newest first, those that refused it too. */
  replaysOfDelivery(input: { readonly deliveryId: string }): Promise<readonly DeliveryReplay[]>;
  /** The deliveries of calls with this Invoca id, in every network, oldest first. */
  deliveriesOfCall(input: {
    readonly invocaId: string;
  }): Promise<
    readonly { readonly deliveryId: string; readonly networkName: string; readonly meaning: string }[]
  >;
}

/** Beginning replays and taking them back. */
export interface ReplayWrites {
  /**
   * Puts the deliveries into the outbox, due one after the other at the pace of the draft, oldest conversion first, and
   * keeps both requests of each. What is refused is kept too, with its reason.
   * @throws DeskError conflict when what would happen is not what the fingerprint names, or nothing would go out
   */
  beginReplay(input: {
    readonly draft: ReplayDraft;
    /** What the draft's selection found. */
    readonly deliveryIds: readonly string[];
    /** From the preview; null for a replay that nobody was shown. */
    readonly fingerprint: string | null;
    readonly now: number;
  }): Promise<ReplayView>;
  /** Takes back what was not tried yet, as if it had never been asked; what was tried goes on. @throws DeskError not_found */
  cancelReplay(input: { readonly id: number; readonly now: number }): Promise<ReplayView>;
}
