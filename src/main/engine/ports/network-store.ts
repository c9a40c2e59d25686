import type { Catalogue } from './catalogue.ts';
import type {
  NetworkChange,
  NetworkRecord,
  NewNetwork,
  NewSpcNetwork,
  SpcNetwork,
  TokenReference,
} from './network-record.ts';
import type { NewTuneAccount, TuneAccount } from './tune-client.ts';

/** The accounts that are connected. */
export interface NetworkReads {
  /** Invoca accounts. */
  networks(): Promise<readonly NetworkRecord[]>;
  /** SPC accounts. */
  spcNetworks(): Promise<readonly SpcNetwork[]>;
  tuneAccounts(): Promise<readonly TuneAccount[]>;
}

/** Connecting and forgetting accounts, and what is known of each. */
export interface NetworkWrites {
  addNetwork(input: { readonly network: NewNetwork; readonly now: number }): Promise<NetworkRecord>;
  /**
   * Changes what an account is called and where it is reached. Another id at the network makes it read anew from the
   * beginning. @throws DeskError not_found; conflict when the account is or was connected by itself
   */
  changeNetwork(input: NetworkChange): Promise<void>;
  addSpcNetwork(input: { readonly network: NewSpcNetwork; readonly now: number }): Promise<SpcNetwork>;
  /** Changes an SPC account; its key and its session numbers stay. @throws DeskError not_found, conflict */
  changeSpcNetwork(input: {
    readonly id: number;
    readonly change: Omit<NewSpcNetwork, 'kind' | 'token' | 'practice'>;
  }): Promise<SpcNetwork>;
  /** @throws DeskError conflict when the network is connected already */
  addTuneAccount(input: { readonly account: NewTuneAccount; readonly now: number }): Promise<TuneAccount>;
  /** Replaces the token of an account of any kind; jobs that waited for it go on. @throws DeskError not_found */
  setNetworkToken(input: { readonly id: number; readonly token: TokenReference }): Promise<void>;
  /** Forgets the account and its token; its calls and conversions stay. @throws DeskError not_found */
  removeNetwork(input: { readonly id: number }): Promise<void>;
  /**
   * Replaces what the network lists; calls that came earlier are joined to it. What the network confirmed to us since
   * `asOf`, when the reading began, is newer and stays.
   */
  saveCatalogue(input: {
    readonly networkId: number;
    readonly catalogue: Catalogue;
    readonly asOf: number;
    readonly now: number;
  }): Promise<void>;
  recordSync(input: {
    readonly networkId: number;
    readonly at: number;
    readonly error: string | null;
  }): Promise<void>;
}
