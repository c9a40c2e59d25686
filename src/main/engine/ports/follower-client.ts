import type { TokenReference } from './network-record.ts';

/** An X account whose followers can be listed, as the store keeps it. */
export interface FollowerAccount {
  readonly id: number;
  readonly kind: 'followers';
  readonly name: string;
  readonly baseUrl: string;
  /** Whose followers; decimal text. */
  readonly userId: string;
  readonly token: TokenReference;
  readonly practice: boolean;
  readonly createdAt: number;
  readonly lastError: string | null;
  /** When the rate limit opens again; null while it is open. */
  readonly resetsAt: number | null;
}

/** What adding an account takes. */
export type NewFollowerAccount = Pick<FollowerAccount, 'name' | 'baseUrl' | 'userId' | 'token' | 'practice'>;

/** One follower. The id is decimal text. */
export interface Follower {
  readonly twitterId: string;
  readonly handle: string;
  readonly name: string;
}

/** One page of followers, with the rate limit as the answer states it. */
export interface FollowerPage {
  readonly followers: readonly Follower[];
  /** Null on the last page. */
  readonly nextToken: string | null;
  /** When the next page may be asked for, in UTC milliseconds; null at once. */
  readonly waitUntil: number | null;
}

/** The followers endpoint of the X API v2. */
export interface FollowerClient {
  /** @throws FollowerFault */
  page(input: { readonly token: string | null; readonly signal: AbortSignal }): Promise<FollowerPage>;
}

/** Makes the client of an account from its record and bearer token. */
export type FollowerClientFactory = (account: FollowerAccount, token: string) => FollowerClient;
