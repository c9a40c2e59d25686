import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { networkAddress } from '#shared/domain/network-address.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { guardedAgent } from '../http/guarded-agent.ts';
import type { Resolver } from '../http/guarded-agent.ts';
import { httpSendOver, LARGEST_ANSWER } from '../http/http-send.ts';
import type { HttpSend } from '../http/http-send.ts';
import type { InvocaAccount, RequestManners } from './invoca-request.ts';

/** Limits are unknown, so one account is asked a few things at once at most (invoca.md 7.5, 12). */
const CONNECTIONS = 4;

/** What the clients of one process share. Without `send`, requests go over pooled, address-checked connections. */
export interface InvocaClientOptions extends RequestManners {
  readonly resolver?: Resolver;
  /** Another way out, for a machine behind a proxy; it is asked for before every request. */
  readonly send?: HttpSend;
}

/** An account with the way to it. */
export interface ReachableAccount {
  readonly account: InvocaAccount;
  readonly send: HttpSend;
}

/**
 * Finds the way to an account over connection pools that all clients made of it share: https, or plain http when its
 * address is this machine. @throws NetworkFault refused_address from the returned function for any other address
 */
export function invocaAccounts(
  options: InvocaClientOptions,
): (network: NetworkRecord, token: string) => ReachableAccount {
  const pool = {
    ...(options.resolver === undefined ? {} : { resolver: options.resolver }),
    connections: CONNECTIONS,
    maxResponseBytes: LARGEST_ANSWER,
  };
  const outside = options.send ?? httpSendOver(guardedAgent('account', pool));
  const thisMachine = httpSendOver(guardedAgent('loopback', pool));
  return (network, token) => {
    const address = networkAddress(network.baseUrl);
    if (!address.ok) {
      throw new NetworkFault('refused_address', `${network.name} cannot be asked. ${address.message}`);
    }
    const account = { networkName: network.name, baseUrl: address.baseUrl, token: token.trim() };
    return { account, send: address.loopback ? thisMachine : outside };
  };
}
