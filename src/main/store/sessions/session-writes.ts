import type { RequestedNumber, SessionWrites } from '#main/engine/ports/session-store.ts';
import { sameInformation } from '#shared/domain/information-update.ts';
import { NO_INFORMATION } from '#shared/domain/session-information.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { jobActs } from '../jobs/job-acts.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { sessionLane, updateQueue } from './queue-update.ts';
import type { NewUpdate } from './queue-update.ts';
import { endedSessions } from './session-ends.ts';
import { firstInformationOf } from './first-information.ts';
import { SELECT_SESSIONS, sessionRowOf } from './session-rows.ts';
import type { StoredSession } from './session-rows.ts';
import { waitingSettler } from './settle-waiting.ts';

type RequestInput = Parameters<SessionWrites['requestSession']>[0];

/** Writes of session numbers, each its own transaction. */
export function sessionWrites(db: Sqlite, queue: JobQueue): InstantHandlers<SessionWrites> {
  const byReference = db.prepare<[number, string, string], StoredSession>(
    `${SELECT_SESSIONS} WHERE n.network_id = ? AND n.campaign_id = ? AND n.client_reference = ?`,
  );
  const byId = db.prepare<[number], StoredSession>(`${SELECT_SESSIONS} WHERE n.id = ?`);
  const account = db.prepare<[number], { extensions: number }>(
    `SELECT s.extensions FROM spc_accounts AS s JOIN networks AS w ON w.id = s.network_id
     WHERE s.network_id = ? AND w.removed = 0`,
  );
  const insert = db.prepare<[number, string, string, string, number | null, number, number]>(
    `INSERT INTO session_numbers (network_id, campaign_id, client_reference, purpose, state, ttl_seconds, created_at,
       updates) VALUES (?, ?, ?, ?, 'requested', ?, ?, ?)`,
  );
  const addFirst = db.prepare<[number, number, string, string, string]>(
    `INSERT INTO session_updates (session_number_id, seq, at, by, mode, keywords, fields, state)
     VALUES (?, 1, ?, ?, 'replace', ?, ?, 'queued')`,
  );
  const askAnew = db.prepare<[number | null, number]>(
    "UPDATE session_numbers SET state = 'requested', reason = '', ttl_seconds = ? WHERE id = ?",
  );
  const changeFirst = db.prepare<[string, string, number]>(
    `UPDATE session_updates SET keywords = ?, fields = ?, state = 'queued', reason = '', settled_at = NULL
     WHERE session_number_id = ? AND job_id IS NULL`,
  );
  const ended = endedSessions(db);
  const expire = db.prepare<[number]>(
    "UPDATE session_numbers SET state = 'expired', ended_at = expires_at WHERE id = ?",
  );
  const updateJob = db.prepare<[number, number], { job_id: number | null }>(
    'SELECT job_id FROM session_updates WHERE session_number_id = ? AND seq = ?',
  );
  const queueUpdate = updateQueue(db, queue);
  const settleWaiting = waitingSettler(db, queue);
  const { cancelJob } = jobActs(db, queue);
  const firstInformation = firstInformationOf(db);

  const rowOf = (id: number): StoredSession => {
    const row = byId.get(id);
    if (!row) throw new DeskError('not_found', `There is no session number with the id ${id}.`);
    return row;
  };
  const jobKey = (id: number): string => `session.request:${id}`;

  const found = (row: StoredSession, input: RequestInput): RequestedNumber => {
    const lane = sessionLane(row.id);
    const jobId = queue.idOf(jobKey(row.id)) ?? 0;
    if (row.state === 'failed') {
      askAnew.run(input.ttlSeconds, row.id);
      const { keywords, fields } = input.information ?? NO_INFORMATION;
      const changed = changeFirst.run(JSON.stringify(keywords), JSON.stringify(fields), row.id).changes > 0;
      queue.requeue({ id: jobId, now: input.now });
      if (!changed && input.information !== null) {
        const update = { mode: 'replace', ...input.information } as const;
        queueUpdate({ ...sending(input), sessionNumberId: row.id, update });
      }
      return { row: sessionRowOf(rowOf(row.id)), fresh: true, jobId, lane };
    }
    const before = firstInformation(row.id) ?? NO_INFORMATION;
    if (
      row.ttlSeconds !== input.ttlSeconds ||
      !sameInformation(before, input.information ?? NO_INFORMATION)
    ) {
      const message = `“${input.clientReference}” stands for a number that was asked for with another hold or other information.`;
      throw new DeskError('conflict', message, { field: 'reference' });
    }
    return { row: sessionRowOf(row), fresh: false, jobId, lane };
  };
  const sending = ({ purpose, batchId, now }: RequestInput) => ({
    by: purpose,
    expectedVersion: null,
    batchId,
    dueAt: now,
    now,
  });
  const request = (input: RequestInput): RequestedNumber => {
    const { networkId, campaignId, clientReference, information, now } = input;
    if (!account.get(networkId))
      throw new DeskError('not_found', `There is no SPC account with the id ${networkId}.`);
    const known = byReference.get(networkId, campaignId, clientReference);
    if (known) return found(known, input);
    const first = information === null ? 0 : 1;
    const made = insert.run(
      networkId,
      campaignId,
      clientReference,
      input.purpose,
      input.ttlSeconds,
      now,
      first,
    );
    const id = Number(made.lastInsertRowid);
    if (information !== null) {
      const { keywords, fields } = information;
      addFirst.run(id, now, input.purpose, JSON.stringify(keywords), JSON.stringify(fields));
    }
    const lane = sessionLane(id);
    const job = queue.add({
      key: jobKey(id),
      kind: 'session.request',
      networkId,
      campaignId,
      lane,
      batchId: input.batchId,
      payload: { sessionNumberId: id },
      dueAt: now,
      now,
    });
    return { row: sessionRowOf(rowOf(id)), fresh: true, jobId: job.id, lane };
  };
  const release = ({ sessionNumberId: id, now }: { sessionNumberId: number; now: number }) => {
    const row = rowOf(id);
    if (account.get(row.networkId)?.extensions !== 1)
      throw new DeskError('not_permitted', `“${row.networkName}” does not offer to release numbers.`);
    if (row.state !== 'active')
      throw new DeskError('conflict', 'Only a number that is active can be released.');
    const lane = sessionLane(id);
    const job = queue.add({
      key: `session.release:${id}`,
      kind: 'session.release',
      networkId: row.networkId,
      campaignId: row.campaignId,
      lane,
      batchId: null,
      payload: { sessionNumberId: id },
      dueAt: now,
      now,
    });
    if (!job.fresh) queue.requeue({ id: job.id, now });
    return { jobId: job.id, lane };
  };
  const end = (now: number): { ended: number; notApplied: number } => {
    const over = ended.by(now);
    let notApplied = 0;
    for (const id of over) {
      expire.run(id);
      notApplied += settleWaiting(id, 'The session ended before this could be stored with it.', now);
    }
    return { ended: over.length, notApplied };
  };

  return {
    requestSession: atOnce(db, request),
    queueUpdate: atOnce(db, (input: NewUpdate) => queueUpdate(input)),
    queueRelease: atOnce(db, release),
    cancelUpdate: ({ sessionNumberId, seq, now }) => {
      const entry = updateJob.get(sessionNumberId, seq);
      if (!entry) throw new DeskError('not_found', 'This update is not in the history.');
      if (entry.job_id === null)
        throw new DeskError('conflict', 'This goes out with the request for the number itself.');
      cancelJob({ id: entry.job_id, now });
    },
    endSessions: atOnce(db, ({ now }: { readonly now: number }) => end(now)),
  };
}
