import { NetworkFault } from '#shared/domain/network-fault.ts';
import { retryAfterInstant } from '#shared/domain/retry-after.ts';
import { oneLine } from '../http/foreign-text.ts';
import { NoAnswer } from '../http/http-send.ts';
import type { HttpAnswer } from '../http/http-send.ts';
import { describeBody, parseInvocaError } from './errors.ts';
import type { InvocaError } from './errors.ts';

/** What a fault is about: whose account, and what was asked for, as "read the calls of network 142". */
export interface Asked {
  readonly networkName: string;
  readonly what: string;
}

const UNAUTHORISED_CLASS = /^Unauthorized/;

/**
 * The fault an answer stands for, or null when it is a success (invoca.md 3.3): 401 and 403 told apart, 403 told
 * apart by its body. Text from the other side is one short line and still to be cleared of the token.
 */
export function faultOfAnswer(answer: HttpAnswer, asked: Asked, now: number): NetworkFault | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const { networkName: name, what } = asked;
  const error = parseInvocaError(answer.body);
  const said = error === null ? '' : ` It said: ${sentence(error.text)}`;
  const more = { httpStatus: status, retryAfterMs: retryAfterOf(answer, now) };
  if (status === 401) {
    const message = `${name} did not accept the token. Check it in Invoca under Manage Integrations and enter it again.`;
    return new NetworkFault('unauthorised', message, more);
  }
  if (status === 403) return forbidden(error, asked, more);
  if (status === 404) {
    return new NetworkFault('not_found', `${name} did not find what was asked for: to ${what}.${said}`, more);
  }
  if (status === 429) {
    return new NetworkFault(
      'rate_limited',
      `${name} asks for fewer requests. It is tried again later.`,
      more,
    );
  }
  if (status >= 500) {
    const seen = error ? said : ` It sent ${describeBody(answer.body)}.`;
    const message = `${name} has a fault of its own (HTTP ${status}).${seen} It is tried again later.`;
    return new NetworkFault('server', message, more);
  }
  if (status >= 300 && status < 400) {
    const message = `${name} answered with a redirect${redirectTarget(answer)} instead of data. Check the address of the account.`;
    return new NetworkFault('unreadable', message, more);
  }
  const message = `${name} did not accept the request to ${what} (HTTP ${status}).${said}`;
  return new NetworkFault('invalid', message, more);
}

function forbidden(
  error: InvocaError | null,
  { networkName: name, what }: Asked,
  more: { readonly httpStatus: number; readonly retryAfterMs: number | null },
): NetworkFault {
  if (error === null || (error.className !== null && UNAUTHORISED_CLASS.test(error.className))) {
    const said = error === null ? '' : ` It said: ${sentence(error.text)}`;
    const message = `The token is valid, but ${name} does not permit it to ${what}.${said} Check the network id and the rights of the token’s user.`;
    return new NetworkFault('not_permitted', message, more);
  }
  return new NetworkFault(
    'invalid',
    `${name} did not accept the request to ${what}: ${sentence(error.text)}`,
    more,
  );
}

/** The fault of a request without a whole answer. */
export function faultOfNoAnswer(error: unknown, { networkName: name, what }: Asked): NetworkFault {
  if (!(error instanceof NoAnswer)) {
    return new NetworkFault('unreachable', `${name} could not be asked to ${what}.`, { cause: error });
  }
  const more = { cause: error, unsent: error.unsent };
  switch (error.kind) {
    case 'cancelled':
      return new NetworkFault('cancelled', `The request to ${name} was cancelled.`, more);
    case 'timeout':
      return new NetworkFault('timeout', `${name} did not answer in time: ${error.message}.`, more);
    case 'address_refused':
      return new NetworkFault('refused_address', `${name} cannot be asked: ${error.message}.`, more);
    case 'cut':
    case 'too_large':
      return new NetworkFault('unreadable', `The answer of ${name} is not whole: ${error.message}.`, more);
    case 'unreachable':
      return new NetworkFault('unreachable', `${name} cannot be reached: ${error.message}.`, more);
  }
}

function retryAfterOf(answer: HttpAnswer, now: number): number | null {
  const header = answer.headers['retry-after'];
  const instant = header === undefined ? null : retryAfterInstant(header, now);
  return instant === null ? null : Math.max(0, instant - now);
}

/** Foreign words with one full stop at their end. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function redirectTarget(answer: HttpAnswer): string {
  const target = answer.headers['location'];
  return target !== undefined && URL.canParse(target) ? ` to ${oneLine(new URL(target).host)}` : '';
}
