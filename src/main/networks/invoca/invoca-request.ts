import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '#main/engine/ports/clock.ts';
import type { Random } from '#main/engine/ports/random.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { NetworkFaultKind } from '#shared/domain/network-fault.ts';
import type { HttpAnswer, HttpSend } from '../http/http-send.ts';
import { faultOfAnswer, faultOfNoAnswer } from './answer-faults.ts';
import type { Asked } from './answer-faults.ts';
import { parseInvocaError } from './errors.ts';
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

/**
 * Asks one account once; `path` comes after the account's address, `what` completes "does not permit it to …". What
 * was asked may have been done without an answer, unless the fault is `unsent` or says no. @throws NetworkFault
 */
export type InvocaAsk = (input: {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Sent as JSON; nothing when undefined. */
  readonly body?: unknown;
  readonly what: string;
  /** A 404 in which Invoca itself says that the record does not exist is then an answer, not a fault. */
  readonly mayBeMissing?: boolean;
  readonly signal: AbortSignal;
}) => Promise<HttpAnswer>;

/** Reads from one account; `path` and `what` as for {@link InvocaAsk}. */
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

/** Whose account is asked, and with what. */
export interface InvocaAccount {
  readonly networkName: string;
  readonly baseUrl: string;
  readonly token: string;
}

/**
 * Makes authorised requests to one account, each sent once: the raw token in the `Authorization` header
 * (invoca.md 2.2), bodies as JSON. The fault's message never carries the token, whatever the server echoed.
 */
export function invocaAsk(account: InvocaAccount, send: HttpSend, manners: RequestManners = {}): InvocaAsk {
  const clock = manners.clock ?? Date.now;

  const attempt = async (
    { method, path, body, mayBeMissing, signal }: Parameters<InvocaAsk>[0],
    asked: Asked,
  ): Promise<HttpAnswer> => {
    const sent = body === undefined ? null : JSON.stringify(body);
    const answer = await send({
      method,
      url: new URL(`${account.baseUrl}${path}`),
      headers: {
        authorization: account.token,
        accept: 'application/json',
        ...(sent === null ? {} : { 'content-type': 'application/json' }),
      },
      body: sent,
      timeoutMs: manners.timeoutMs ?? TIMEOUT,
      signal,
    }).catch((error: unknown) => {
      throw faultOfNoAnswer(error, asked);
    });
    // Only what is no list is ever quoted in a message; a large page is not searched for nothing.
    const clean = beginsList(answer.body)
      ? answer
      : { ...answer, body: withoutToken(answer.body, account.token) };
    if (mayBeMissing === true && clean.status === 404) {
      if (isMissingRecord(clean)) return clean;
      const message = `${asked.networkName} answered 404 to the request to ${asked.what} without saying that the record does not exist.`;
      throw new NetworkFault('unreadable', message, { httpStatus: 404 });
    }
    const fault = faultOfAnswer(clean, asked, clock());
    if (fault !== null) throw fault;
    return clean;
  };

  return async (input) => {
    const asked = { networkName: account.networkName, what: input.what };
    if (!/^[\x21-\x7e]+$/.test(account.token)) {
      const message = `The token of ${account.networkName} is empty or has characters no token has. Enter it again.`;
      throw new NetworkFault('unauthorised', message);
    }
    try {
      return await attempt(input, asked);
    } catch (error) {
      throw error instanceof NetworkFault ? redacted(error, account.token) : error;
    }
  };
}

/**
 * Makes authorised GETs to one account, repeated after 429, 5xx, time-outs, lost connections and answers that broke
 * off, never after an answer that says no. @throws NetworkFault from the returned function
 */
export function invocaGet(account: InvocaAccount, send: HttpSend, manners: RequestManners = {}): InvocaGet {
  const delays = manners.retryDelaysMs ?? RETRY_DELAYS;
  const sleep = manners.sleep ?? ((ms, signal) => wait(ms, undefined, { signal }));
  const random = manners.random ?? Math.random;
  const ask = invocaAsk(account, send, manners);

  return async ({ path, what, signal }) => {
    for (let repetition = 0; ; repetition += 1) {
      const outcome = await ask({ method: 'GET', path, what, signal }).catch((error: unknown) => {
        if (error instanceof NetworkFault) return error;
        throw error;
      });
      if (!(outcome instanceof NetworkFault)) return outcome;
      const pause = delays[repetition];
      if (pause === undefined || !isRepeated(outcome, repetition) || signal.aborted) throw outcome;
      const jittered = Math.round(pause * (0.8 + 0.4 * random()));
      const delay = Math.max(jittered, outcome.retryAfterMs ?? 0);
      if (delay > LONGEST_WAIT) throw outcome;
      await sleep(delay, signal).catch((error: unknown) => {
        throw new NetworkFault('cancelled', `The request to ${account.networkName} was cancelled.`, {
          cause: error,
        });
      });
    }
  };
}

/** Whether Invoca itself says that there is no such record; a 404 of anybody else proves nothing. */
export function isMissingRecord(answer: HttpAnswer): boolean {
  return answer.status === 404 && parseInvocaError(answer.body)?.className === 'RecordNotFound';
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
  const { kind, retryAfterMs, httpStatus, unsent } = fault;
  const message = fault.message.replaceAll(token, '(token)');
  return new NetworkFault(kind, message, { retryAfterMs, httpStatus, unsent });
}
