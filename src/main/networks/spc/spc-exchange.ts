import type { Clock } from '#main/engine/ports/clock.ts';
import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import type { HttpAnswer, HttpSend } from '../http/http-send.ts';
import type { XmlOutline } from '../xml/writer.ts';
import type { ReadElement } from './element-sequence.ts';
import type { Operation } from './request-bodies.ts';
import { requestEnvelope } from './request-envelope.ts';
import { readAnswer } from './spc-answer.ts';
import { faultTold, refusedHere } from './spc-faults.ts';
import type { BlankSecrets } from './spc-faults.ts';
import { faultOfForeignAnswer, faultOfNoAnswer } from './unheard-faults.ts';

/** What the requests of one account are made with. */
export interface SpcWire {
  readonly network: SpcNetwork;
  readonly endpoint: URL;
  readonly apiKey: string;
  readonly send: HttpSend;
  readonly clock: Clock;
  /** 16 random bytes, other ones each time. */
  readonly nonce: () => Uint8Array;
  /** How long one exchange may take from first to last byte. */
  readonly wholeMs: number;
}

/** One account on the wire. */
export interface SpcExchange {
  /** Makes one request, once, with a nonce and a time of its own. @throws SpcFault */
  ask<T>(asked: {
    readonly operation: Operation;
    readonly body: XmlOutline;
    readonly read: ReadElement<T>;
    /** Bytes. */
    readonly answerLimit: number;
    readonly signal: AbortSignal;
  }): Promise<T>;
  /** The network's clock minus ours by the last answer that told its time; null before one did. */
  clockDifferenceMs(): number | null;
}

const LARGEST_REQUEST = 64 * 1024;

/** Exchanges SOAP messages with one account. */
export function spcExchange(wire: SpcWire): SpcExchange {
  const { network, clock } = wire;
  const blank = blankSecrets(network.apiUser, wire.apiKey);
  let difference: number | null = null;

  return {
    clockDifferenceMs: () => difference,
    async ask({ operation, body, read, answerLimit, signal }) {
      const askedAt = clock();
      const envelope = envelopeOf(wire, body, askedAt);
      const answer = await answerTo(wire, { operation, envelope, answerLimit, signal });
      difference = clockDifference(answer, askedAt, clock()) ?? difference;
      const outcome = readAnswer(answer, network.namespace, `${operation}Response`, read);
      if (outcome.kind === 'value') return outcome.value;
      if (outcome.kind === 'fault') throw faultTold(network, outcome.told, blank, difference);
      throw faultOfForeignAnswer(network.name, answer, outcome.why, blank, clock);
    },
  };
}

function envelopeOf({ network, apiKey, nonce }: SpcWire, body: XmlOutline, createdAt: number): string {
  const token =
    network.authentication === 'basic'
      ? null
      : { user: network.apiUser, key: apiKey, nonce: nonce(), createdAt };
  const envelope = requestEnvelope(network.namespace, token, body);
  if (Buffer.byteLength(envelope) <= LARGEST_REQUEST) return envelope;
  const message = 'The request is larger than 64 KiB and is not sent.';
  throw refusedHere([{ path: 'information', reason: 'TOO_LONG', limit: LARGEST_REQUEST, message }]);
}

async function answerTo(
  { network, endpoint, apiKey, send, wholeMs }: SpcWire,
  asked: {
    readonly operation: Operation;
    readonly envelope: string;
    readonly answerLimit: number;
    readonly signal: AbortSignal;
  },
): Promise<HttpAnswer> {
  const { operation, envelope, answerLimit, signal } = asked;
  const basic = network.authentication === 'basic' ? basicCredentials(network.apiUser, apiKey) : null;
  const stop = new AbortController();
  const cancel = (): void => stop.abort();
  const timer = setTimeout(cancel, wholeMs);
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return await send({
      method: 'POST',
      url: endpoint,
      body: envelope,
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        accept: 'text/xml',
        soapaction: `"${network.namespace}/${operation}"`,
        ...(basic === null ? {} : { authorization: `Basic ${basic}` }),
      },
      timeoutMs: wholeMs,
      answerLimit,
      signal: stop.signal,
    });
  } catch (error) {
    if (!stop.signal.aborted || signal.aborted) throw faultOfNoAnswer(network.name, error);
    const message = `${network.name} did not answer within ${wholeMs / 1000} s.`;
    const more = { retryable: true, cause: error };
    throw new SpcFault({ kind: 'transport', why: 'timeout' }, message, more);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

function basicCredentials(user: string, key: string): string {
  return Buffer.from(`${user}:${key}`).toString('base64');
}

function blankSecrets(user: string, key: string): BlankSecrets {
  const basic = basicCredentials(user, key);
  return (text) => text.replaceAll(key, '(key)').replaceAll(basic, '(key)');
}

/** `Date` says whole seconds, of which half have passed on average; our own time is taken in the middle. */
function clockDifference(answer: HttpAnswer, askedAt: number, heardAt: number): number | null {
  const told = Date.parse(answer.headers['date'] ?? '');
  return Number.isNaN(told) ? null : Math.round(told + 500 - (askedAt + heardAt) / 2);
}
