import type { NetworkFault } from '#shared/domain/network-fault.ts';
import { backOffMs, MOST_TRIES } from '../jobs/back-off.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { ClaimedJob, JobOutcome, JobWait } from '../ports/job.ts';
import type { Random } from '../ports/random.ts';

type Outcome = JobOutcome<JobEffect>;
type Again = Extract<Outcome, { readonly kind: 'again' }>;

/** Where a network asks for fewer requests without saying for how long; nothing is documented (invoca.md 12). */
const RATE_WAIT_MS = 60_000;

/** The job whose try met a fault, and what the try was made under. */
export interface TryFacts {
  readonly job: Pick<ClaimedJob, 'networkId' | 'campaignId' | 'attempt'>;
  readonly now: number;
  readonly random: Random;
  /** How often in a row the account did not answer before. */
  readonly troubles: number;
}

/** What a fault proves of what was asked for: surely not done, or perhaps done. */
export function isCertain(fault: NetworkFault): boolean {
  switch (fault.kind) {
    case 'unauthorised':
    case 'not_permitted':
    case 'not_found':
    case 'invalid':
    case 'rate_limited':
    case 'refused_address':
      return true;
    case 'server':
    case 'unreachable':
    case 'timeout':
    case 'unreadable':
    case 'cancelled':
      return fault.unsent;
  }
}

/**
 * What follows for a job from a fault of an Invoca account (invoca.md 3.3): what says no is final, a refused token holds
 * the account until there is another, the rest is tried again, five times as far as tries count.
 */
export function invocaFaultOutcome(fault: NetworkFault, facts: TryFacts): Outcome {
  const { job, now, random, troubles } = facts;
  const { networkId } = job;
  const reason = fault.message;
  const held = (wait: JobWait, afterMs: number | null): Again => {
    const until = afterMs === null ? null : now + afterMs;
    return {
      kind: 'again',
      dueAt: until ?? now,
      wait,
      reason,
      hold: { networkId, campaignId: '', wait, reason, until },
      counts: false,
      maybeReached: false,
      effect: null,
    };
  };
  switch (fault.kind) {
    case 'unauthorised':
      return held('account', null);
    case 'rate_limited':
      return held('rate', fault.retryAfterMs ?? RATE_WAIT_MS);
    case 'not_permitted':
    case 'not_found':
    case 'invalid':
    case 'refused_address':
      return { kind: 'failed', reason, hold: null, effect: null };
    case 'cancelled':
      return { ...held('network', 0), hold: null, maybeReached: !fault.unsent };
    case 'server':
    case 'unreachable':
    case 'timeout':
    case 'unreadable':
      if (fault.unsent) return held('network', backOffMs(troubles + 1, random));
      if (job.attempt >= MOST_TRIES) {
        const given = `Given up after ${MOST_TRIES} tries. ${reason}`;
        return { kind: 'failed', reason: given, hold: null, effect: null };
      }
      return {
        ...held('network', fault.retryAfterMs ?? backOffMs(job.attempt, random)),
        counts: true,
        maybeReached: true,
      };
  }
}
