import { NetworkFault } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { invocaFaultOutcome } from '../numbers/invoca-outcome.ts';
import type { Tried, TryContext } from '../jobs/job-handler.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { JobOf, JobOutcome } from '../ports/job.ts';
import type { Random } from '../ports/random.ts';
import type { TokenSource } from '../ports/token-source.ts';
import type { TuneClient, TuneClientFactory, TuneConversionState } from '../ports/tune-client.ts';

/** Carries out one try of a job that writes to TUNE. */
export type TuneJobs = (job: JobOf<'tune.write'>, context: TryContext) => Promise<Tried>;

type Outcome = JobOutcome<JobEffect>;

/**
 * Has TUNE say of a conversion what the desk says. TUNE is looked at first, in every try: where it says it already, since
 * the answer to an earlier try was lost or somebody was quicker, nothing is written (tune.md 12, mode C).
 */
export function tuneJobs(parts: {
  readonly read: Pick<DeskReader, 'tuneWriteTask'>;
  readonly clients: TuneClientFactory;
  readonly tokens: TokenSource;
  readonly random: Random;
}): TuneJobs {
  return async (job, { now, signal, troubles }) => {
    const { networkId, payload } = job;
    const task = await parts.read.tuneWriteTask({ networkId, ...payload });
    if (task === null) {
      const reason =
        'There is nothing to write any more: writing was switched off, or TUNE has it otherwise by now.';
      return { outcome: { kind: 'failed', reason, hold: null, effect: null }, contact: null };
    }
    const { account, state } = task;
    let client: TuneClient;
    try {
      client = parts.clients(account, await parts.tokens(account));
    } catch (error) {
      if (error instanceof DeskError) return { outcome: waitForKey(job, now, error.message), contact: null };
      throw error;
    }
    const { tuneEventId } = payload;
    const contact = (error: string | null): Tried['contact'] => ({
      networkId,
      error,
      clockDifferenceMs: null,
    });
    const effect: JobEffect = {
      kind: 'tune.written',
      networkId,
      tuneEventId,
      status: state.status,
      payout: state.payout.amount,
      revenue: state.revenue.amount,
    };
    try {
      const there = await client.conversionState({ tuneEventId, signal });
      if (!isSame(there, state)) await client.setState({ tuneEventId, state, signal });
      return { outcome: { kind: 'done', effect }, contact: contact(null) };
    } catch (error) {
      if (!(error instanceof NetworkFault)) throw error;
      const outcome = invocaFaultOutcome(error, { job, now, random: parts.random, troubles });
      const isTrouble = ['unreachable', 'timeout', 'server', 'unreadable'].includes(error.kind);
      // An address that is not listed yet is a step to be done in TUNE, after which the job goes on.
      if (error.notListed !== null)
        return { outcome: waitForKey(job, now, error.message), contact: contact(null) };
      return { outcome, contact: contact(isTrouble ? error.message : null) };
    }
  };
}

function isSame(there: TuneConversionState, wanted: TuneConversionState): boolean {
  return (
    there.status === wanted.status &&
    there.payout.amount === wanted.payout.amount &&
    there.payout.currency === wanted.payout.currency &&
    there.revenue.amount === wanted.revenue.amount &&
    there.revenue.currency === wanted.revenue.currency
  );
}

/** Holds the account until a person has done something about it. */
function waitForKey(
  { networkId }: Pick<JobOf<'tune.write'>, 'networkId'>,
  now: number,
  reason: string,
): Outcome {
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
