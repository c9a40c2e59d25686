import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import type { SpcNetwork } from './network-record.ts';

/** Where calls to a session number go. */
export interface Destination {
  readonly kind: 'PSTN' | 'SIP' | 'QUEUE';
  readonly address: string;
}

/** What the network says of a session (mongoose-spc.md 4.1). Instants are UTC milliseconds. */
export interface GivenSession {
  readonly sessionId: string;
  readonly campaignId: string;
  readonly number: { readonly e164: string; readonly display: string; readonly country: string };
  readonly destination: Destination;
  readonly state: 'ACTIVE' | 'EXPIRED' | 'RELEASED';
  readonly allocatedAt: number;
  /** Exclusive: the session is active while now is before it. */
  readonly expiresAt: number;
  readonly informationVersion: number;
  /** True when an earlier request with this client reference had made the session already. */
  readonly replayed: boolean;
  readonly requestId: string;
}

/** One call to a session number as the network tells it, with the information it began with (mongoose-spc.md 4.4). */
export interface GivenCall {
  readonly callId: string;
  readonly sessionId: string;
  readonly campaignId: string;
  /** E.164. */
  readonly number: string;
  /** E.164; null when withheld. */
  readonly callerNumber: string | null;
  readonly destination: Destination;
  readonly status: 'ANSWERED' | 'NO_ANSWER' | 'BUSY' | 'FAILED' | 'IN_PROGRESS';
  readonly startedAt: number;
  readonly answeredAt: number | null;
  /** From answer; 0 when unanswered. */
  readonly durationSeconds: number;
  readonly informationVersion: number;
  readonly information: SessionInformation;
}

/** An SPC account on the wire. Every call throws an SpcFault (shared/domain/spc-fault.ts); all four are safe to repeat. */
export interface SessionClient {
  requestNumber(input: {
    readonly campaignId: string;
    readonly clientReference: string;
    /** 300 to 2,592,000; null leaves it to the campaign. */
    readonly ttlSeconds: number | null;
    readonly information: SessionInformation | null;
    readonly signal: AbortSignal;
  }): Promise<GivenSession>;
  updateInformation(input: {
    readonly session: { readonly sessionId: string } | { readonly phoneNumber: string };
    readonly update: InformationUpdate;
    readonly expectedVersion: number | null;
    readonly signal: AbortSignal;
  }): Promise<{
    readonly accepted: boolean;
    readonly sessionId: string;
    readonly informationVersion: number;
    readonly updatedAt: number;
    readonly requestId: string;
  }>;
  /** An extension: only for accounts that offer them. */
  release(input: { readonly sessionId: string; readonly signal: AbortSignal }): Promise<{
    readonly sessionId: string;
    readonly state: 'EXPIRED' | 'RELEASED';
    readonly releasedAt: number;
    readonly quarantinedUntil: number;
    readonly requestId: string;
  }>;
  /** An extension. From `startedFrom` inclusive to `startedBefore` exclusive, at most 31 days. */
  calls(input: {
    readonly campaignId: string;
    readonly startedFrom: number;
    readonly startedBefore: number;
    readonly sessionId?: string;
    readonly fields?: Readonly<Record<string, string>>;
    readonly pageSize: number;
    readonly cursor: string | null;
    readonly signal: AbortSignal;
  }): Promise<{
    readonly calls: readonly GivenCall[];
    readonly nextCursor: string | null;
    readonly asOf: number;
    readonly requestId: string;
  }>;
  /**
   * Proves address, user and key without taking a number: an update for a session that cannot exist, whose refusal
   * shows that the key was accepted.
   */
  probe(input: { readonly signal: AbortSignal }): Promise<void>;
  /** The server's clock minus ours, in milliseconds, by the last answer's Date; null before any answer. */
  clockDifferenceMs(): number | null;
}

/** Makes the client of an SPC account from its record and its API key. */
export type SessionClientFactory = (network: SpcNetwork, apiKey: string) => SessionClient;
