import { judge, USUAL_RULE } from './acceptance-rule.ts';
import type { AcceptanceRule } from './acceptance-rule.ts';

/** Why a request got no answer. `blocked`: the address guard refused the receiver's address (promise 14). */
export type NetworkFailure = 'timeout' | 'name_not_found' | 'connection' | 'tls' | 'blocked' | 'other';

/** What came of one attempt: an answer with the beginning of its body as text, or none. */
export type AttemptOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      /** Names in lower case; where there are none, no rule can ask for one. */
      readonly headers?: Readonly<Record<string, string>>;
    }
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

const RETRIED_CLIENT_ERRORS: readonly number[] = [408, 425, 429];

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
 * The verdict of an attempt by the receiver's rule. Redirects are never followed, so a 3xx is not delivered, unless the
 * rule says that it means yes. `reason` is short text for the list of attempts.
 */
export function deliveryVerdict(outcome: AttemptOutcome, rule: AcceptanceRule = USUAL_RULE): DeliveryVerdict {
  if (outcome.kind === 'no_answer') {
    const detail = outcome.detail === '' ? '' : `: ${outcome.detail}`;
    const failure = outcome.failure === 'blocked' ? 'blocked' : 'transient';
    return { verdict: 'not_delivered', reason: `${NO_ANSWER[outcome.failure]}${detail}`, failure };
  }
  const { status, body, headers = {} } = outcome;
  const judged = judge(rule, { status, body, headers });
  if (judged !== null) return { verdict: judged.accepted ? 'accepted' : 'refused', reason: judged.reason };
  const reason = `HTTP ${status}`;
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
