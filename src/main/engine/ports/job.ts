/** Why a queued job is not tried right now. */
export type JobWait = 'network' | 'pool' | 'rate' | 'account' | 'campaign' | 'turn';

/**
 * What a job of each kind carries. A job is something the network must do for us that has no instant answer; it is in
 * the store before it is tried, under an idempotency key, and survives any crash (design.md, offline first). A
 * capability adds its kinds here.
 */
export interface JobPayloads {
  /** Ask for a number for the session number record, which holds campaign, client reference and first information. */
  readonly 'session.request': { readonly sessionNumberId: number };
  /** Send one entry of a session number's history. */
  readonly 'session.update': { readonly sessionNumberId: number; readonly seq: number };
  readonly 'session.release': { readonly sessionNumberId: number };
  /** Ask for a promo number; the record holds our own id of it and what it is for. */
  readonly 'promo_number.create': { readonly numberId: number };
  readonly 'promo_number.update': {
    readonly numberId: number;
    readonly description: string;
    readonly mediaType: string;
    readonly customData: Readonly<Record<string, string>>;
  };
  readonly 'promo_number.move': {
    readonly numberId: number;
    readonly to: { readonly advertiserId: string; readonly offerId: string; readonly partnerId: string };
  };
  readonly 'promo_number.remove': { readonly numberId: number };
  readonly 'ring_pool.create': { readonly ringPoolId: number };
  readonly 'ring_pool.update': {
    readonly ringPoolId: number;
    readonly name: string;
    readonly lifetimeSeconds: number;
    readonly maxPoolSize: number;
    readonly preferred: boolean;
    readonly fillImmediately: boolean;
  };
  readonly 'ring_pool.remove': { readonly ringPoolId: number };
  /** Lend a number for each of these sessions in one request. */
  readonly 'ring_pool.allocate': { readonly ringPoolId: number; readonly allocationIds: readonly number[] };
  /** Have TUNE say of a conversion what the desk says. */
  readonly 'tune.write': { readonly tuneEventId: string; readonly conversionId: number };
  readonly 'affiliate_campaign.apply': {
    readonly advertiserId: string;
    readonly offerId: string;
    readonly partnerId: string;
  };
}

export type JobKind = keyof JobPayloads;

/** A job the runner holds by a lease: it is tried again after the lease runs out unless an outcome is recorded. */
export type ClaimedJob = {
  readonly [K in JobKind]: {
    readonly id: number;
    readonly key: string;
    readonly kind: K;
    readonly networkId: number;
    /** '' where the job is about no campaign. */
    readonly campaignId: string;
    /** Jobs of one lane are done strictly in order; '' for none. */
    readonly lane: string;
    readonly payload: JobPayloads[K];
    /** Number of the try that starts now, from 1; tries that did not count left it as it was. */
    readonly attempt: number;
    /** How many earlier tries may have reached the network without us knowing, a crash among them. */
    readonly unanswered: number;
    readonly createdAt: number;
  };
}[JobKind];

/** A claimed job of one kind. */
export type JobOf<K extends JobKind> = Extract<ClaimedJob, { readonly kind: K }>;

/** What holds back jobs of one account, or of one campaign of it. */
export interface Hold {
  readonly networkId: number;
  /** '' holds the whole account; else the campaign's id. */
  readonly campaignId: string;
  readonly wait: JobWait;
  /** A sentence for a person. */
  readonly reason: string;
  /** Null until a person settles it (a new key, say). */
  readonly until: number | null;
}

/** How a try ended. The outcome, its effect on the records and any hold are committed together. */
export type JobOutcome<Effect> =
  | { readonly kind: 'done'; readonly effect: Effect | null }
  | {
      readonly kind: 'again';
      readonly dueAt: number;
      readonly wait: JobWait;
      readonly reason: string;
      readonly hold: Hold | null;
      /** False for a try that does not count, such as one for which there was no connection. */
      readonly counts: boolean;
      /** False when the network surely did nothing; true when the answer may have been lost on its way. */
      readonly maybeReached: boolean;
      readonly effect: Effect | null;
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly hold: Hold | null;
      readonly effect: Effect | null;
    };
