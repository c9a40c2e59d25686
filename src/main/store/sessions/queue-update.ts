import type { InformationUpdate } from '#shared/domain/session-information.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { SessionOrigin } from '#shared/ipc/sessions.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { columnsOf } from './stored-information.ts';

/** An update as it is to be added to a number's history. */
export interface NewUpdate {
  readonly sessionNumberId: number;
  readonly by: SessionOrigin;
  readonly update: InformationUpdate;
  readonly expectedVersion: number | null;
  readonly batchId: number | null;
  readonly dueAt: number;
  readonly now: number;
}

/** The lane of everything that is done for one session number. */
export function sessionLane(sessionNumberId: number): string {
  return `session:${sessionNumberId}`;
}

/** Adds an update to a number's history and the job that sends it; within the caller's transaction. */
export function updateQueue(
  db: Sqlite,
  queue: JobQueue,
): (input: NewUpdate) => { readonly seq: number; readonly jobId: number; readonly lane: string } {
  const number = db.prepare<
    [number],
    { network_id: number; campaign_id: string; state: string; updates: number; reason: string }
  >('SELECT network_id, campaign_id, state, updates, reason FROM session_numbers WHERE id = ?');
  const count = db.prepare<[number, number]>('UPDATE session_numbers SET updates = ? WHERE id = ?');
  const insert = db.prepare<
    [
      number,
      number,
      number,
      SessionOrigin,
      string,
      string | null,
      string | null,
      string | null,
      number | null,
      number,
    ]
  >(
    `INSERT INTO session_updates (session_number_id, seq, at, by, mode, keywords, fields, removed, expected_version,
       state, job_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?)`,
  );
  return ({ sessionNumberId: id, by, update, expectedVersion, batchId, dueAt, now }) => {
    const row = number.get(id);
    if (!row) throw new DeskError('not_found', `There is no session number with the id ${id}.`);
    if (row.state !== 'requested' && row.state !== 'active') {
      const why = row.state === 'failed' ? `its number never came: ${row.reason}` : `it has ${row.state}`;
      throw new DeskError('conflict', `Nothing more can be stored with this session; ${why}.`);
    }
    const seq = row.updates + 1;
    const lane = sessionLane(id);
    const job = queue.add({
      key: `session.update:${id}:${seq}`,
      kind: 'session.update',
      networkId: row.network_id,
      campaignId: row.campaign_id,
      lane,
      batchId,
      payload: { sessionNumberId: id, seq },
      dueAt,
      now,
    });
    const { mode, keywords, fields, removed } = columnsOf(update);
    insert.run(id, seq, now, by, mode, keywords, fields, removed, expectedVersion, job.id);
    count.run(seq, id);
    return { seq, jobId: job.id, lane };
  };
}
