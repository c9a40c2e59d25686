import type { ClaimedJob } from '#main/engine/ports/job.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { ASKS_OF_POOL, holdsKind } from './job-holds.ts';
import { isJobKind, storedContent } from './job-kinds.ts';

interface DueJob {
  readonly id: number;
  readonly key: string;
  readonly kind: string;
  readonly network_id: number;
  readonly campaign_id: string;
  readonly lane: string;
  readonly payload: string;
  readonly attempts: number;
  readonly unanswered: number;
  readonly created_at: number;
}

/** Jobs that share what may hold them back: account, campaign and batch. `pool` is 1 while their pool is empty. */
interface Queue {
  readonly network_id: number;
  readonly campaign_id: string;
  readonly batch_id: number;
  readonly pool: number;
}

interface ClaimInput {
  readonly now: number;
  readonly leaseMs: number;
  readonly perNetwork: number;
  readonly room: Readonly<Record<number, number>>;
  readonly away: readonly number[];
  readonly lane?: string | undefined;
}

const IN_TURN = "state = 'queued' AND wait <> 'turn'";

const HOLDS_OF_QUEUE = `h.network_id = t.network_id AND h.campaign_id IN ('', t.campaign_id)`;
const POOL_IS_EMPTY = `EXISTS (SELECT 1 FROM job_holds AS h WHERE ${HOLDS_OF_QUEUE} AND h.wait = 'pool')`;

/** Queues with something queued, of connected accounts and batches that go on. */
const OPEN_QUEUES = `SELECT DISTINCT t.network_id, t.campaign_id, t.batch_id, ${POOL_IS_EMPTY} AS pool FROM job_tallies AS t
  JOIN networks AS w ON w.id = t.network_id AND w.removed = 0
  LEFT JOIN batches AS b ON b.id = t.batch_id
  WHERE t.state = 'queued' AND t.count > 0 AND coalesce(b.paused, 0) = 0
    AND t.network_id NOT IN (SELECT value FROM json_each(?))`;

/** Takes jobs for the runner and gives them back. Each call is one transaction. */
export interface JobClaims {
  readonly claimJobs: (input: ClaimInput) => ClaimedJob[];
  readonly releaseJobs: (input: { readonly jobIds: readonly number[] | null }) => void;
  readonly nextJobAt: (input: { readonly away: readonly number[] }) => number | null;
}

export function jobClaims(db: Sqlite): JobClaims {
  const expire = db.prepare<[number]>(
    "UPDATE jobs SET state = 'queued', lease_until = NULL WHERE state = 'running' AND lease_until <= ?",
  );
  const forgetHolds = db.prepare<[number]>('DELETE FROM job_holds WHERE until <= ?');
  const openQueues = db.prepare<[string], Queue>(
    `${OPEN_QUEUES} AND NOT EXISTS (
       SELECT 1 FROM job_holds AS h WHERE ${HOLDS_OF_QUEUE} AND ${holdsKind('t.kind')}) ORDER BY 1, 2, 3`,
  );
  const due = db.prepare<[number, string, number, number, number, number], DueJob>(
    `SELECT id, key, kind, network_id, campaign_id, lane, payload, attempts, unanswered, created_at
     FROM jobs INDEXED BY jobs_in_turn
     WHERE network_id = ? AND campaign_id = ? AND batch_id = ? AND ${IN_TURN} AND due_at <= ?
       AND (? = 0 OR kind <> '${ASKS_OF_POOL}')
     ORDER BY due_at, id LIMIT ?`,
  );
  const firstOfLane = db.prepare<[string, number], DueJob>(
    `SELECT id, key, kind, network_id, campaign_id, lane, payload, attempts, unanswered, created_at
     FROM jobs INDEXED BY jobs_of_lane WHERE lane = ? AND lane <> '' AND state IN ('queued', 'running')
       AND state = 'queued' AND wait <> 'turn' AND due_at <= ? ORDER BY id LIMIT 1`,
  );
  const lease = db.prepare<[number, number]>(
    `UPDATE jobs SET state = 'running', lease_until = ?, unanswered = unanswered + 1, wait = '' WHERE id = ?`,
  );
  const given = "state = 'queued', lease_until = NULL, unanswered = max(0, unanswered - 1)";
  const release = db.prepare<[string]>(
    `UPDATE jobs SET ${given} WHERE state = 'running' AND id IN (SELECT value FROM json_each(?))`,
  );
  const releaseAll = db.prepare<[]>(
    "UPDATE jobs SET state = 'queued', lease_until = NULL WHERE state = 'running'",
  );
  const nextLease = db.prepare<[], { at: number | null }>(
    "SELECT min(lease_until) AS at FROM jobs INDEXED BY jobs_by_lease WHERE state = 'running'",
  );
  const soonest = (kinds: string): string => `(SELECT min(due_at) FROM jobs INDEXED BY jobs_in_turn
     WHERE network_id = t.network_id AND campaign_id = t.campaign_id AND batch_id = t.batch_id
       AND ${IN_TURN} AND kind ${kinds})`;
  const nextOfQueues = db.prepare<[string], QueueTimes>(
    `SELECT ${soonest(`= '${ASKS_OF_POOL}'`)} AS asks, ${soonest(`<> '${ASKS_OF_POOL}'`)} AS others,
       (SELECT max(until) FROM job_holds AS h WHERE ${HOLDS_OF_QUEUE}) AS held,
       (SELECT max(until) FROM job_holds AS h WHERE ${HOLDS_OF_QUEUE} AND wait <> 'pool') AS shut_until,
       EXISTS (SELECT 1 FROM job_holds AS h WHERE ${HOLDS_OF_QUEUE} AND until IS NULL) AS shut
     FROM (${OPEN_QUEUES}) AS t`,
  );
  let lastServed = '';

  const take = (row: DueJob, input: ClaimInput): ClaimedJob | null => {
    if (!isJobKind(row.kind)) return null;
    const job = claimedOf(row);
    lease.run(input.now + input.leaseMs, row.id);
    return job;
  };
  const claimLane = (lane: string, input: ClaimInput): ClaimedJob[] => {
    const row = firstOfLane.get(lane, input.now);
    const open = openQueues
      .all(JSON.stringify(input.away))
      .some(
        (queue) =>
          row?.network_id === queue.network_id &&
          row.campaign_id === queue.campaign_id &&
          (queue.pool === 0 || row.kind !== ASKS_OF_POOL),
      );
    const job = row && open ? take(row, input) : null;
    return job ? [job] : [];
  };

  return {
    claimJobs: atOnce(db, (input: ClaimInput): ClaimedJob[] => {
      expire.run(input.now);
      forgetHolds.run(input.now);
      if (input.lane !== undefined) return claimLane(input.lane, input);
      const room = new Map<number, number>();
      const roomOf = (network: number): number =>
        room.get(network) ?? input.room[network] ?? input.perNetwork;
      const queues = inTurn(openQueues.all(JSON.stringify(input.away)), lastServed).map((queue) => {
        const most = roomOf(queue.network_id);
        const { network_id, campaign_id, batch_id, pool } = queue;
        const rows = most > 0 ? due.all(network_id, campaign_id, batch_id, input.now, pool, most) : [];
        return { queue, rows };
      });
      const claimed: ClaimedJob[] = [];
      for (let round = 0; queues.some(({ rows }) => rows.length > round); round += 1) {
        for (const { queue, rows } of queues) {
          const row = rows[round];
          const left = roomOf(queue.network_id);
          const job = row && left > 0 ? take(row, input) : null;
          if (!job) continue;
          claimed.push(job);
          room.set(queue.network_id, left - 1);
          lastServed = nameOf(queue);
        }
      }
      return claimed;
    }),
    releaseJobs: ({ jobIds }) => {
      if (jobIds === null) releaseAll.run();
      else release.run(JSON.stringify(jobIds));
    },
    nextJobAt: ({ away }) => {
      const times = nextOfQueues
        .all(JSON.stringify(away))
        .flatMap(({ asks, others, held, shut_until: shutUntil, shut }) => {
          if (shut === 1) return [];
          const asked = asks === null ? [] : [Math.max(asks, held ?? 0)];
          return others === null ? asked : [...asked, Math.max(others, shutUntil ?? 0)];
        });
      const leaseAt = nextLease.get()?.at ?? null;
      if (leaseAt !== null) times.push(leaseAt);
      return times.length === 0 ? null : Math.min(...times);
    },
  };
}

/** When a queue's jobs are due, and until when they are held: those that ask a pool for a number, and the others. */
interface QueueTimes {
  readonly asks: number | null;
  readonly others: number | null;
  readonly held: number | null;
  readonly shut_until: number | null;
  readonly shut: number;
}

function claimedOf(row: DueJob): ClaimedJob {
  return {
    ...storedContent(row),
    id: row.id,
    key: row.key,
    networkId: row.network_id,
    campaignId: row.campaign_id,
    lane: row.lane,
    attempt: row.attempts + 1,
    unanswered: row.unanswered,
    createdAt: row.created_at,
  };
}

function nameOf({ network_id, campaign_id, batch_id }: Queue): string {
  return JSON.stringify([network_id, campaign_id, batch_id]);
}

/** The queues in turn, beginning after the one that was served last, so that none waits behind the others. */
function inTurn(queues: readonly Queue[], lastServed: string): readonly Queue[] {
  const place = queues.findIndex((queue) => nameOf(queue) === lastServed);
  return place < 0 ? queues : [...queues.slice(place + 1), ...queues.slice(0, place + 1)];
}
