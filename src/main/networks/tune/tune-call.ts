import type { Clock } from '#main/engine/ports/clock.ts';
import type { Random } from '#main/engine/ports/random.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { NetworkFaultKind } from '#shared/domain/network-fault.ts';
import type { HttpSend } from '../http/http-send.ts';
import type { CallLimiter, Sleep } from './call-limiter.ts';
import { phpQuery } from './php-query.ts';
import type { PhpParameters } from './php-query.ts';
import { cancelled, dataOf, faultOfNoAnswer } from './tune-faults.ts';

/** One network on the wire, and what calls to it are made with. */
export interface TuneWire {
  readonly networkName: string;
  readonly baseUrl: string;
  readonly networkId: string;
  readonly token: string;
  readonly send: HttpSend;
  readonly limiter: CallLimiter;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly timeoutMs: number;
  /** The wait before each repetition of a read. */
  readonly retryDelaysMs: readonly number[];
}

/**
 * Calls one method and gives its data. Reads are repeated after faults that pass; writes only where the network surely
 * did nothing, since it counted one call too many. `what` completes "does not permit it to …". @throws NetworkFault
 */
export type TuneCall = (input: {
  /** Such as `Offer::findAll`. */
  readonly method: string;
  readonly parameters: PhpParameters;
  readonly kind: 'read' | 'write';
  readonly what: string;
  /** A 504 is then at once a fault: the caller asks for less. */
  readonly divisible?: boolean;
  readonly signal: AbortSignal;
}) => Promise<unknown>;

/** tune.md 9.5. */
const RATE_ATTEMPTS = 5;
/** A longer wait is left to whoever asks. */
const LONGEST_WAIT_MS = 60_000;
const REPEATED: readonly NetworkFaultKind[] = ['server', 'timeout', 'unreachable'];
const REPETITIONS_OF_UNREACHABLE = 1;

/** Makes calls to one network. What a fault says never carries the token, whatever was echoed. */
export function tuneCall(wire: TuneWire): TuneCall {
  const { networkName, token, limiter, clock, sleep, random } = wire;

  const attempt = async ({
    method,
    parameters,
    kind,
    what,
    signal,
  }: Parameters<TuneCall>[0]): Promise<unknown> => {
    const asked = { networkName, what, token };
    await limiter.turn(signal).catch((error: unknown) => {
      throw cancelled(networkName, error);
    });
    const query = phpQuery({ ...identity(wire), ...named(method), ...parameters });
    const address = `${wire.baseUrl}/Apiv3/json`;
    const answer = await wire
      .send({
        method: kind === 'read' ? 'GET' : 'POST',
        url: new URL(kind === 'read' ? `${address}?${query}` : address),
        body: kind === 'read' ? null : query,
        headers: {
          accept: 'application/json',
          ...(kind === 'read' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        timeoutMs: wire.timeoutMs,
        signal,
      })
      .catch((error: unknown) => {
        throw faultOfNoAnswer(error, asked);
      });
    return dataOf(answer, asked, clock());
  };

  return async (input) => {
    if (!/^[\x21-\x7e]+$/.test(token)) {
      const message = `The API key of ${networkName} is empty or has characters no key has. Enter it again.`;
      throw new NetworkFault('unauthorised', message);
    }
    let limited = 0;
    let repeated = 0;
    for (;;) {
      const outcome = await attempt(input).then(
        (data) => ({ data }),
        (error: unknown) => {
          if (error instanceof NetworkFault) return error;
          throw error;
        },
      );
      if (!(outcome instanceof NetworkFault)) return outcome.data;
      let wait: number | null;
      if (outcome.kind === 'rate_limited') {
        limited += 1;
        // Other calls to this network wait too.
        limiter.refused();
        wait = limited < RATE_ATTEMPTS ? (outcome.retryAfterMs ?? 0) : null;
      } else {
        const delay = isRepeated(outcome, input, repeated) ? wire.retryDelaysMs[repeated] : undefined;
        repeated += 1;
        wait =
          delay === undefined
            ? null
            : Math.max(Math.round(delay * (0.8 + 0.4 * random())), outcome.retryAfterMs ?? 0);
      }
      if (wait === null || wait > LONGEST_WAIT_MS || input.signal.aborted) throw outcome;
      await sleep(wait, input.signal).catch((error: unknown) => {
        throw cancelled(networkName, error);
      });
    }
  };
}

/** Network ids have been in the host since 2017; where the address has none, the older parameter names it. */
function identity({ baseUrl, networkId, token }: TuneWire): PhpParameters {
  const inHost = new URL(baseUrl).hostname.startsWith(`${networkId.toLowerCase()}.`);
  return { ...(inHost ? {} : { NetworkId: networkId }), NetworkToken: token };
}

function named(method: string): PhpParameters {
  const [target = '', name = ''] = method.split('::');
  return { Target: target, Method: name };
}

function isRepeated(
  fault: NetworkFault,
  { kind, divisible }: Pick<Parameters<TuneCall>[0], 'kind' | 'divisible'>,
  repetition: number,
): boolean {
  if (kind === 'write') return false;
  if (divisible === true && fault.httpStatus === 504) return false;
  if (fault.kind === 'unreachable' && repetition >= REPETITIONS_OF_UNREACHABLE) return false;
  const brokeOff = fault.kind === 'unreadable' && fault.httpStatus === null;
  return brokeOff || REPEATED.includes(fault.kind);
}
