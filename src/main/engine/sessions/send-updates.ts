import { carriedTogether, changesNothing } from '#shared/domain/information-update.ts';
import type { InformationUpdate } from '#shared/domain/session-information.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import type { SessionRow } from '#shared/ipc/sessions.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { JobOf, JobOutcome } from '../ports/job.ts';
import type { SessionClient } from '../ports/session-client.ts';
import type { WaitingUpdate } from '../ports/session-store.ts';

type Outcome = JobOutcome<JobEffect>;

/** One try of sending what waits for a number. */
interface Sending {
  readonly row: SessionRow;
  /** In order; the first is the job's own. */
  readonly waiting: readonly WaitingUpdate[];
  readonly job: JobOf<'session.update'>;
  readonly client: SessionClient;
  readonly now: number;
  readonly signal: AbortSignal;
}

/** An update the network did not take yet, though it is no fault, is offered again after so long. */
const NOT_YET_MS = 15_000;

/** A field no session has: naming it for removal changes nothing and is answered with the version. */
const NO_FIELD = 'switchboard_no_such_field';

/**
 * Sends the job's update and, in the same request, those behind it as far as they can go together. Where the network
 * refuses the whole, the job's own goes alone, so that one bad update does not take others with it.
 * @throws SpcFault what the network says no to
 */
export async function sendUpdates(sending: Sending): Promise<Outcome> {
  const { waiting } = sending;
  const carried = carriedTogether(waiting);
  if (!carried) return { kind: 'done', effect: null };
  try {
    return await send(sending, waiting.slice(0, carried.count), carried.update);
  } catch (error) {
    if (!(error instanceof SpcFault) || error.fault.kind !== 'invalid_field') throw error;
    const [first] = waiting;
    if (!first) throw error;
    if (carried.count > 1) return send(sending, [first], first.update);
    if (first.expectedVersion === null || !isVersionConflict(error)) throw error;
    return conflict(sending, first.seq, first.expectedVersion);
  }
}

async function send(
  { row, job, client, now, signal }: Sending,
  entries: readonly WaitingUpdate[],
  update: InformationUpdate,
): Promise<Outcome> {
  const [first] = entries;
  const answer = await client.updateInformation({
    session: { sessionId: row.sessionId ?? '' },
    update,
    expectedVersion: first?.expectedVersion ?? null,
    signal,
  });
  if (!answer.accepted) return notYet(now);
  const { informationVersion: versionAfter, updatedAt } = answer;
  const steps = changesNothing(row.information, update) ? 0 : 1;
  // Earlier tries that got no answer may each have made a version of their own.
  const most = row.version + steps + job.unanswered;
  const foreign = versionAfter < row.version || versionAfter > most;
  return {
    kind: 'done',
    effect: {
      kind: 'session.updates_accepted',
      sessionNumberId: row.id,
      seqs: entries.map(({ seq }) => seq),
      versionAfter,
      updatedAt,
      sure: update.mode === 'replace' ? true : foreign ? false : null,
    },
  };
}

/** The network has not stored the change: it stays queued (mongoose-spc.md 4.2), as long as the session lasts. */
function notYet(now: number): Outcome {
  return {
    kind: 'again',
    dueAt: now + NOT_YET_MS,
    wait: 'network',
    reason: 'The network has not stored this yet.',
    hold: null,
    counts: false,
    maybeReached: false,
    effect: null,
  };
}

/** Another version than expected: it is refused with the version there is, unless it was our own earlier try. */
async function conflict(
  { row, job, client, signal }: Sending,
  seq: number,
  expected: number,
): Promise<Outcome> {
  const answer = await client.updateInformation({
    session: { sessionId: row.sessionId ?? '' },
    update: { mode: 'merge', remove: [NO_FIELD] },
    expectedVersion: null,
    signal,
  });
  const { informationVersion: versionNow } = answer;
  if (job.unanswered > 0 && versionNow === expected + 1) {
    // Nothing tells this from somebody else's change at that very moment, so it is kept as not sure.
    return {
      kind: 'done',
      effect: {
        kind: 'session.updates_accepted',
        sessionNumberId: row.id,
        seqs: [seq],
        versionAfter: versionNow,
        updatedAt: answer.updatedAt,
        sure: false,
      },
    };
  }
  const reason = `The information has version ${versionNow}, not ${expected} as expected: it was changed in between.`;
  const effect = {
    kind: 'session.update_refused',
    sessionNumberId: row.id,
    seq,
    reason,
    versionNow,
  } as const;
  return { kind: 'failed', reason, hold: null, effect };
}

function isVersionConflict({ fault }: SpcFault): boolean {
  return (
    fault.kind === 'invalid_field' &&
    fault.violations.some(({ field, reason }) => field.endsWith('expectedVersion') && reason === 'CONFLICT')
  );
}
