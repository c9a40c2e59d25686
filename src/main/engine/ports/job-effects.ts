import type { NumberEffect } from './number-effects.ts';
import type { GivenSession } from './session-client.ts';
import type { TuneWritten } from './tune-store.ts';

/** What the outcome of a job about a session number changes in the records. Instants are UTC milliseconds. */
export type SessionEffect =
  | { readonly kind: 'session.given'; readonly sessionNumberId: number; readonly session: GivenSession }
  | { readonly kind: 'session.failed'; readonly sessionNumberId: number; readonly reason: string }
  /** The pool of the number's campaign was empty; what the network said of it. */
  | {
      readonly kind: 'session.pool_exhausted';
      readonly networkId: number;
      readonly campaignId: string;
      readonly poolSize: number | null;
      readonly fallbackNumber: string | null;
    }
  /** One request carried these entries of the history, in their order; the jobs of all of them are done. */
  | {
      readonly kind: 'session.updates_accepted';
      readonly sessionNumberId: number;
      readonly seqs: readonly number[];
      readonly versionAfter: number;
      readonly updatedAt: number;
      /**
       * Whether what we know is what the network holds: false when the version shows that somebody else changed it
       * too, true after a replacement, null when it is as sure as it was.
       */
      readonly sure: boolean | null;
    }
  | {
      readonly kind: 'session.update_refused';
      readonly sessionNumberId: number;
      readonly seq: number;
      readonly reason: string;
      /** The network's version, when a conflict made us ask for it. */
      readonly versionNow: number | null;
    }
  /** The session is over: updates that wait are settled as not applied, with this reason. */
  | {
      readonly kind: 'session.ended';
      readonly sessionNumberId: number;
      readonly state: 'expired' | 'released';
      readonly endedAt: number | null;
      readonly quarantinedUntil: number | null;
      readonly reason: string;
    };

/** Everything a job's outcome can change. A capability adds its effects here and applies them in store/jobs/effects. */
export type JobEffect = SessionEffect | NumberEffect | TuneWritten;
