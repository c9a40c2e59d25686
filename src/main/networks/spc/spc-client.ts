import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '#main/engine/ports/clock.ts';
import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import type { SessionClient, SessionClientFactory } from '#main/engine/ports/session-client.ts';
import { codeViolations } from '#shared/domain/session-limits.ts';
import type { LimitViolation } from '#shared/domain/session-limits.ts';
import {
  callsViolations,
  numberRequestViolations,
  updateViolations,
} from '#shared/domain/session-request-check.ts';
import { spcEndpoint, spcNamespaceFault } from '#shared/domain/spc-endpoint.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import { unwritableCharacter } from '#shared/domain/xml-text.ts';
import { guardedAgent } from '../http/guarded-agent.ts';
import type { Resolver } from '../http/guarded-agent.ts';
import { httpSendOver } from '../http/http-send.ts';
import type { HttpSend } from '../http/http-send.ts';
import { callsAnswer, releaseAnswer, sessionAnswer, updateAnswer } from './answer-elements.ts';
import { proveAccount } from './probe.ts';
import type { Sleep } from './probe.ts';
import { callsBody, numberBody, releaseBody, updateBody } from './request-bodies.ts';
import { refusedHere } from './spc-faults.ts';
import { spcExchange } from './spc-exchange.ts';
import type { SpcWire } from './spc-exchange.ts';

/** Bytes of an answer that are read (mongoose-spc.md 5). */
const LARGEST_ANSWER = 64 * 1024;
const LARGEST_PAGE_OF_CALLS = 8 * 1024 * 1024;
/** mongoose-spc.md 9.3. */
const WHOLE_MS = 30_000;
/** At most four requests at once (mongoose-spc.md 8). */
const CONNECTIONS = 4;

/** What the clients of one process share; everything that is not said has its default. */
export interface SessionClientParts {
  readonly resolver?: Resolver;
  /** Another way out, for a machine behind a proxy; it is asked for before every request. */
  readonly send?: HttpSend;
  readonly clock?: Clock;
  /** 16 random bytes. */
  readonly nonce?: () => Uint8Array;
  readonly sleep?: Sleep;
  /** How long one exchange may take from first to last byte. */
  readonly wholeMs?: number;
}

/**
 * Makes clients of SPC accounts that share their connection pools. An account is asked over https, or over plain http
 * when its endpoint is this machine; the client of an account that cannot be asked refuses every call. Nothing is
 * repeated but the probe: whoever keeps the jobs repeats, with a new nonce and a new time each try.
 */
export function sessionClients(parts: SessionClientParts = {}): SessionClientFactory {
  const pool = {
    ...(parts.resolver === undefined ? {} : { resolver: parts.resolver }),
    connections: CONNECTIONS,
    maxResponseBytes: LARGEST_PAGE_OF_CALLS,
  };
  const outside = parts.send ?? httpSendOver(guardedAgent('account', pool));
  const thisMachine = httpSendOver(guardedAgent('loopback', pool));
  return (network, typedKey) => {
    const apiKey = typedKey.trim();
    const endpoint = spcEndpoint(network.endpoint);
    const fault = accountFault(network, apiKey);
    if (fault) return refusingClient(fault);
    if (!endpoint.ok) return refusingClient(unusable(network.name, endpoint.message));
    return sessionClient(
      {
        network,
        endpoint: new URL(endpoint.url),
        apiKey,
        send: endpoint.loopback ? thisMachine : outside,
        clock: parts.clock ?? Date.now,
        nonce: parts.nonce ?? (() => randomBytes(16)),
        wholeMs: parts.wholeMs ?? WHOLE_MS,
      },
      parts.sleep ?? ((ms, signal) => wait(ms, undefined, { signal })),
    );
  };
}

function sessionClient(wire: SpcWire, sleep: Sleep): SessionClient {
  const { network } = wire;
  const { customerId, namespace } = network;
  const exchange = spcExchange(wire);
  const readSession = sessionAnswer(namespace);
  const readUpdate = updateAnswer(namespace);
  const readRelease = releaseAnswer(namespace);
  const readCalls = callsAnswer(namespace);
  const check = (violations: readonly LimitViolation[]): void => {
    const own = customerId === '' ? [] : codeViolations('customerId', 'The customer', customerId);
    if (own.length + violations.length > 0) throw refusedHere([...own, ...violations]);
  };
  return {
    async requestNumber({ signal, ...request }) {
      check(numberRequestViolations(request));
      const body = numberBody(customerId, request);
      const operation = 'GetSessionPhoneNumber';
      return exchange.ask({ operation, body, read: readSession, answerLimit: LARGEST_ANSWER, signal });
    },
    async updateInformation({ signal, ...request }) {
      check(updateViolations(request));
      const body = updateBody(customerId, request);
      const operation = 'UpdateSessionInformation';
      return exchange.ask({ operation, body, read: readUpdate, answerLimit: LARGEST_ANSWER, signal });
    },
    async release({ signal, ...request }) {
      needExtensions(network, 'releasing numbers');
      check(codeViolations('sessionId', 'The session', request.sessionId));
      const body = releaseBody(customerId, request);
      const operation = 'ReleaseSessionPhoneNumber';
      return exchange.ask({ operation, body, read: readRelease, answerLimit: LARGEST_ANSWER, signal });
    },
    async calls({ signal, ...request }) {
      needExtensions(network, 'reading calls');
      check(callsViolations(request));
      const body = callsBody(customerId, request);
      const operation = 'GetSessionCalls';
      return exchange.ask({ operation, body, read: readCalls, answerLimit: LARGEST_PAGE_OF_CALLS, signal });
    },
    async probe({ signal }) {
      check([]);
      const read = readUpdate;
      await proveAccount({ exchange, customerId, nonce: wire.nonce, read, sleep, signal });
    },
    clockDifferenceMs: () => exchange.clockDifferenceMs(),
  };
}

/** Why the account's user, key or namespace cannot be sent; null when they can. */
function accountFault(
  { name, apiUser, namespace, authentication }: SpcNetwork,
  key: string,
): SpcFault | null {
  const credentials = (what: string): SpcFault =>
    new SpcFault({ kind: 'authentication', reason: 'CREDENTIALS' }, `The ${what}. Enter it again.`, {
      retryable: false,
    });
  if (key === '') return credentials(`key of ${name} is empty`);
  if (unwritableCharacter(key) !== null) return credentials(`key of ${name} has characters no key has`);
  if (apiUser === '') return credentials(`API user of ${name} is empty`);
  if (unwritableCharacter(apiUser) !== null)
    return credentials(`API user of ${name} has characters none has`);
  if (authentication === 'basic' && apiUser.includes(':')) {
    return credentials(`API user of ${name} has a “:”, which Basic authentication cannot send`);
  }
  const fault = spcNamespaceFault(namespace);
  return fault === null ? null : unusable(name, fault);
}

function needExtensions({ name, extensions }: SpcNetwork, what: string): void {
  if (extensions) return;
  const message = `${name} does not offer ${what}. An account that does says so in its settings.`;
  throw new SpcFault({ kind: 'other_fault' }, message, { retryable: false });
}

function unusable(name: string, why: string): SpcFault {
  const message = `${name} cannot be asked. ${why}`;
  return new SpcFault({ kind: 'transport', why: 'refused_address' }, message, { retryable: false });
}

function refusingClient(fault: SpcFault): SessionClient {
  const refuse = (): Promise<never> => Promise.reject(fault);
  return {
    requestNumber: refuse,
    updateInformation: refuse,
    release: refuse,
    calls: refuse,
    probe: refuse,
    clockDifferenceMs: () => null,
  };
}
