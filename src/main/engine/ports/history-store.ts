import type { ConversionDetail } from '#shared/ipc/conversions.ts';
import type { HistoryVerdict } from '#shared/ipc/history.ts';
import type { DeliveryDetail } from '#shared/ipc/postbacks.ts';

/** How an entry of the history stands in the chain. Null where it is not sealed yet. */
export interface ChainLink {
  readonly seq: number;
  readonly position: number | null;
  /** Digests in lower-case hex. */
  readonly digestBefore: string | null;
  readonly digest: string | null;
  /** The text whose SHA-256 the digest is, made of what is stored now; the digest of another text when it was altered. */
  readonly text: string | null;
}

/** All there is about one conversion, as evidence. */
export interface DisputeRecord {
  readonly workspaceId: string;
  /** The network's key, as the chain covers it. */
  readonly networkKey: string;
  readonly detail: ConversionDetail;
  /** Beside `detail.history`, in its order. */
  readonly links: readonly ChainLink[];
  readonly deliveries: readonly DeliveryDetail[];
  /** The digest of the newest sealed entry of the workspace. */
  readonly head: string | null;
}

/** The history as a hash chain. What was committed before is sealed before these answer, where the store may write. */
export interface HistoryReads {
  /** Checks every entry. With a head noted earlier, it must be the digest of an entry that is still there. */
  verifyHistory(input: { readonly notedHead: string | null }): Promise<HistoryVerdict>;
  /** How many conversions have entries that may not be sealed yet; nothing is sealed first. */
  unsealedConversions(): Promise<number>;
  /** @throws DeskError not_found */
  disputeRecord(input: { readonly id: number }): Promise<DisputeRecord>;
  /** The conversions with this complete call id: one a network. */
  conversionsOfCall(input: {
    readonly invocaId: string;
  }): Promise<readonly { readonly id: number; readonly networkName: string }[]>;
}
