import type { Catalogue } from './catalogue.ts';
import type { NetworkRecord, NewNetwork, TokenReference } from './network-record.ts';

/** The accounts that are connected. */
export interface NetworkReads {
  networks(): Promise<readonly NetworkRecord[]>;
}

/** Connecting and forgetting accounts, and what is known of each. */
export interface NetworkWrites {
  addNetwork(input: { readonly network: NewNetwork; readonly now: number }): Promise<NetworkRecord>;
  setNetworkToken(input: { readonly id: number; readonly token: TokenReference }): Promise<void>;
  /** Forgets the account and its token; its calls and conversions stay. @throws DeskError not_found */
  removeNetwork(input: { readonly id: number }): Promise<void>;
  /** Replaces what is known of partners, offers and numbers; calls that came earlier are joined to them. */
  saveCatalogue(input: {
    readonly networkId: number;
    readonly catalogue: Catalogue;
    readonly now: number;
  }): Promise<void>;
  recordSync(input: {
    readonly networkId: number;
    readonly at: number;
    readonly error: string | null;
  }): Promise<void>;
}
