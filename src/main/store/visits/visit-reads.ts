import type { VisitReads } from '#main/engine/ports/visit-store.ts';
import type { VisitNumber, VisitOfSession, VisitRow, VisitStepRow } from '#shared/ipc/visits.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { sessionReads } from '../sessions/session-reads.ts';
import { storedFields, storedKeywords } from '../sessions/stored-information.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { siteList } from './site-records.ts';
import { SELECT_VISITS, visitStandings } from './visit-standing.ts';
import type { StoredVisit } from './visit-standing.ts';

const STEPS_SHOWN = 500;

interface StoredRow extends Omit<VisitRow, 'keywords' | 'number'> {
  readonly keywords: string;
  readonly sessionNumberId: number | null;
}

interface StoredStep extends Omit<VisitStepRow, 'keywords' | 'fields' | 'carriedBy'> {
  readonly keywords: string | null;
  readonly fields: string;
  readonly sessionNumberId: number | null;
  readonly seq: number | null;
}

const SELECT_ROWS = `SELECT v.id, s.name AS siteName, v.visit_key AS visitKey, v.state, v.ended_by AS endedBy,
    v.started_at AS startedAt, v.last_step_at AS lastStepAt, v.ended_at AS endedAt, v.steps, v.keywords,
    v.session_number_id AS sessionNumberId
  FROM visits AS v JOIN visit_sites AS s ON s.id = v.site_id`;

/** Reads of sites and visits. */
export function visitReads(db: Sqlite): InstantHandlers<VisitReads> {
  const standings = visitStandings(db);
  const { sessionDetail } = sessionReads(db);
  const byKey = db.prepare<[number, string], StoredVisit>(
    `${SELECT_VISITS} WHERE v.site_id = ? AND v.visit_key = ?`,
  );
  const recent = db.prepare<[number], StoredRow>(`${SELECT_ROWS} ORDER BY v.id DESC LIMIT ?`);
  const ofNumber = db.prepare<[number], StoredRow>(
    `${SELECT_ROWS} JOIN visit_numbers AS k ON k.visit_id = v.id WHERE k.session_number_id = ?`,
  );
  const numbers = db.prepare<[number], VisitNumber>(
    `SELECT k.session_number_id AS sessionNumberId, k.turn, n.state, coalesce(n.display, '') AS display,
       n.created_at AS askedAt, n.allocated_at AS allocatedAt, n.ended_at AS endedAt
     FROM visit_numbers AS k JOIN session_numbers AS n ON n.id = k.session_number_id WHERE k.visit_id = ? ORDER BY k.turn`,
  );
  const steps = db.prepare<[number, number], StoredStep>(
    `SELECT place, at, keywords, fields, session_number_id AS sessionNumberId, update_seq AS seq
     FROM visit_steps WHERE visit_id = ? ORDER BY place DESC LIMIT ?`,
  );

  const rowOf = ({ keywords, sessionNumberId, ...row }: StoredRow): VisitRow => ({
    ...row,
    keywords: [...storedKeywords(keywords)],
    number: numbers.all(row.id).find((one) => one.sessionNumberId === sessionNumberId) ?? null,
  });
  return {
    visitSites: siteList(db),
    visitStanding: ({ siteId, visitKey, now }) => {
      const visit = byKey.get(siteId, visitKey);
      return visit ? standings.of(visit, now) : null;
    },
    recentVisits: ({ limit }) => recent.all(limit).map(rowOf),
    visitOfSession: ({ sessionNumberId }): VisitOfSession | null => {
      const row = ofNumber.get(sessionNumberId);
      if (!row) return null;
      const all = numbers.all(row.id);
      const told = steps.all(row.id, STEPS_SHOWN).toReversed();
      const details = all.map(({ sessionNumberId: id }) => sessionDetail({ id }));
      return {
        visit: rowOf(row),
        numbers: all,
        steps: told.map(stepOf),
        updates: details.flatMap(({ row: { id }, history }) =>
          history.toReversed().map((update) => ({ ...update, sessionNumberId: id })),
        ),
        calls: details.flatMap(({ row: { id }, calls }) =>
          calls.toReversed().map((call) => ({ ...call, sessionNumberId: id })),
        ),
      };
    },
  };
}

function stepOf({ keywords, fields, sessionNumberId, seq, ...row }: StoredStep): VisitStepRow {
  return {
    ...row,
    keywords: keywords === null ? null : [...storedKeywords(keywords)],
    fields: { ...storedFields(fields) },
    carriedBy: sessionNumberId === null || seq === null ? null : { sessionNumberId, seq },
  };
}
