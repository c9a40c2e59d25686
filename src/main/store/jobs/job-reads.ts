import { DeskError } from '#shared/ipc/errors.ts';
import type { BatchView, JobFilter, JobPage, JobRow } from '#shared/ipc/jobs.ts';
import { allOf } from '../conversions/filter.ts';
import type { Condition } from '../conversions/filter.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { countsOf } from './job-counts.ts';
import type { JobTally } from './job-counts.ts';
import { holdsKind } from './job-holds.ts';
import { newestIdsAt } from '../file/newest-ids.ts';

interface StoredBatch extends Omit<BatchView, 'paused' | 'counts' | 'total'> {
  readonly paused: number;
}

interface StoredJob extends Omit<JobRow, 'wait' | 'batchId'> {
  readonly wait: '' | NonNullable<JobRow['wait']>;
  readonly batchId: number;
}

interface PageInput {
  readonly filter: JobFilter;
  readonly index: number;
  readonly limit: number;
  readonly now: number;
}

/** SQL over jobs j and batches b, with the present as its value. Why a queued job waits: its turn, its batch, a hold of its account or campaign, or what its last try said. */
export const WAIT = `CASE WHEN j.state <> 'queued' THEN '' WHEN j.wait = 'turn' THEN 'turn' WHEN b.paused = 1 THEN 'paused'
  ELSE coalesce((SELECT h.wait FROM job_holds AS h WHERE h.network_id = j.network_id AND ${holdsKind('j.kind')}
      AND h.campaign_id IN ('', j.campaign_id) AND (h.until IS NULL OR h.until > ?)
      ORDER BY h.until IS NULL DESC, h.until DESC LIMIT 1), j.wait) END`;

export const REASON = `CASE WHEN j.state = 'queued' AND j.wait <> 'turn' THEN
    coalesce((SELECT h.reason FROM job_holds AS h WHERE h.network_id = j.network_id AND ${holdsKind('j.kind')}
      AND h.campaign_id IN ('', j.campaign_id) AND (h.until IS NULL OR h.until > ?)
      ORDER BY h.until IS NULL DESC, h.until DESC LIMIT 1), j.last_reason) ELSE j.last_reason END`;

/** Reads of jobs and batches, newest first. Counts come from tallies. */
export function jobReads(db: Sqlite): {
  readonly jobPage: (input: PageInput) => JobPage;
  readonly batches: (input: { readonly limit: number }) => BatchView[];
  readonly batch: (input: { readonly id: number }) => BatchView;
} {
  const rows = db.prepare<[number, number, string], StoredJob>(
    `SELECT j.id, j.kind, j.network_id AS networkId, w.name AS networkName, j.campaign_id AS campaignId, j.lane,
       j.batch_id AS batchId, coalesce(b.name, '') AS batchName, j.state, j.attempts, j.created_at AS createdAt,
       CASE WHEN j.state = 'queued' AND j.wait <> 'turn' THEN j.due_at END AS dueAt, j.finished_at AS finishedAt,
       ${WAIT} AS wait, ${REASON} AS reason
     FROM jobs AS j JOIN networks AS w ON w.id = j.network_id LEFT JOIN batches AS b ON b.id = j.batch_id
     WHERE j.id IN (SELECT value FROM json_each(?)) ORDER BY j.id DESC`,
  );
  const batchSql = 'SELECT id, kind, name, created_at AS createdAt, paused FROM batches';
  const newest = db.prepare<[number], StoredBatch>(`${batchSql} ORDER BY id DESC LIMIT ?`);
  const one = db.prepare<[number], StoredBatch>(`${batchSql} WHERE id = ?`);
  const ofBatch = db.prepare<[number], JobTally>(
    'SELECT state, sum(count) AS count FROM job_tallies WHERE batch_id = ? GROUP BY state',
  );
  const idsAt = newestIdsAt(db, 'jobs AS j', 'j.id');

  const viewOf = (row: StoredBatch): BatchView => {
    const progress = countsOf(ofBatch.all(row.id));
    const total = Object.values(progress).reduce((sum, count) => sum + count, 0);
    return { ...row, paused: row.paused === 1, counts: progress, total };
  };
  return {
    jobPage: ({ filter, index, limit, now }) => {
      const where = allOf(conditionsOf(filter, 'j'));
      const tallied = allOf(conditionsOf(filter, 't'));
      const count = db
        .prepare<(number | string)[], number>(
          `SELECT coalesce(sum(t.count), 0) FROM job_tallies AS t WHERE ${tallied.sql}`,
        )
        .pluck()
        .get(...tallied.values);
      const ids = idsAt(where, index, limit);
      return { index, count: count ?? 0, rows: rows.all(now, now, JSON.stringify(ids)).map(rowOf) };
    },
    batches: ({ limit }) => newest.all(limit).map(viewOf),
    batch: ({ id }) => {
      const row = one.get(id);
      if (!row) throw new DeskError('not_found', `There is no batch with the id ${id}.`);
      return viewOf(row);
    },
  };
}

function conditionsOf(filter: JobFilter, table: 'j' | 't'): Condition[] {
  const { states, kinds, networkId, campaignId, batchId } = filter;
  const oneOf = (column: string, values: readonly string[] | undefined): Condition[] =>
    values === undefined
      ? []
      : [
          {
            sql: `${table}.${column} IN (SELECT value FROM json_each(?))`,
            values: [JSON.stringify(values)],
          },
        ];
  const equal = (column: string, value: number | string | undefined): Condition[] =>
    value === undefined ? [] : [{ sql: `${table}.${column} = ?`, values: [value] }];
  return [
    ...oneOf('state', states),
    ...oneOf('kind', kinds),
    ...equal('network_id', networkId),
    ...equal('campaign_id', campaignId),
    ...equal('batch_id', batchId),
  ];
}

function rowOf({ wait, batchId, ...row }: StoredJob): JobRow {
  return { ...row, batchId: batchId === 0 ? null : batchId, wait: wait === '' ? null : wait };
}
