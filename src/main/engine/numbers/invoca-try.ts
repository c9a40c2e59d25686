import { NetworkFault } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Tried, TryContext } from '../jobs/job-handler.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { ClaimedJob, JobOutcome } from '../ports/job.ts';
import type { Random } from '../ports/random.ts';
import { invocaFaultOutcome } from './invoca-outcome.ts';
import type { NumberAccount, NumberAccounts } from './number-accounts.ts';

type Outcome = JobOutcome<JobEffect>;

/**
 * Makes one try with a job's account. Work that throws a NetworkFault, or gives one back as its outcome, gets what
 * follows from it; `settled` says what that means for the records.
 */
export async function tryInvoca(
  job: ClaimedJob,
  context: TryContext,
  parts: { readonly accounts: NumberAccounts; readonly random: Random },
  work: (account: NumberAccount) => Promise<Outcome>,
  settled: (outcome: Outcome, fault: NetworkFault) => Outcome = (outcome) => outcome,
): Promise<Tried> {
  let account: NumberAccount | null;
  try {
    account = await parts.accounts(job.networkId);
  } catch (error) {
    if (error instanceof DeskError)
      return { outcome: heldForToken(job, context.now, error.message), contact: null };
    throw error;
  }
  if (account === null) {
    const reason = 'Its account is not connected any more.';
    return { outcome: heldForToken(job, context.now, reason), contact: null };
  }
  const contact = (error: string | null): Tried['contact'] => ({
    networkId: job.networkId,
    error,
    clockDifferenceMs: null,
  });
  try {
    return { outcome: await work(account), contact: contact(null) };
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    const { now, troubles } = context;
    const outcome = settled(invocaFaultOutcome(error, { job, now, random: parts.random, troubles }), error);
    return { outcome, contact: contact(isTrouble(error) ? error.message : null) };
  }
}

/** Whether the fault speaks of the way to the account rather than of what was asked. */
function isTrouble({ kind }: NetworkFault): boolean {
  return kind === 'unreachable' || kind === 'timeout' || kind === 'server' || kind === 'unreadable';
}

function heldForToken({ networkId }: Pick<ClaimedJob, 'networkId'>, now: number, reason: string): Outcome {
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
