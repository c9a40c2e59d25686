import type { NetworkFaultKind } from './network-fault.ts';

/** One refused field: a path of element names with 1-based indexes (mongoose-spc.md 6). */
export interface FieldViolation {
  readonly field: string;
  readonly reason:
    | 'REQUIRED'
    | 'BAD_FORMAT'
    | 'TOO_LONG'
    | 'TOO_MANY'
    | 'OUT_OF_RANGE'
    | 'NOT_ALLOWED'
    | 'UNKNOWN'
    | 'CONFLICT';
  readonly limit: number | null;
  readonly detail: string | null;
}

/** What the network said no to, or why it could not be heard (mongoose-spc.md 6). */
export type SpcFaultCause =
  | { readonly kind: 'authentication'; readonly reason: 'CREDENTIALS' | 'TIMESTAMP' | 'SCOPE' }
  | { readonly kind: 'campaign_not_found'; readonly campaignId: string }
  | {
      readonly kind: 'pool_exhausted';
      readonly campaignId: string;
      readonly poolSize: number | null;
      readonly nextExpiryAt: number | null;
      /** E.164 of a number that reaches the destination but is not tracked. */
      readonly fallbackNumber: string | null;
    }
  | {
      readonly kind: 'session_expired';
      readonly state: 'EXPIRED' | 'RELEASED';
      readonly endedAt: number | null;
    }
  | { readonly kind: 'invalid_field'; readonly violations: readonly FieldViolation[] }
  | { readonly kind: 'rate_limited'; readonly limit: number; readonly windowSeconds: number }
  /** A fault without a detail we know; `retryable` by its faultcode. */
  | { readonly kind: 'other_fault' }
  /** No SOAP answer: the connection, the status or the document. */
  | { readonly kind: 'transport'; readonly why: NetworkFaultKind };

/** A fault of an SPC account. The message is a sentence for a person and carries no secret. */
export class SpcFault extends Error {
  readonly fault: SpcFaultCause;
  /** Whether repeating the same request may help. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  /** For support; null when no SOAP answer came. */
  readonly requestId: string | null;
  /** True when the request surely never left, so that the network cannot have acted on it. */
  readonly unsent: boolean;

  constructor(
    fault: SpcFaultCause,
    message: string,
    more: {
      retryable: boolean;
      retryAfterMs?: number | null;
      requestId?: string | null;
      unsent?: boolean;
      cause?: unknown;
    },
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'SpcFault';
    this.fault = fault;
    this.retryable = more.retryable;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.requestId = more.requestId ?? null;
    this.unsent = more.unsent ?? false;
  }
}
