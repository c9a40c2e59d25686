import type { CallStatus } from '#shared/domain/call-columns.ts';

/** A call as the list holds it. Of an Invoca call, number, campaign and partner are its line's and stay empty here. */
export interface ListedCall {
  readonly id: number;
  readonly networkId: number;
  readonly lineId: number | null;
  readonly callId: string;
  readonly sessionId: string;
  readonly number: string;
  readonly campaignId: string;
  readonly partnerId: string;
  readonly callerNumber: string;
  readonly status: CallStatus;
  /** The conversion's status; empty for a call that is none. */
  readonly result: string;
  /** UTC milliseconds, or NO_START. */
  readonly startedAt: number;
  readonly talkSeconds: number;
  /** Whether it brought an order, as far as no person has said otherwise. */
  readonly ordered: boolean;
  readonly late: boolean;
  readonly keywords: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}
