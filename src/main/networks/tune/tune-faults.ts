import { NetworkFault } from '#shared/domain/network-fault.ts';
import { retryAfterInstant } from '#shared/domain/retry-after.ts';
import { NoAnswer } from '../http/http-send.ts';
import type { HttpAnswer } from '../http/http-send.ts';
import { readEnvelope } from './envelope.ts';

/** What a fault is about: whose account, and what was asked for, as "read the offers". */
export interface Asked {
  readonly networkName: string;
  readonly what: string;
  /** Blanked wherever the other side is quoted. */
  readonly token: string;
}

/** How long TUNE counts calls for. */
const RATE_PAUSE_MS = 10_000;

/** The data of an answer. @throws NetworkFault what the answer says instead (tune.md 9.5) */
export function dataOf(answer: HttpAnswer, asked: Asked, now: number): unknown {
  const { status } = answer;
  const { networkName: name, what, token } = asked;
  if (status !== 200) throw faultOfStatus(answer, asked, now);
  const outcome = readEnvelope(answer.body, token);
  if (outcome.kind === 'data') return outcome.data;
  if (outcome.kind === 'refused') throw faultOfRefusal(outcome.text, asked);
  throw new NetworkFault('unreadable', `${name} was asked to ${what} and sent ${outcome.seen}.`, {
    httpStatus: status,
  });
}

function faultOfRefusal(text: string, { networkName: name, what }: Asked): NetworkFault {
  const more = { httpStatus: 200 };
  if (/exceeded/i.test(text) && /rate limit/i.test(text)) {
    const message = `${name} has been asked more than 50 times in ten seconds. It is tried again.`;
    return new NetworkFault('rate_limited', message, { ...more, retryAfterMs: RATE_PAUSE_MS });
  }
  if (/is not authenticated/i.test(text)) {
    const message = `${name} did not accept the API key. It must be a network key, from Support → API in TUNE. Enter it again.`;
    return new NetworkFault('unauthorised', message, more);
  }
  if (isAboutAddress(text)) {
    const address = addressIn(text);
    const which = address === null ? 'the public IPv4 address of this connection' : address;
    const message = `${name} does not accept calls from the address of this machine. In TUNE, open Support → API and add ${which} to the allowed addresses; where it changes, each new one has to be added. It said: ${sentence(text)}`;
    return new NetworkFault('not_permitted', message, { ...more, notListed: { address } });
  }
  if (/not permitted/i.test(text)) {
    const message = `The API key is valid, but ${name} does not permit it to ${what}. It said: ${sentence(text)}`;
    return new NetworkFault('not_permitted', message, more);
  }
  return new NetworkFault(
    'invalid',
    `${name} did not accept the request to ${what}: ${sentence(text)}`,
    more,
  );
}

/** How TUNE words this is not documented (tune.md 9.5). */
function isAboutAddress(text: string): boolean {
  return (
    /(?:white|allow)[ -]?list/i.test(text) ||
    /\bIP\b.*\b(?:not|denied|blocked|refused|restricted|unauthori[sz]ed)\b/i.test(text)
  );
}

/** The IPv4 address a refusal names; null where it names none. */
function addressIn(text: string): string | null {
  const found = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ?? null;
  return found !== null && found.split('.').every((part) => Number(part) <= 255) ? found : null;
}

function faultOfStatus(answer: HttpAnswer, { networkName: name, what }: Asked, now: number): NetworkFault {
  const { status } = answer;
  const retryAt = retryAfterInstant(answer.headers['retry-after'] ?? '', now);
  const more = {
    httpStatus: status,
    retryAfterMs: retryAt === null ? null : Math.max(0, retryAt - now),
  };
  if (status === 429) {
    const message = `${name} asks for fewer requests. It is tried again.`;
    return new NetworkFault('rate_limited', message, {
      ...more,
      retryAfterMs: more.retryAfterMs ?? RATE_PAUSE_MS,
    });
  }
  if (status === 504) {
    const message = `${name} did not get done in time (HTTP 504) when asked to ${what}.`;
    return new NetworkFault('server', message, more);
  }
  if (status >= 500) {
    return new NetworkFault(
      'server',
      `${name} has a fault of its own (HTTP ${status}). It is tried again.`,
      more,
    );
  }
  if (status >= 300 && status < 400) {
    const message = `${name} answered with a redirect instead of data. Check the address of the account.`;
    return new NetworkFault('unreadable', message, more);
  }
  if (status === 404) {
    const message = `There is no TUNE API at the address of ${name}. Check it: https://<network id>.api.hasoffers.com.`;
    return new NetworkFault('not_found', message, more);
  }
  const kind = status === 401 || status === 403 ? 'not_permitted' : 'invalid';
  return new NetworkFault(kind, `${name} did not accept the request to ${what} (HTTP ${status}).`, more);
}

/** The fault of a call without a whole answer. */
export function faultOfNoAnswer(error: unknown, { networkName: name, what }: Asked): NetworkFault {
  if (!(error instanceof NoAnswer))
    return new NetworkFault('unreachable', `${name} could not be asked to ${what}.`, { cause: error });
  const more = { cause: error, unsent: error.unsent };
  switch (error.kind) {
    case 'cancelled':
      return cancelled(name, error);
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

/** The fault of a call that was taken back. */
export function cancelled(networkName: string, cause: unknown): NetworkFault {
  return new NetworkFault('cancelled', `The request to ${networkName} was cancelled.`, { cause });
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
