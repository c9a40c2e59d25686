import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { addressRefusal, hostRefusal } from './address-guard.ts';
import type { AddressPolicy } from './address-guard.ts';

/** Every address of a name, as the system's resolver gives them; injected so that tests can change the answer. */
export type Resolver = (hostname: string) => Promise<readonly LookupAddress[]>;

/** A connection that was not made because of where it would have led. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';

  constructor(host: string, why: string) {
    super(`${host} is not allowed: ${why}`);
    this.name = 'AddressRefused';
  }
}

const CONNECT_TIMEOUT = 10_000;
const KEEP_ALIVE = 10_000;

/** Asks the system's resolver for all addresses of a name. */
export const systemResolver: Resolver = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });

/**
 * A connection pool that reaches only what the policy allows. The check happens for every connection, on the very
 * addresses the socket then connects to, so a name that answers differently the second time gains nothing
 * (desktop-practice.md C.7). A name is refused when any one of its addresses is.
 */
export function guardedAgent(
  policy: AddressPolicy,
  options: {
    readonly resolver?: Resolver;
    readonly connections?: number;
    readonly connectTimeoutMs?: number;
    readonly maxResponseBytes?: number;
  } = {},
): Agent {
  const connect = buildConnector({
    timeout: options.connectTimeoutMs ?? CONNECT_TIMEOUT,
    lookup: guardedLookup(policy, options.resolver ?? systemResolver),
  });
  return new Agent({
    connections: options.connections ?? null,
    keepAliveTimeout: KEEP_ALIVE,
    maxResponseSize: options.maxResponseBytes ?? -1,
    connect(target, callback) {
      // A literal address never passes through the look-up.
      const refusal = hostRefusal(target.hostname, policy);
      if (refusal === null) connect(target, callback);
      else callback(new AddressRefused(target.hostname, refusal), null);
    },
  });
}

/** A look-up for `net.connect` that answers with checked addresses only, or with an AddressRefused. */
export function guardedLookup(policy: AddressPolicy, resolver: Resolver): LookupFunction {
  return (hostname, options, answer) => {
    const settle = async (): Promise<void> => {
      try {
        const [first, ...others] = await checkedAddresses(hostname, policy, resolver, options.family);
        if (options.all) answer(null, [first, ...others]);
        else answer(null, first.address, first.family);
      } catch (error) {
        answer(error instanceof Error ? error : new Error(String(error)), '', 0);
      }
    };
    void settle();
  };
}

async function checkedAddresses(
  hostname: string,
  policy: AddressPolicy,
  resolver: Resolver,
  family: number | 'IPv4' | 'IPv6' | undefined,
): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
  const addresses = await resolver(hostname);
  for (const { address } of addresses) {
    const refusal = addressRefusal(address, policy);
    if (refusal !== null) throw new AddressRefused(hostname, refusal);
  }
  const [first, ...others] = addresses.filter((address) => isWanted(address.family, family));
  if (!first) throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
  return [first, ...others];
}

function isWanted(family: number, asked: number | 'IPv4' | 'IPv6' | undefined): boolean {
  if (asked === 4 || asked === 'IPv4') return family === 4;
  if (asked === 6 || asked === 'IPv6') return family === 6;
  return true;
}
