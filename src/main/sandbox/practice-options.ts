import type { FollowersOptions } from './followers/followers-api.ts';
import type { PracticeTokens } from './invoca/access.ts';
import type { SpcOptions } from './spc/spc-service.ts';

/** How a practice network is set up. */
export interface PracticeOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** The same seed, base and number of calls give the same world and the same log, byte for byte. */
  readonly seed?: number;
  /** Calls in the two weeks before `base`; 200 by default, none when the log goes on after an earlier one. */
  readonly initialCalls?: number;
  /**
   * The last `transaction_id` a client has got from an earlier run: it is known as a cursor, and what comes
   * after it are new calls. Their ids are new too, whatever the seed.
   */
  readonly resumeAfter?: string;
  /** Calls a minute that arrive by themselves; at 0 (the default) nothing happens by itself. */
  readonly pace?: number;
  /** The instant the history leads up to, ms since 1970; by default the start of this hour. */
  readonly base?: number;
  /** The SPC server's pools and limits. */
  readonly spc?: SpcOptions;
  /** The account whose followers can be read. */
  readonly followers?: FollowersOptions;
  /** Where clicks on Invoca links lead: to the network's own TUNE host (the default), or to the practice TUNE. */
  readonly clicksLeadTo?: 'network' | 'practice';
  /** Now, in ms since 1970; by default the machine's clock. */
  readonly clock?: () => number;
  /** Lets milliseconds pass before a delayed answer; rejects when `signal` aborts. By default real ones. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Where a practice network is reached and with what. */
export interface PracticeAddresses {
  /** Base URL for an Invoca client. */
  readonly invocaUrl: string;
  /** Partner receivers lie below it: `<receiverUrl>/<name>/…`. */
  readonly receiverUrl: string;
  readonly controlUrl: string;
  readonly networkId: string;
  readonly advertiserId: string;
  readonly affiliateId: string;
  readonly tokens: PracticeTokens;
  /** The SOAP endpoint of session numbers. */
  readonly spcUrl: string;
  /** The API user, its key, and the one customer it acts for. */
  readonly spcUser: string;
  readonly spcKey: string;
  readonly spcCustomer: string;
  /** The SPC campaigns of that customer. */
  readonly campaigns: readonly string[];
  /** The base of a follower list's address: `<followersUrl>/2/users/<followersUserId>/followers`. */
  readonly followersUrl: string;
  readonly followersToken: string;
  readonly followersUserId: string;
  /** Base URL of the TUNE network's API; its tracking domain is the same. */
  readonly tuneUrl: string;
  readonly tuneNetworkId: string;
  readonly tuneToken: string;
}
