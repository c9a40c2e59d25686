import type { DeskReader } from '../ports/desk-store.ts';
import type { NetworkRecord } from '../ports/network-record.ts';
import type { NumbersClient, NumbersClientFactory } from '../ports/numbers-client.ts';
import type { TokenSource } from '../ports/token-source.ts';

/** An Invoca account with the client that asks it for numbers. */
export interface NumberAccount {
  readonly network: NetworkRecord;
  readonly client: NumbersClient;
}

/** Finds the account with this id; null when it is not connected any more. @throws DeskError when its token cannot be had */
export type NumberAccounts = (networkId: number) => Promise<NumberAccount | null>;

/** Clients of a workspace's Invoca accounts, made for each use: the token may have changed since. */
export function numberAccounts(parts: {
  readonly read: Pick<DeskReader, 'networks'>;
  readonly clients: NumbersClientFactory;
  readonly tokens: TokenSource;
}): NumberAccounts {
  return async (networkId) => {
    const network = (await parts.read.networks()).find(({ id }) => id === networkId);
    if (!network) return null;
    return { network, client: parts.clients(network, await parts.tokens(network)) };
  };
}
