import type { FieldViolation, SpcFaultCause } from '#shared/domain/spc-fault.ts';
import type { XmlElement } from '../xml/element.ts';
import { phoneNumberElement } from './answer-elements.ts';
import { inOrder } from './element-sequence.ts';
import type { ElementSequence, ReadElement } from './element-sequence.ts';
import { SOAP } from './namespaces.ts';
import * as type from './simple-types.ts';

/** A fault as the network told it; its texts are still foreign. */
export interface ToldFault {
  readonly cause: SpcFaultCause;
  readonly text: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
}

const MOST_VIOLATIONS = 50;
const REASONS = [
  'REQUIRED',
  'BAD_FORMAT',
  'TOO_LONG',
  'TOO_MANY',
  'OUT_OF_RANGE',
  'NOT_ALLOWED',
  'UNKNOWN',
  'CONFLICT',
] as const satisfies readonly FieldViolation['reason'][];

/**
 * Reads a fault: the typed element in its detail decides; without one that is known, the fault's code does
 * (mongoose-spc.md 6). @throws XmlRefused when the typed element is not what the contract says
 */
export function readFault(fault: XmlElement, namespace: string): ToldFault {
  const detail = childOf(fault, 'detail');
  const causes = causeReaders(namespace);
  for (const typed of detail?.children ?? []) {
    const readCause = Object.hasOwn(causes, typed.name) ? causes[typed.name] : undefined;
    if (typed.namespace === namespace && readCause) {
      return inOrder(namespace, (from) => typedFault(from, readCause))(typed, typed.name);
    }
  }
  const text = childOf(fault, 'faultstring')?.text ?? '';
  const retryable = isServerCode(childOf(fault, 'faultcode'));
  return { cause: { kind: 'other_fault' }, text, retryable, retryAfterMs: null, requestId: null };
}

type ReadCause = (from: ElementSequence) => {
  readonly cause: SpcFaultCause;
  readonly retryAfterSeconds?: number;
};

function typedFault(from: ElementSequence, readCause: ReadCause): ToldFault {
  from.one('code', type.code);
  const text = from.one('message', type.message);
  const retryable = from.one('retryable', type.truth);
  from.one('occurredAt', type.instant);
  const requestId = from.one('requestId', type.code);
  const { cause, retryAfterSeconds } = readCause(from);
  const retryAfterMs = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1000;
  return { cause, text, retryable, retryAfterMs, requestId };
}

function causeReaders(namespace: string): Readonly<Record<string, ReadCause>> {
  const violation = violationElement(namespace);
  const phoneNumber = phoneNumberElement(namespace);
  const session = inOrder(namespace, (from) =>
    from.optional('sessionId', type.code) === null ? from.one('phoneNumber', type.e164) : null,
  );
  return {
    AuthenticationFailed: (from) => ({
      cause: {
        kind: 'authentication',
        reason: from.one('reason', type.oneOf(['CREDENTIALS', 'TIMESTAMP', 'SCOPE'])),
      },
    }),
    CampaignNotFound: (from) => ({
      cause: { kind: 'campaign_not_found', campaignId: from.one('campaignId', type.code) },
    }),
    PoolExhausted: (from) => {
      const campaignId = from.one('campaignId', type.code);
      const poolSize = from.optional('poolSize', type.count);
      const retryAfterSeconds = from.one('retryAfterSeconds', type.retryAfterSeconds);
      const nextExpiryAt = from.optional('nextExpiryAt', type.instant);
      const fallbackNumber = from.optional('fallbackNumber', phoneNumber)?.e164 ?? null;
      const cause = { kind: 'pool_exhausted', campaignId, poolSize, nextExpiryAt, fallbackNumber } as const;
      return { cause, retryAfterSeconds };
    },
    SessionExpired: (from) => {
      from.one('session', session);
      const state = from.one('state', type.oneOf(['EXPIRED', 'RELEASED']));
      const endedAt = from.optional('endedAt', type.instant);
      return { cause: { kind: 'session_expired', state, endedAt } };
    },
    InvalidField: (from) => {
      const first = from.one('violation', violation);
      const others = from.many('violation', MOST_VIOLATIONS - 1, violation);
      return { cause: { kind: 'invalid_field', violations: [first, ...others] } };
    },
    RateLimited: (from) => {
      const limit = from.one('limit', type.count);
      const windowSeconds = from.one('windowSeconds', type.count);
      const retryAfterSeconds = from.one('retryAfterSeconds', type.retryAfterSeconds);
      return { cause: { kind: 'rate_limited', limit, windowSeconds }, retryAfterSeconds };
    },
  };
}

function violationElement(namespace: string): ReadElement<FieldViolation> {
  return inOrder(namespace, (from) => ({
    field: from.one('field', type.fieldPath),
    reason: from.one('reason', type.oneOf(REASONS)),
    limit: from.optional('limit', type.count),
    detail: from.optional('detail', type.message),
  }));
}

/** SOAP 1.1 leaves the fault's own elements without a namespace; some servers put them into SOAP's. */
function childOf(fault: XmlElement, name: string): XmlElement | undefined {
  return fault.children.find(
    (child) => child.name === name && (child.namespace === '' || child.namespace === SOAP),
  );
}

/** Whether a `faultcode`, a qualified name, is SOAP's `Server` or one of its own below it (`Server.Busy`). */
function isServerCode(faultcode: XmlElement | undefined): boolean {
  const [, prefix = '', name] = /^(?:([^:]*):)?([^:]+)$/.exec(faultcode?.text.trim() ?? '') ?? [];
  const namespace = prefix === '' ? SOAP : faultcode?.prefixes.get(prefix);
  return namespace === SOAP && name?.split('.')[0] === 'Server';
}
