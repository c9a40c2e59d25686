import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '#main/engine/ports/clock.ts';
import type { Random } from '#main/engine/ports/random.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { NetworkFaultKind } from '#shared/domain/network-fault.ts';
import type { HttpAnswer, HttpSend } from '../http/http-send.ts';
import { faultOfAnswer, faultOfNoAnswer } from './answer-faults.ts';
import type { Asked } from './answer-faults.ts';
import { beginsList } from './page-check.ts';

/** Waits, unless the signal ends the waiting. @throws when aborted */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** How requests are made and repeated; everything that is not said has the default of invoca.md 12. */
export interface RequestManners {
  readonly timeoutMs?: number;
  /** The wait before each repetition, in milliseconds. */
  readonly retryDelaysMs?: readonly number[];
  readonly sleep?: Sleep;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** Asks one account; `path` comes after the account's address, `what` completes "does not permit it to …". */
export type InvocaGet = (input: {
  readonly path: string;
  readonly what: string;
  readonly signal: AbortSignal;
}) => Promise<HttpAnswer>;

const TIMEOUT = 30_000;
const RETRY_DELAYS: readonly number[] = [2000, 8000, 30_000];
/** A longer `Retry-After` is left to the poller, which waits without holding a request open. */
const LONGEST_WAIT = 60_000;

const REPEATED: readonly NetworkFaultKind[] = ['rate_limited', 'server', 'timeout', 'unreachable'];

/** Whoever cannot be reached twice is away: the person is told then, and the poller looks again by itself. */
const REPETITIONS_OF_UNREACHABLE = 1;

/**
 * Makes authorised GETs to one account: the raw token in the `Authorization` header (invoca.md 2.2), repeated after
 * 429, 5xx, time-outs, lost connections and answers that broke off, never after an answer that says no.
 * @throws NetworkFault from the returned function; its message never carries the token, whatever the server echoed
 */
export function invocaGet(
  account: { readonly networkName: string; readonly baseUrl: string; readonly token: string },
  send: HttpSend,
  manners: RequestManners = {},
): InvocaGet {
  const delays = manners.retryDelaysMs ?? RETRY_DELAYS;
  const sleep = manners.sleep ?? ((ms, signal) => wait(ms, undefined, { signal }));
  const clock = manners.clock ?? Date.now;
  const random = manners.random ?? Math.random;

  const attempt = async (url: URL, asked: Asked, signal: AbortSignal): Promise<HttpAnswer | NetworkFault> => {
    try {
      const headers = { authorization: account.token, accept: 'application/json' };
      const answer = await send({
        method: 'GET',
        url,
        headers,
        body: null,
        timeoutMs: manners.timeoutMs ?? TIMEOUT,
        signal,
      });
      // Only what is no list is ever quoted in a message; a large page is not searched for nothing.
      if (beginsList(answer.body)) return faultOfAnswer(answer, asked, clock()) ?? answer;
      const clean = { ...answer, body: withoutToken(answer.body, account.token) };
      return faultOfAnswer(clean, asked, clock()) ?? clean;
    } catch (error) {
      return faultOfNoAnswer(error, asked);
    }
  };

  return async ({ path, what, signal }) => {
    const asked = { networkName: account.networkName, what };
    if (!/^[\x21-\x7e]+$/.test(account.token)) {
      const message = `The token of ${account.networkName} is empty or has characters no token has. Enter it again.`;
      throw new NetworkFault('unauthorised', message);
    }
    const url = new URL(`${account.baseUrl}${path}`);
    for (let repetition = 0; ; repetition += 1) {
      const outcome = await attempt(url, asked, signal);
      if (!(outcome instanceof NetworkFault)) return outcome;
      const pause = delays[repetition];
      if (pause === undefined || !isRepeated(outcome, repetition) || signal.aborted)
        throw redacted(outcome, account.token);
      const jittered = Math.round(pause * (0.8 + 0.4 * random()));
      const delay = Math.max(jittered, outcome.retryAfterMs ?? 0);
      if (delay > LONGEST_WAIT) throw redacted(outcome, account.token);
      await sleep(delay, signal).catch((error: unknown) => {
        throw new NetworkFault('cancelled', `The request to ${account.networkName} was cancelled.`, {
          cause: error,
        });
      });
    }
  };
}

function isRepeated(fault: NetworkFault, repetition: number): boolean {
  if (fault.kind === 'unreachable' && repetition >= REPETITIONS_OF_UNREACHABLE) return false;
  const brokeOff = fault.kind === 'unreadable' && fault.httpStatus === null;
  return brokeOff || REPEATED.includes(fault.kind);
}

/** A body with the token blanked, before any of it is shortened into a message. */
function withoutToken(body: Uint8Array, token: string): Uint8Array {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return text.includes(token) ? Buffer.from(text.toString('utf8').replaceAll(token, '(token)')) : body;
}

/** The same fault with the token blanked, should the other side have echoed it elsewhere. */
function redacted(fault: NetworkFault, token: string): NetworkFault {
  if (!fault.message.includes(token)) return fault;
  const { kind, retryAfterMs, httpStatus } = fault;
  return new NetworkFault(kind, fault.message.replaceAll(token, '(token)'), { retryAfterMs, httpStatus });
}
