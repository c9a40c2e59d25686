import type { Clock } from '../ports/clock.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { EndedTry, Contact } from '../ports/job-store.ts';
import type { ClaimedJob } from '../ports/job.ts';
import type { AccountPace } from './account-pace.ts';
import type { JobHandler, Tried } from './job-handler.ts';

/** A try that ended, ready to be written down. */
export interface EndedJob {
  readonly ended: EndedTry;
  readonly contact: Contact | null;
}

/** After trouble of the desk itself, which says nothing of the network. */
const OWN_TROUBLE_MS = 60_000;

/** Makes one try of a claimed job and keeps the account's pace by what it showed. Never throws. */
export async function tryJob(
  job: ClaimedJob,
  parts: {
    readonly handle: JobHandler;
    readonly pace: AccountPace;
    readonly clock: Clock;
    readonly log: EngineLog;
    readonly signal: AbortSignal;
  },
): Promise<EndedJob> {
  const { handle, pace, clock, log, signal } = parts;
  pace.began(job.networkId);
  const troubles = pace.troubles(job.networkId);
  const tried = await handle(job, { now: clock(), signal, troubles }).catch((error: unknown): Tried => {
    log.error(`Job ${job.id} (${job.kind}) met a fault of the desk itself.`, error);
    return { outcome: ownTrouble(clock()), contact: null };
  });
  pace.ended(job.networkId, shown(tried), clock());
  return { ended: { jobId: job.id, outcome: tried.outcome }, contact: tried.contact };
}

function shown({ outcome, contact }: Tried): Parameters<AccountPace['ended']>[1] {
  if (outcome.kind === 'again' && outcome.wait === 'rate') return 'too_fast';
  if (contact === null || (outcome.kind === 'again' && outcome.hold === null)) return 'answer';
  return contact.error === null ? 'answer' : 'trouble';
}

function ownTrouble(now: number): Tried['outcome'] {
  return {
    kind: 'again',
    dueAt: now + OWN_TROUBLE_MS,
    wait: 'account',
    reason: 'The desk could not do this. The log has the details.',
    hold: null,
    counts: true,
    maybeReached: true,
    effect: null,
  };
}
