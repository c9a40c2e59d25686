import type { SpcFault } from '#shared/domain/spc-fault.ts';
import { isActive } from '#shared/domain/session-expiry.ts';
import type { SessionRow } from '#shared/ipc/sessions.ts';
import type { JobHandler } from '../jobs/job-handler.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { JobOf, JobOutcome } from '../ports/job.ts';
import type { Random } from '../ports/random.ts';
import { sendUpdates } from './send-updates.ts';
import { trySession } from './session-try.ts';
import type { Refusal } from './session-try.ts';
import type { SpcAccount, SpcAccounts } from './spc-accounts.ts';

type Outcome = JobOutcome<JobEffect>;

/** What the jobs of session numbers are done with. */
export interface SessionJobParts {
  readonly read: Pick<DeskReader, 'sessionNumber' | 'firstInformation' | 'waitingUpdates'>;
  readonly accounts: SpcAccounts;
  readonly random: Random;
}

/** The handlers of every kind of job about session numbers. */
export interface SessionJobs {
  readonly request: JobHandler<JobOf<'session.request'>>;
  readonly update: JobHandler<JobOf<'session.update'>>;
  readonly release: JobHandler<JobOf<'session.release'>>;
}

const NOTHING_LEFT: Outcome = { kind: 'done', effect: null };

export function sessionJobs(parts: SessionJobParts): SessionJobs {
  const { read } = parts;
  return {
    async request(job, context) {
      const { sessionNumberId: id } = job.payload;
      const row = await read.sessionNumber({ id });
      if (row.state !== 'requested') return { outcome: NOTHING_LEFT, contact: null };
      const information = await read.firstInformation({ sessionNumberId: id });
      const work = async ({ client }: SpcAccount): Promise<Outcome> => {
        const session = await client.requestNumber({
          campaignId: row.campaignId,
          clientReference: row.clientReference,
          ttlSeconds: row.ttlSeconds,
          information,
          signal: context.signal,
        });
        return { kind: 'done', effect: { kind: 'session.given', sessionNumberId: id, session } };
      };
      const tried = await trySession(job, context, parts, work, () => (_fault, reason) => ({
        kind: 'failed',
        reason,
        hold: null,
        effect: null,
      }));
      const { outcome } = tried;
      if (outcome.kind !== 'failed') return tried;
      const effect = { kind: 'session.failed', sessionNumberId: id, reason: outcome.reason } as const;
      return { ...tried, outcome: { ...outcome, effect } };
    },

    async update(job, context) {
      const { sessionNumberId: id, seq } = job.payload;
      const row = await read.sessionNumber({ id });
      const waiting = await read.waitingUpdates({ sessionNumberId: id, from: seq, limit: 50 });
      if (waiting[0]?.seq !== seq) return { outcome: NOTHING_LEFT, contact: null };
      const work = (account: SpcAccount): Promise<Outcome> =>
        isOver(row, account, context.now)
          ? Promise.resolve(ended(row, 'expired', null))
          : sendUpdates({ row, waiting, job, client: account.client, ...context });
      const tried = await trySession(job, context, parts, work, (account) => ofSession(row, seq, account));
      const { outcome } = tried;
      if (outcome.kind !== 'failed' || outcome.effect) return tried;
      return { ...tried, outcome: refusedUpdate(id, seq, outcome.reason) };
    },

    async release(job, context) {
      const { sessionNumberId: id } = job.payload;
      const row = await read.sessionNumber({ id });
      const { sessionId } = row;
      if (row.state !== 'active' || sessionId === null) return { outcome: NOTHING_LEFT, contact: null };
      const work = async ({ client }: SpcAccount): Promise<Outcome> => {
        const end = await client.release({ sessionId, signal: context.signal });
        return {
          kind: 'done',
          effect: {
            kind: 'session.ended',
            sessionNumberId: id,
            state: end.state === 'RELEASED' ? 'released' : 'expired',
            endedAt: end.releasedAt,
            quarantinedUntil: end.quarantinedUntil,
            reason: 'The number was released before this could be stored with it.',
          },
        };
      };
      return trySession(job, context, parts, work, () => (_fault, reason) => ({
        kind: 'failed',
        reason,
        hold: null,
        effect: null,
      }));
    },
  };
}

/** A number that is over is not asked about again; the network would say so too, but it may be out of reach. */
function isOver(row: SessionRow, { client, network }: SpcAccount, now: number): boolean {
  if (row.state !== 'active' || row.sessionId === null) return true;
  const clockDifferenceMs = client.clockDifferenceMs() ?? network.clockDifferenceMs;
  return row.expiresAt !== null && !isActive({ expiresAt: row.expiresAt, now, clockDifferenceMs });
}

function ofSession(row: SessionRow, seq: number, { network }: SpcAccount): Refusal {
  return ({ fault }: SpcFault, reason) => {
    if (fault.kind === 'session_expired') {
      return ended(row, fault.state === 'RELEASED' ? 'released' : 'expired', fault.endedAt);
    }
    // The practice network forgets its sessions with its process.
    if (network.practice && isUnknownSession(fault)) return ended(row, 'expired', null);
    return refusedUpdate(row.id, seq, reason);
  };
}

function isUnknownSession(fault: SpcFault['fault']): boolean {
  return (
    fault.kind === 'invalid_field' &&
    fault.violations.some(({ field, reason }) => field.endsWith('sessionId') && reason === 'UNKNOWN')
  );
}

function ended(row: SessionRow, state: 'expired' | 'released', endedAt: number | null): Outcome {
  const how = state === 'released' ? 'was released' : 'ended';
  const reason = `The session ${how} before this could be stored with it.`;
  return {
    kind: 'failed',
    reason,
    hold: null,
    effect: {
      kind: 'session.ended',
      sessionNumberId: row.id,
      state: row.state === 'released' ? 'released' : state,
      endedAt,
      quarantinedUntil: null,
      reason,
    },
  };
}

function refusedUpdate(sessionNumberId: number, seq: number, reason: string): Outcome {
  const effect = { kind: 'session.update_refused', sessionNumberId, seq, reason, versionNow: null } as const;
  return { kind: 'failed', reason, hold: null, effect };
}
