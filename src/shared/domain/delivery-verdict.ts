/** Why a request got no answer. `blocked`: the address guard refused the receiver's address (promise 14). */
export type NetworkFailure = 'timeout' | 'name_not_found' | 'connection' | 'tls' | 'blocked' | 'other';

/** What came of one attempt: an answer with the beginning of its body as text, or none. */
export type AttemptOutcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  | { readonly kind: 'no_answer'; readonly failure: NetworkFailure; readonly detail: string };

/**
 * How a failed attempt is followed up: `transient` runs the whole schedule, `client_error` gets three tries,
 * `gone` stops the receiver, `blocked` waits for a person at once.
 */
export type DeliveryFailure = 'transient' | 'client_error' | 'gone' | 'blocked';

/** How an attempt ended (postback-delivery.md promise 4). */
export type DeliveryVerdict =
  | { readonly verdict: 'accepted'; readonly reason: string }
  | { readonly verdict: 'refused'; readonly reason: string }
  | { readonly verdict: 'not_delivered'; readonly reason: string; readonly failure: DeliveryFailure };

/** When a 2xx answer still means no: the body begins with one of these texts, in any letter case. */
export interface BodyRule {
  readonly refusedWhenBodyBegins: readonly string[];
}

/** Any 2xx is accepted, whatever the body says. */
export const ANY_2XX: BodyRule = { refusedWhenBodyBegins: [] };

/** Any 2xx is accepted unless the body says `success=false`, TUNE's refusal with 200 (tune.md 4), or that in JSON. */
export const DEFAULT_BODY_RULE: BodyRule = {
  refusedWhenBodyBegins: ['success=false', '{"success":false', '{"success": false'],
};

const RETRIED_CLIENT_ERRORS: readonly number[] = [408, 425, 429];
const EXCERPT_LENGTH = 200;

/** How the reason of an attempt begins that the address guard stopped. */
export const BLOCKED_REASON = 'The address is not allowed';

const NO_ANSWER: Readonly<Record<NetworkFailure, string>> = {
  timeout: 'No answer in time',
  name_not_found: 'The host name does not exist',
  connection: 'The connection failed',
  tls: 'The secure connection failed',
  blocked: BLOCKED_REASON,
  other: 'The request failed',
};

/**
 * The verdict of an attempt. Redirects are never followed, so a 3xx is not delivered. `reason` is short text for
 * the list of attempts.
 */
export function deliveryVerdict(
  outcome: AttemptOutcome,
  rule: BodyRule = DEFAULT_BODY_RULE,
): DeliveryVerdict {
  if (outcome.kind === 'no_answer') {
    const detail = outcome.detail === '' ? '' : `: ${outcome.detail}`;
    const failure = outcome.failure === 'blocked' ? 'blocked' : 'transient';
    return { verdict: 'not_delivered', reason: `${NO_ANSWER[outcome.failure]}${detail}`, failure };
  }
  const { status, body } = outcome;
  const reason = `HTTP ${status}`;
  if (status >= 200 && status < 300) {
    if (!bodyRefuses(body, rule)) return { verdict: 'accepted', reason };
    return { verdict: 'refused', reason: `${reason}, but the body says: ${excerpt(body)}` };
  }
  if (status >= 300 && status < 400) {
    return {
      verdict: 'not_delivered',
      reason: `${reason}: redirects are not followed`,
      failure: 'transient',
    };
  }
  return { verdict: 'not_delivered', reason, failure: failureOfStatus(status) };
}

function failureOfStatus(status: number): DeliveryFailure {
  if (status === 410) return 'gone';
  if (status >= 400 && status < 500 && !RETRIED_CLIENT_ERRORS.includes(status)) return 'client_error';
  return 'transient';
}

function bodyRefuses(body: string, rule: BodyRule): boolean {
  const text = body.replace(/^[\s\uFEFF]+/, '').toLowerCase();
  return rule.refusedWhenBodyBegins.some((beginning) => text.startsWith(beginning.toLowerCase()));
}

function excerpt(body: string): string {
  const line = body.replace(/[\s\p{Cc}\uFEFF]+/gu, ' ').trim();
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH).toWellFormed()}…`;
}
