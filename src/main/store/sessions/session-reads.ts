import type { SessionReads } from '#main/engine/ports/session-store.ts';
import { applyUpdate } from '#shared/domain/information-update.ts';
import { isLate } from '#shared/domain/session-expiry.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type {
  SessionCallRow,
  SessionCampaign,
  SessionDetail,
  SessionJob,
  SessionUpdateRow,
} from '#shared/ipc/sessions.ts';
import { allOf } from '../conversions/filter.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { newestIdsAt } from '../file/newest-ids.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { firstInformationOf } from './first-information.ts';
import { poolForecasts } from './pool-forecasts.ts';
import { sessionLane } from './queue-update.ts';
import { endedSessions } from './session-ends.ts';
import { sessionConditions } from './session-filter.ts';
import { SELECT_SESSIONS, sessionRowOf } from './session-rows.ts';
import type { StoredSession } from './session-rows.ts';
import { storedFields, storedKeywords, updateOf } from './stored-information.ts';
import type { StoredUpdate } from './stored-information.ts';

const HISTORY_SHOWN = 500;
const CALLS_SHOWN = 200;

type StoredEntry = StoredUpdate &
  Pick<
    SessionUpdateRow,
    'seq' | 'at' | 'by' | 'expectedVersion' | 'state' | 'reason' | 'versionAfter' | 'settledAt' | 'jobId'
  >;

interface StoredCall extends Omit<SessionCallRow, 'information' | 'late'> {
  readonly keywords: string;
  readonly fields: string;
}

interface StoredJob extends Omit<SessionJob, 'wait'> {
  readonly wait: '' | NonNullable<SessionJob['wait']>;
}

/** Reads of session numbers. Lists are newest first. */
export function sessionReads(db: Sqlite): InstantHandlers<SessionReads> {
  const byId = db.prepare<[number], StoredSession>(`${SELECT_SESSIONS} WHERE n.id = ?`);
  const byIds = db.prepare<[string], StoredSession>(
    `${SELECT_SESSIONS} WHERE n.id IN (SELECT value FROM json_each(?)) ORDER BY n.id DESC`,
  );
  const bySession = db.prepare<[string], StoredSession>(
    `${SELECT_SESSIONS} WHERE n.session_id = ? AND w.removed = 0 ORDER BY n.id DESC`,
  );
  const byReference = db.prepare<[number, string, string], StoredSession>(
    `${SELECT_SESSIONS} WHERE n.network_id = ? AND n.campaign_id = ? AND n.client_reference = ?`,
  );
  const entries = db.prepare<[number, number], StoredEntry>(
    `SELECT seq, at, by, mode, keywords, fields, removed, expected_version AS expectedVersion, state, reason,
       version_after AS versionAfter, settled_at AS settledAt, job_id AS jobId
     FROM session_updates WHERE session_number_id = ? ORDER BY seq DESC LIMIT ?`,
  );
  const waiting = db.prepare<
    [number, number, number],
    StoredUpdate & { seq: number; expected_version: number | null }
  >(
    `SELECT seq, mode, keywords, fields, removed, expected_version
     FROM session_updates INDEXED BY session_updates_queued
     WHERE session_number_id = ? AND state = 'queued' AND seq >= ? AND job_id IS NOT NULL ORDER BY seq LIMIT ?`,
  );
  const calls = db.prepare<[number, string, number], StoredCall>(
    `SELECT id, call_id AS callId, caller_number AS callerNumber, status, started_at AS startedAt,
       talk_seconds AS talkSeconds, information_version AS informationVersion, keywords, fields
     FROM session_calls WHERE network_id = ? AND session_id = ? ORDER BY started_at DESC, id DESC LIMIT ?`,
  );
  const jobs = db.prepare<[string, string], StoredJob>(
    `SELECT j.id, j.kind, j.state, j.wait, j.last_reason AS reason, j.due_at AS dueAt
     FROM jobs AS j WHERE j.id IN (
       SELECT id FROM jobs INDEXED BY jobs_of_lane WHERE lane = ? AND lane <> '' AND state IN ('queued', 'running')
       UNION SELECT id FROM jobs WHERE key IN (SELECT value FROM json_each(?)) AND state = 'failed') ORDER BY j.id`,
  );
  const account = db.prepare<[number], { extensions: number; clock_difference_ms: number | null }>(
    'SELECT extensions, clock_difference_ms FROM spc_accounts WHERE network_id = ?',
  );
  const campaigns = db.prepare<[], SessionCampaign>(
    `SELECT n.network_id AS networkId, w.name AS networkName, n.campaign_id AS campaignId,
       count(*) FILTER (WHERE n.state = 'active') AS active, count(*) AS "all"
     FROM session_numbers AS n JOIN networks AS w ON w.id = n.network_id
     GROUP BY n.network_id, n.campaign_id ORDER BY max(n.id) DESC`,
  );
  const idsAt = newestIdsAt(db, 'session_numbers AS n', 'n.id');
  const ends = endedSessions(db);
  const forecast = poolForecasts(db);
  const firstInformation = firstInformationOf(db);

  const found = (id: number): StoredSession => {
    const row = byId.get(id);
    if (!row) throw new DeskError('not_found', `There is no session number with the id ${id}.`);
    return row;
  };

  return {
    sessionPage: ({ filter, index, limit }) => {
      const where = allOf(sessionConditions(filter));
      const count = db
        .prepare<(number | string)[], number>(`SELECT count(*) FROM session_numbers AS n WHERE ${where.sql}`)
        .pluck()
        .get(...where.values);
      const rows = byIds.all(JSON.stringify(idsAt(where, index, limit))).map(sessionRowOf);
      return { index, count: count ?? 0, rows };
    },
    sessionDetail: ({ id }): SessionDetail => {
      const row = sessionRowOf(found(id));
      const { extensions = 0, clock_difference_ms: clockDifferenceMs = null } =
        account.get(row.networkId) ?? {};
      const after = waiting
        .all(id, 0, HISTORY_SHOWN)
        .map(updateOf)
        .reduce(
          applyUpdate,
          row.state === 'requested' ? (firstInformation(id) ?? row.information) : row.information,
        );
      const keys = JSON.stringify([`session.request:${id}`, `session.release:${id}`]);
      return {
        row,
        history: entries.all(id, HISTORY_SHOWN).map(entryOf),
        afterWaiting: { keywords: [...after.keywords], fields: { ...after.fields } },
        calls:
          row.sessionId === null
            ? []
            : calls.all(row.networkId, row.sessionId, CALLS_SHOWN).map(callOf(row.endedAt)),
        jobs: jobs
          .all(sessionLane(id), keys)
          .map(({ wait, ...job }) => ({ ...job, wait: wait === '' ? null : wait })),
        releasable: extensions === 1 && row.state === 'active',
        clockDifferenceMs,
      };
    },
    sessionNumber: ({ id }) => sessionRowOf(found(id)),
    sessionByNetworkId: ({ sessionId, networkId }) => {
      const row = bySession.all(sessionId).find((one) => networkId === null || one.networkId === networkId);
      return row ? sessionRowOf(row) : null;
    },
    sessionByReference: ({ networkId, campaignId, clientReference }) => {
      const row = byReference.get(networkId, campaignId, clientReference);
      return row ? sessionRowOf(row) : null;
    },
    firstInformation: ({ sessionNumberId }) => firstInformation(sessionNumberId),
    waitingUpdates: ({ sessionNumberId, from, limit }) =>
      waiting.all(sessionNumberId, from, limit).map((row) => ({
        seq: row.seq,
        update: updateOf(row),
        expectedVersion: row.expected_version,
      })),
    sessionCampaigns: () => campaigns.all(),
    sessionsEnding: ({ before, limit }) => ends.before(before, limit),
    nextSessionEnd: () => ends.next(),
    poolForecast: forecast,
  };
}

function entryOf({ keywords, fields, removed, ...row }: StoredEntry): SessionUpdateRow {
  return {
    ...row,
    keywords: keywords === null ? null : [...storedKeywords(keywords)],
    fields: fields === null ? null : { ...storedFields(fields) },
    removed: removed === null ? null : [...storedKeywords(removed)],
  };
}

function callOf(endedAt: number | null): (row: StoredCall) => SessionCallRow {
  return ({ keywords, fields, ...row }) => ({
    ...row,
    information: { keywords: [...storedKeywords(keywords)], fields: { ...storedFields(fields) } },
    late: isLate(row, endedAt),
  });
}
