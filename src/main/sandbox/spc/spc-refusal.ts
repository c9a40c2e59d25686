import type { FieldViolation } from '#shared/domain/spc-fault.ts';

/** A number as the server writes it. */
export interface SpcPhoneNumber {
  readonly e164: string;
  readonly display: string;
  readonly country: string;
}

/** A session as a request names it. */
export type SessionReference = { readonly sessionId: string } | { readonly phoneNumber: string };

/** What a typed fault says beside what all of them say (mongoose-spc.md 6). Instants in ms since 1970. */
export type SpcFaultDetail =
  | { readonly code: 'AuthenticationFailed'; readonly reason: 'CREDENTIALS' | 'TIMESTAMP' | 'SCOPE' }
  | { readonly code: 'CampaignNotFound'; readonly campaignId: string }
  | {
      readonly code: 'PoolExhausted';
      readonly campaignId: string;
      readonly poolSize: number;
      readonly retryAfterSeconds: number;
      readonly nextExpiryAt: number | undefined;
      readonly fallbackNumber: SpcPhoneNumber | undefined;
    }
  | {
      readonly code: 'SessionExpired';
      readonly session: SessionReference;
      readonly state: 'EXPIRED' | 'RELEASED';
      readonly endedAt: number;
    }
  | { readonly code: 'InvalidField'; readonly violations: readonly FieldViolation[] }
  | {
      readonly code: 'RateLimited';
      readonly limit: number;
      readonly windowSeconds: number;
      readonly retryAfterSeconds: number;
    };

/** Ends the handling of a request with a typed fault. */
export class SpcRefusal extends Error {
  override readonly name = 'SpcRefusal';
  readonly detail: SpcFaultDetail;

  constructor(message: string, detail: SpcFaultDetail) {
    super(message);
    this.detail = detail;
  }
}

/** The codes a SOAP 1.1 fault may have. */
export type SoapFaultCode = 'Client' | 'Server' | 'MustUnderstand' | 'VersionMismatch';

/** Ends the handling of a request with a fault that has no detail: the message itself is at fault, not a field. */
export class SoapRefusal extends Error {
  override readonly name = 'SoapRefusal';
  readonly faultcode: SoapFaultCode;
  readonly status: number;

  constructor(faultcode: SoapFaultCode, message: string, status = 500) {
    super(message);
    this.faultcode = faultcode;
    this.status = status;
  }
}

/** A refusal of fields, told in one sentence. */
export function fieldsRefused(violations: readonly FieldViolation[]): SpcRefusal {
  const [first] = violations;
  const message =
    violations.length === 1
      ? `${first?.field ?? 'A field'} was refused.`
      : `${violations.length} fields were refused.`;
  return new SpcRefusal(message, { code: 'InvalidField', violations });
}
