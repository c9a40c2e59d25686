import type { SessionWrites } from '#main/engine/ports/session-store.ts';
import type { ToldStep, VisitStanding, VisitWrites } from '#main/engine/ports/visit-store.ts';
import { informationViolations } from '#shared/domain/session-information-check.ts';
import { storedInformation } from '#shared/domain/session-text.ts';
import { stepFields } from '#shared/domain/visit-step.ts';
import { carryAt, FAILED_NUMBER_REST_MS, VISIT_IDLE_MS } from '#shared/domain/visit-timing.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedFields, storedKeywords } from '../sessions/stored-information.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { stepCarrier } from './carry-steps.ts';
import { siteRecords } from './site-records.ts';
import { SELECT_VISITS, visitStandings } from './visit-standing.ts';
import type { StandingNumber, StoredVisit } from './visit-standing.ts';

type StepInput = Parameters<VisitWrites['tellStep']>[0];

const SLICE = 200;

/** Writes of sites and visits, each its own transaction. */
export function visitWrites(
  db: Sqlite,
  sessions: InstantHandlers<SessionWrites>,
): InstantHandlers<VisitWrites> {
  const sites = siteRecords(db);
  const standings = visitStandings(db);
  const carrier = stepCarrier(db, sessions);
  const site = db.prepare<[number], number>('SELECT 1 FROM visit_sites WHERE id = ? AND removed = 0').pluck();
  const byKey = db.prepare<[number, string], StoredVisit>(
    `${SELECT_VISITS} WHERE v.site_id = ? AND v.visit_key = ?`,
  );
  const byId = db.prepare<[number], StoredVisit>(`${SELECT_VISITS} WHERE v.id = ?`);
  const begin = db.prepare<[number, string, number, number]>(
    `INSERT INTO visits (site_id, visit_key, state, started_at, last_step_at, keywords, fields, carried)
     VALUES (?, ?, 'open', ?, ?, '[]', '{}', '{"keywords":[],"fields":{}}')`,
  );
  const knownStep = db
    .prepare<[number, string], number>('SELECT 1 FROM visit_steps WHERE visit_id = ? AND step_key = ?')
    .pluck();
  const addStep = db.prepare<[number, number, string, number, string | null, string]>(
    'INSERT INTO visit_steps (visit_id, place, step_key, at, keywords, fields) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const goOn = db.prepare<[number, number, string, string, number, number, number]>(
    `UPDATE visits SET state = 'open', ended_by = NULL, ended_at = NULL, release = 0, last_step_at = ?, steps = ?,
       keywords = ?, fields = ?, waiting_since = ?, due_at = ? WHERE id = ?`,
  );
  const finish = db.prepare<['site' | 'idle', number, number, number]>(
    "UPDATE visits SET state = 'ended', ended_by = ?, ended_at = ?, release = ? WHERE id = ?",
  );
  const setRelease = db.prepare<[number, number, number]>(
    'UPDATE visits SET release = ?, released = ? WHERE id = ?',
  );
  const ofSite = db
    .prepare<[number], number>("SELECT id FROM visits WHERE site_id = ? AND state = 'open'")
    .pluck();
  const due = db
    .prepare<[number, number], number>('SELECT id FROM visits WHERE due_at <= ? ORDER BY due_at LIMIT ?')
    .pluck();
  const idle = db
    .prepare<[number, number], number>(
      `SELECT id FROM visits INDEXED BY visits_open WHERE state = 'open' AND last_step_at <= ?
       ORDER BY last_step_at LIMIT ?`,
    )
    .pluck();
  const toRelease = db
    .prepare<[number], number>(
      `SELECT v.id FROM visits AS v INDEXED BY visits_to_release JOIN session_numbers AS n ON n.id = v.session_number_id
       WHERE v.release = 1 AND v.released = 0 AND n.state <> 'requested' LIMIT ?`,
    )
    .pluck();
  const next = db.prepare<[], { due: number | null; quiet: number | null }>(
    `SELECT (SELECT min(due_at) FROM visits WHERE due_at IS NOT NULL) AS due,
       (SELECT min(last_step_at) FROM visits INDEXED BY visits_open WHERE state = 'open') AS quiet`,
  );

  const visitAt = (id: number): StoredVisit => {
    const row = byId.get(id);
    if (!row) throw new DeskError('not_found', `There is no visit with the id ${id}.`);
    return row;
  };
  const visitOf = (siteId: number, visitKey: string): StoredVisit => {
    const row = byKey.get(siteId, visitKey);
    if (row) return row;
    throw new DeskError('not_found', 'There is no such visit: it has to be started first.', {
      field: 'visit',
    });
  };
  const started = ({ siteId, visitKey, now }: StepInput): StoredVisit => {
    if (site.get(siteId) === undefined) throw new DeskError('not_found', 'This site is not registered.');
    const known = byKey.get(siteId, visitKey);
    if (known) return known;
    return visitAt(Number(begin.run(siteId, visitKey, now, now).lastInsertRowid));
  };

  const tell = (input: StepInput): ToldStep => {
    const { siteId, visitKey, stepKey, step, now } = input;
    const visit = input.opens ? started(input) : visitOf(siteId, visitKey);
    if (stepKey !== '' && knownStep.get(visit.id, stepKey) !== undefined) {
      return { standing: standings.of(visit, now), asked: false };
    }
    const told = storedInformation({
      keywords: step.keywords ?? storedKeywords(visit.keywords),
      fields: stepFields(step, visit.steps === 0),
    });
    const fields = { ...storedFields(visit.fields), ...told.fields };
    const [wrong] = informationViolations({ keywords: told.keywords, fields });
    if (wrong) throw new DeskError('invalid_input', wrong.message, { field: wrong.path });
    const keywords = JSON.stringify(told.keywords);
    const place = visit.steps + 1;
    addStep.run(
      visit.id,
      place,
      stepKey,
      now,
      step.keywords === null ? null : keywords,
      JSON.stringify(told.fields),
    );
    const since = visit.waiting_since ?? now;
    goOn.run(
      now,
      place,
      keywords,
      JSON.stringify(fields),
      since,
      carryAt({ since, lastStepAt: now }),
      visit.id,
    );
    const after = visitAt(visit.id);
    const asked = needsNumber(standings.number(after, now), now);
    if (asked) carrier.ask(after, now);
    return { standing: standings.of(visitAt(visit.id), now), asked };
  };

  /** Gives the number back once there is one to give; true when that was asked for now. */
  const tryRelease = (visit: StoredVisit, now: number): boolean => {
    const number = standings.number(visit, now);
    if (number !== null && number.state === 'requested') return false;
    if (number === null || number.over) {
      setRelease.run(0, visit.released, visit.id);
      return false;
    }
    try {
      sessions.queueRelease({ sessionNumberId: number.id, now });
      setRelease.run(1, 1, visit.id);
      return true;
    } catch (cause) {
      if (!(cause instanceof DeskError) || cause.code !== 'not_permitted') throw cause;
      // The account does not offer it: the number ends by itself.
      setRelease.run(0, 0, visit.id);
      return false;
    }
  };
  const end = (visit: StoredVisit, by: 'site' | 'idle', release: boolean, now: number): number => {
    const carried = carrier.carry(visit, standings.number(visit, now), now);
    finish.run(by, now, Number(release), visit.id);
    const released = release && tryRelease(visitAt(visit.id), now);
    return Number(carried) + Number(released);
  };
  const endVisit = (input: Parameters<VisitWrites['endVisit']>[0]): VisitStanding => {
    const visit = visitOf(input.siteId, input.visitKey);
    if (visit.state === 'open') end(visit, 'site', input.release ?? visit.release_at_end === 1, input.now);
    return standings.of(visitAt(visit.id), input.now);
  };
  const tend = (now: number): { queued: number; ended: number; nextAt: number | null } => {
    let queued = 0;
    for (const id of due.all(now, SLICE)) {
      const visit = visitAt(id);
      queued += Number(carrier.carry(visit, standings.number(visit, now), now));
    }
    const quiet = idle.all(now - VISIT_IDLE_MS, SLICE);
    for (const id of quiet) {
      const visit = visitAt(id);
      queued += end(visit, 'idle', visit.release_at_end === 1, now);
    }
    for (const id of toRelease.all(SLICE)) queued += Number(tryRelease(visitAt(id), now));
    const { due: dueAt = null, quiet: lastStepAt = null } = next.get() ?? {};
    const times = [dueAt, lastStepAt === null ? null : lastStepAt + VISIT_IDLE_MS].filter(
      (at) => at !== null,
    );
    return { queued, ended: quiet.length, nextAt: times.length === 0 ? null : Math.min(...times) };
  };

  return {
    saveSite: atOnce(db, sites.save),
    setSiteKey: atOnce(db, sites.setKey),
    removeSite: atOnce(db, ({ id, now }: { readonly id: number; readonly now: number }) => {
      sites.remove({ id });
      for (const visit of ofSite.all(id)) end(visitAt(visit), 'site', false, now);
    }),
    tellStep: atOnce(db, tell),
    endVisit: atOnce(db, endVisit),
    tendVisits: atOnce(db, ({ now }: { readonly now: number }) => tend(now)),
  };
}

/** A number that failed is not asked for again at once, however fast a visitor is. */
function needsNumber(number: StandingNumber | null, now: number): boolean {
  if (number === null) return true;
  return number.over && (number.state !== 'failed' || now >= number.createdAt + FAILED_NUMBER_REST_MS);
}
