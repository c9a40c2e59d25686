import type { SpcFault, FieldViolation } from '#shared/domain/spc-fault.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { ClaimedJob, Hold, JobOutcome, JobWait } from '../ports/job.ts';
import type { Random } from '../ports/random.ts';
import { backOffMs, MOST_TRIES } from './back-off.ts';

type Outcome = JobOutcome<JobEffect>;
type Again = Extract<Outcome, { readonly kind: 'again' }>;

/** Where an account that says nothing of when to come back is asked again. */
const POOL_WAIT_MS = 60_000;
const RATE_WAIT_MS = 1000;

/** What the try of a job was made under. */
export interface FaultContext {
  readonly now: number;
  readonly random: Random;
  /** How often in a row the account did not answer before. */
  readonly troubles: number;
  readonly clockDifferenceMs: number | null;
}

/**
 * What follows for a job from a fault of an SPC account, as the table of mongoose-spc.md 6 says; null where it depends
 * on what the job is about: an ended session, a refused field, or a final fault of no known kind.
 */
export function spcFaultOutcome(
  error: SpcFault,
  job: Pick<ClaimedJob, 'networkId' | 'campaignId' | 'attempt'>,
  context: FaultContext,
): Outcome | null {
  const { fault, retryAfterMs } = error;
  const held = (place: 'account' | 'campaign', wait: JobWait, afterMs: number | null): Again => {
    const until = afterMs === null ? null : context.now + afterMs;
    const campaignId = place === 'account' ? '' : job.campaignId;
    const hold: Hold = { networkId: job.networkId, campaignId, wait, reason: error.message, until };
    return {
      kind: 'again',
      dueAt: until ?? context.now,
      wait,
      reason: error.message,
      hold,
      counts: false,
      maybeReached: false,
      effect: null,
    };
  };
  switch (fault.kind) {
    case 'authentication':
      return fault.reason === 'TIMESTAMP' && job.attempt === 1
        ? { ...held('account', 'account', backOffMs(1, context.random)), counts: true, hold: null }
        : withClock(held('account', 'account', null), fault.reason === 'TIMESTAMP', context);
    case 'campaign_not_found':
      return held('campaign', 'campaign', null);
    case 'pool_exhausted': {
      const { poolSize, fallbackNumber } = fault;
      const { networkId, campaignId } = job;
      const effect = {
        kind: 'session.pool_exhausted',
        networkId,
        campaignId,
        poolSize,
        fallbackNumber,
      } as const;
      return { ...held('campaign', 'pool', retryAfterMs ?? POOL_WAIT_MS), effect };
    }
    case 'rate_limited':
      return held('account', 'rate', retryAfterMs ?? RATE_WAIT_MS);
    case 'session_expired':
    case 'invalid_field':
      return null;
    case 'transport':
    case 'other_fault':
      if (error.unsent && error.retryable) {
        return held('account', 'network', backOffMs(context.troubles + 1, context.random));
      }
      if (fault.kind === 'transport' && !error.retryable) return held('account', 'account', null);
      return error.retryable ? unanswered(error, job, held, context) : null;
  }
}

/** No answer that could be read: perhaps the network did what it was asked, so the request is repeated as it was. */
function unanswered(
  error: SpcFault,
  job: Pick<ClaimedJob, 'attempt'>,
  held: (place: 'account', wait: JobWait, afterMs: number) => Again,
  context: FaultContext,
): Outcome {
  const stopped = error.fault.kind === 'transport' && error.fault.why === 'cancelled';
  if (job.attempt >= MOST_TRIES && !stopped) {
    const reason = `Given up after ${MOST_TRIES} tries. ${error.message}`;
    return { kind: 'failed', reason, hold: null, effect: null };
  }
  const wait = stopped ? 0 : (error.retryAfterMs ?? backOffMs(job.attempt, context.random));
  const again = held('account', 'network', wait);
  return { ...again, counts: !stopped, maybeReached: true, hold: stopped ? null : again.hold };
}

function withClock(outcome: Again, isClock: boolean, { clockDifferenceMs }: FaultContext): Again {
  if (!isClock || clockDifferenceMs === null) return outcome;
  const seconds = Math.round(Math.abs(clockDifferenceMs) / 1000);
  const direction = clockDifferenceMs > 0 ? 'ahead of' : 'behind';
  const reason = `${outcome.reason} Its clock is ${seconds} s ${direction} this machine's.`;
  return { ...outcome, reason, hold: outcome.hold && { ...outcome.hold, reason } };
}

/** Refused fields in a sentence each; the path is the network's own. */
export function violationText(violations: readonly FieldViolation[]): string {
  return violations
    .map(({ field, reason, limit, detail }) => {
      const most = limit === null ? '' : ` (limit ${limit})`;
      return `${field}: ${WORDS[reason]}${most}${detail === null ? '' : `. ${detail}`}`;
    })
    .join('\n');
}

const WORDS: Readonly<Record<FieldViolation['reason'], string>> = {
  REQUIRED: 'it is missing',
  BAD_FORMAT: 'it has the wrong form',
  TOO_LONG: 'it is too long',
  TOO_MANY: 'there are too many',
  OUT_OF_RANGE: 'it is out of range',
  NOT_ALLOWED: 'it is not allowed',
  UNKNOWN: 'the network does not know it',
  CONFLICT: 'it does not fit what the network has',
};
