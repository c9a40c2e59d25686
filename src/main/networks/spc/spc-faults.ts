import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import type { LimitViolation } from '#shared/domain/session-limits.ts';
import type { FieldViolation } from '#shared/domain/spc-fault.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import { oneLine } from '../http/foreign-text.ts';
import type { ToldFault } from './soap-fault.ts';

const REASON_WORDS: Readonly<Record<FieldViolation['reason'], string>> = {
  REQUIRED: 'is missing',
  BAD_FORMAT: 'has not the right form',
  TOO_LONG: 'is too long',
  TOO_MANY: 'has too many entries',
  OUT_OF_RANGE: 'is out of range',
  NOT_ALLOWED: 'is not allowed',
  UNKNOWN: 'is not known',
  CONFLICT: 'conflicts with what the network has',
};

/** Foreign text without what authenticates us, should the other side have echoed it. */
export type BlankSecrets = (foreign: string) => string;

/** The person's view of a fault the network told (mongoose-spc.md 6). */
export function faultTold(
  network: Pick<SpcNetwork, 'name' | 'customerId'>,
  told: ToldFault,
  blank: BlankSecrets,
  clockDifferenceMs: number | null,
): SpcFault {
  const { cause, retryable, retryAfterMs, requestId } = told;
  const clean = (text: string): string => oneLine(blank(text));
  const said = clean(told.text);
  const more = { retryable, retryAfterMs, requestId };
  const message = sentence(network, told, clockDifferenceMs);
  if (cause.kind !== 'invalid_field') {
    return new SpcFault(cause, said === '' ? message : `${message} It said: ${said}`, more);
  }
  const violations = cause.violations.map((violation) => ({
    ...violation,
    field: clean(violation.field),
    detail: violation.detail === null ? null : clean(violation.detail),
  }));
  const listed = violations.map(violationText).join('; ');
  return new SpcFault({ kind: 'invalid_field', violations }, `${message} ${oneLine(listed)}.`, more);
}

/** What the limits of section 5 do not allow, refused before it is sent. */
export function refusedHere(violations: readonly LimitViolation[]): SpcFault {
  const message = violations.map((violation) => violation.message).join(' ');
  const told = violations.map(({ path, reason, limit, message: detail }) => ({
    field: path,
    reason,
    limit,
    detail,
  }));
  return new SpcFault({ kind: 'invalid_field', violations: told }, message, { retryable: false });
}

function sentence(
  { name, customerId }: Pick<SpcNetwork, 'name' | 'customerId'>,
  { cause }: ToldFault,
  clockDifferenceMs: number | null,
): string {
  switch (cause.kind) {
    case 'authentication':
      if (cause.reason === 'TIMESTAMP') return timestampSentence(name, clockDifferenceMs);
      if (cause.reason === 'CREDENTIALS') {
        return `${name} did not accept the API user and key. Check both and enter the key again.`;
      }
      return customerId === ''
        ? `The key of ${name} may not be used for this.`
        : `The key of ${name} may not act for the customer ${customerId}.`;
    case 'campaign_not_found':
      return `${name} has no campaign “${cause.campaignId}” that this account may use.`;
    case 'pool_exhausted':
      return `Every number of the campaign “${cause.campaignId}” is in use at ${name}.`;
    case 'session_expired':
      return cause.state === 'RELEASED' ? 'The session has been released.' : 'The session has expired.';
    case 'invalid_field':
      return `${name} did not accept what was sent:`;
    case 'rate_limited':
      return `${name} asks for fewer requests: ${cause.limit} in ${cause.windowSeconds} s are the most.`;
    case 'other_fault':
    case 'transport':
      return `${name} reported a fault.`;
  }
}

function timestampSentence(name: string, clockDifferenceMs: number | null): string {
  const seconds = Math.round(Math.abs(clockDifferenceMs ?? 0) / 1000);
  const apart =
    clockDifferenceMs === null || seconds < 1
      ? ''
      : ` This machine’s clock is ${duration(seconds)} ${clockDifferenceMs > 0 ? 'behind' : 'ahead of'} the network’s; set it right.`;
  return `${name} did not accept the time of the request.${apart}`;
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function violationText({ field, reason, limit, detail }: FieldViolation): string {
  const bound = limit === null ? '' : ` (limit ${limit})`;
  const more = detail === null ? '' : `, ${detail.replace(/\.$/, '')}`;
  return `${field} ${REASON_WORDS[reason]}${bound}${more}`;
}
