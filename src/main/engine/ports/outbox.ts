import type { AcceptanceRule } from '#shared/domain/acceptance-rule.ts';
import type { WaitReason } from '#shared/domain/lateness.ts';
import type { AttemptVerdict, DeliveryState } from '#shared/ipc/postbacks.ts';
import type { ReceiverAlert, ReceiverSecret } from './receiver-store.ts';

/** How the requests of a receiver are signed. */
export interface ClaimedSigning {
  readonly signatureParameter: string;
  readonly timestampParameter: string;
  /** Those that are valid, newest first. */
  readonly secrets: readonly ReceiverSecret[];
}

/** A delivery the sender holds by a lease: it is sent again after the lease runs out unless an outcome is recorded. */
export interface ClaimedDelivery {
  readonly deliveryId: string;
  readonly url: string;
  readonly receiver: string;
  readonly allowLocal: boolean;
  /** Number of the attempt that starts now, from 1; after a replay it is counted from 1 again. */
  readonly attempt: number;
  /** JSON to be posted; without one the URL is asked for by GET. */
  readonly body?: string | undefined;
  /** Requests begun in a second, where this receiver has a pace of its own. */
  readonly perSecond?: number | undefined;
  /** Requests at the same time, where this receiver has a limit of its own. */
  readonly atOnce?: number | undefined;
  /** How long its answer is waited for, where it is not as the settings say. */
  readonly timeoutMs?: number | undefined;
  /** When the answer means yes, where it is not the usual rule. */
  readonly acceptance?: AcceptanceRule | undefined;
  /** Without it the request is not signed. */
  readonly signing?: ClaimedSigning | undefined;
  /** When this attempt was due. */
  readonly dueAt?: number | undefined;
  /** Why it is claimed later than that. */
  readonly waitedFor?: WaitReason | undefined;
}

/** One finished attempt with what follows from it; recorded together. */
export interface AttemptOutcome {
  readonly deliveryId: string;
  readonly attempt: {
    readonly number: number;
    readonly startedAt: number;
    readonly durationMs: number;
    readonly url: string;
    readonly requestHeaders: string;
    readonly httpStatus: number | null;
    readonly responseHeaders: string;
    readonly bodyStart: string;
    readonly verdict: AttemptVerdict;
    readonly reason: string;
    /** JSON that was posted. */
    readonly body?: string | undefined;
    readonly dueAt?: number | undefined;
    readonly waitedFor?: WaitReason | undefined;
  };
  readonly state: DeliveryState;
  /** When the next attempt is due; null when the delivery is settled. */
  readonly dueAt: number | null;
  /** True when a 410 stops the receiver. */
  readonly stopReceiver: boolean;
}

/** What recording attempts led to. */
export interface RecordedAttempts {
  /** Receivers whose breaker is open now: nothing more goes to them but what a later claim gives. */
  readonly open: readonly string[];
  readonly alerts: readonly ReceiverAlert[];
}

/** What the sender does with the deliveries that are owed. */
export interface OutboxWrites {
  /**
   * Takes up to `limit` due deliveries of receivers that are neither paused nor stopped, oldest conversion first,
   * at most `perReceiver` of one receiver, for the length of the lease; in proportion more or less of one with limits of its
   * own. Behind an open breaker one goes as a probe when its time has come. A delivery whose conversion has an earlier
   * unsettled delivery to the same receiver is held back.
   */
  claimDeliveries(input: {
    readonly now: number;
    readonly limit: number;
    readonly perReceiver: number;
    readonly leaseMs: number;
    /** Deliveries already in flight per receiver, counted against `perReceiver`. */
    readonly inFlight: Readonly<Record<string, number>>;
    /** Receivers that get none of this claim. */
    readonly notTo?: readonly string[];
  }): Promise<readonly ClaimedDelivery[]>;
  /**
   * Gives claimed deliveries back untouched, as due as they were, without spending an attempt; null gives back all,
   * for a sender that starts where another one died.
   */
  releaseClaims(input: { readonly deliveryIds: readonly string[] | null }): Promise<void>;
  recordAttempts(input: { readonly outcomes: readonly AttemptOutcome[] }): Promise<RecordedAttempts>;
  /** When the next delivery is due, probes included, or a lease runs out; null when nothing waits. */
  nextDueAt(): Promise<number | null>;
  /** Overdue deliveries spread over the next minute, oldest conversion first (promise 12); they were late for this reason. */
  spreadOverdue(input: {
    readonly now: number;
    readonly overMs: number;
    readonly reason?: WaitReason;
  }): Promise<number>;
}
