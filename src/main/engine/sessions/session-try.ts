import { SpcFault } from '#shared/domain/spc-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { spcFaultOutcome, violationText } from '../jobs/spc-outcome.ts';
import type { Tried, TryContext } from '../jobs/job-handler.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { ClaimedJob, JobOutcome } from '../ports/job.ts';
import type { Random } from '../ports/random.ts';
import type { SpcAccount, SpcAccounts } from './spc-accounts.ts';

type Outcome = JobOutcome<JobEffect>;

/** A final fault whose meaning depends on the job: what it says, and which fields or session it speaks of. */
export type Refusal = (fault: SpcFault, reason: string) => Outcome | Promise<Outcome>;

/**
 * Makes one try of a job with its account: what the work gives is the outcome; a fault of the account becomes the
 * outcome the contract asks for, or what `refused` makes of it.
 */
export async function trySession(
  job: ClaimedJob,
  context: TryContext,
  parts: { readonly accounts: SpcAccounts; readonly random: Random },
  work: (account: SpcAccount) => Promise<Outcome>,
  refused: (account: SpcAccount) => Refusal,
): Promise<Tried> {
  let account: SpcAccount | null;
  try {
    account = await parts.accounts.account(job.networkId);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { outcome: heldForKey(job, context.now, error.message), contact: null };
  }
  if (account === null) {
    return { outcome: heldForKey(job, context.now, 'Its account is not connected any more.'), contact: null };
  }
  const { client } = account;
  const contact = (error: string | null): Tried['contact'] => ({
    networkId: job.networkId,
    error,
    clockDifferenceMs: client.clockDifferenceMs(),
  });
  try {
    return { outcome: await work(account), contact: contact(null) };
  } catch (error) {
    if (!(error instanceof SpcFault)) throw error;
    const outcome = spcFaultOutcome(error, job, {
      ...context,
      random: parts.random,
      clockDifferenceMs: client.clockDifferenceMs(),
    });
    if (outcome !== null) return { outcome, contact: contact(accountTrouble(error)) };
    return { outcome: await refused(account)(error, reasonOf(error)), contact: contact(null) };
  }
}

/** What of a fault speaks of the account as a whole; a full pool or a fast hand does not. */
function accountTrouble({ fault, message }: SpcFault): string | null {
  switch (fault.kind) {
    case 'authentication':
    case 'transport':
    case 'other_fault':
      return message;
    case 'campaign_not_found':
    case 'pool_exhausted':
    case 'session_expired':
    case 'invalid_field':
    case 'rate_limited':
      return null;
  }
}

function reasonOf({ fault, message }: SpcFault): string {
  return fault.kind === 'invalid_field' ? `${message}\n${violationText(fault.violations)}` : message;
}

function heldForKey({ networkId }: ClaimedJob, now: number, reason: string): Outcome {
  return {
    kind: 'again',
    dueAt: now,
    wait: 'account',
    reason,
    hold: { networkId, campaignId: '', wait: 'account', reason, until: null },
    counts: false,
    maybeReached: false,
    effect: null,
  };
}
