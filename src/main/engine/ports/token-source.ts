import type { FollowerAccount } from './follower-client.ts';
import type { NetworkRecord, SpcNetwork } from './network-record.ts';
import type { ReceiverSecret } from './receiver-store.ts';
import type { TuneAccount } from './tune-client.ts';

/** An account of any kind, or a receiver's signing secret, as far as finding its token goes. */
export type TokenHolder = NetworkRecord | SpcNetwork | TuneAccount | FollowerAccount | ReceiverSecret;

/** Finds the token of an account. @throws DeskError unauthorised, no_keyring when it cannot be had */
export type TokenSource = (network: TokenHolder) => Promise<string>;
