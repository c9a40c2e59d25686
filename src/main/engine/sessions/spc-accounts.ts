import type { DeskReader } from '../ports/desk-store.ts';
import type { SpcNetwork } from '../ports/network-record.ts';
import type { SessionClient, SessionClientFactory } from '../ports/session-client.ts';
import type { TokenSource } from '../ports/token-source.ts';

/** An account with the client that speaks to it. */
export interface SpcAccount {
  readonly network: SpcNetwork;
  readonly client: SessionClient;
}

/** The clients of a workspace's SPC accounts, made when first needed. */
export interface SpcAccounts {
  /**
   * The account with this id; null when it is not connected any more.
   * @throws DeskError unauthorised, no_keyring when its key cannot be had
   */
  account(networkId: number): Promise<SpcAccount | null>;
  /** Accounts or keys may have changed. */
  changed(): void;
}

/** One client an account, kept because it remembers the difference of the clocks. */
export function spcAccounts(parts: {
  readonly read: Pick<DeskReader, 'spcNetworks'>;
  readonly clients: SessionClientFactory;
  readonly tokens: TokenSource;
}): SpcAccounts {
  const made = new Map<number, Promise<SpcAccount | null>>();
  const make = async (networkId: number): Promise<SpcAccount | null> => {
    const network = (await parts.read.spcNetworks()).find(({ id }) => id === networkId);
    if (!network) return null;
    return { network, client: parts.clients(network, await parts.tokens(network)) };
  };
  return {
    account(networkId) {
      const known = made.get(networkId);
      if (known) return known;
      const making = make(networkId);
      made.set(networkId, making);
      // A key that cannot be had now may be had at the next try.
      making.catch(() => made.delete(networkId));
      return making;
    },
    changed: () => made.clear(),
  };
}
