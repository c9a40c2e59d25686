import type { NetworkRecord } from './network-record.ts';

/** Finds the token of a network. @throws DeskError unauthorised, no_keyring when it cannot be had */
export type TokenSource = (network: NetworkRecord) => Promise<string>;
