import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import type { ReceiverSettings } from '#shared/ipc/receivers.ts';
import type { BreakerAlert } from '#shared/domain/circuit-breaker.ts';
import type { TokenReference } from './network-record.ts';

/** A secret that signs what goes to a receiver, and where it is found; never the secret itself. */
export interface ReceiverSecret {
  readonly id: number;
  readonly kind: 'receiver_secret';
  /** The receiver. */
  readonly name: string;
  readonly token: TokenReference;
  readonly practice: false;
  readonly createdAt: number;
  /** UTC milliseconds; null for the one that stays. */
  readonly endsAt: number | null;
}

/** A receiver as the store keeps it. */
export interface ReceiverRecord extends Omit<ReceiverView, 'secrets'> {
  /** Newest first. One that has ended may still be among them. */
  readonly secrets: readonly ReceiverSecret[];
}

/** What became of a receiver's breaker that a person is told of. */
export interface ReceiverAlert {
  readonly receiver: string;
  readonly alert: BreakerAlert;
  /** Deliveries that wait for it. */
  readonly waiting: number;
  readonly reason: string;
}

/** What a person decides about receivers, beside pausing them. Each call is one transaction. */
export interface ReceiverWrites {
  /** @throws DeskError not_found; invalid_input for a rule that cannot be used; conflict to sign without a secret */
  configureReceiver(input: {
    readonly receiver: string;
    readonly settings: ReceiverSettings;
    readonly now: number;
  }): Promise<void>;
  /** Lets what is due next go out as a probe now. @throws DeskError not_found */
  probeReceiver(input: { readonly receiver: string; readonly now: number }): Promise<void>;
  /**
   * Adds the secret that stays; the one before it ends at `oldEndsAt`, at once when that is null. Two at most are valid.
   * @throws DeskError not_found
   */
  addReceiverSecret(input: {
    readonly receiver: string;
    readonly token: TokenReference;
    readonly oldEndsAt: number | null;
    readonly now: number;
  }): Promise<ReceiverSecret>;
  /** @throws DeskError not_found; conflict for the last one of a receiver whose requests are signed */
  endReceiverSecret(input: {
    readonly receiver: string;
    readonly id: number;
    readonly now: number;
  }): Promise<void>;
}
