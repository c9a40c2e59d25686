import type { VisitStanding } from '#main/engine/ports/visit-store.ts';
import { isActive } from '#shared/domain/session-expiry.ts';
import type { SessionState } from '#shared/ipc/sessions.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** A visit's columns as the writes need them. */
export interface StoredVisit {
  readonly id: number;
  readonly site_id: number;
  readonly visit_key: string;
  readonly state: 'open' | 'ended';
  readonly steps: number;
  readonly turn: number;
  readonly session_number_id: number | null;
  readonly keywords: string;
  readonly fields: string;
  readonly waiting_since: number | null;
  readonly carried: string;
  readonly release: number;
  readonly released: number;
  readonly network_id: number;
  readonly campaign_id: string;
  readonly ttl_seconds: number | null;
  readonly reference: string;
  readonly fallback: string;
  readonly release_at_end: number;
}

export const SELECT_VISITS = `SELECT v.id, v.site_id, v.visit_key, v.state, v.steps, v.turn, v.session_number_id,
    v.keywords, v.fields, v.waiting_since, v.carried, v.release, v.released, s.network_id, s.campaign_id, s.ttl_seconds,
    s.reference, s.fallback, s.release_at_end
  FROM visits AS v JOIN visit_sites AS s ON s.id = v.site_id`;

interface StoredNumber {
  readonly id: number;
  readonly state: SessionState;
  readonly display: string | null;
  readonly e164: string | null;
  readonly expiresAt: number | null;
  readonly createdAt: number;
  readonly reason: string;
  readonly clockDifferenceMs: number | null;
}

/** The number of a visit, and whether it can still be given to a visitor. */
export interface StandingNumber extends StoredNumber {
  readonly over: boolean;
}

/** Reads where a visit stands. */
export interface VisitStandings {
  readonly number: (visit: StoredVisit, now: number) => StandingNumber | null;
  readonly of: (visit: StoredVisit, now: number) => VisitStanding;
}

export function visitStandings(db: Sqlite): VisitStandings {
  const number = db.prepare<[number], StoredNumber>(
    `SELECT n.id, n.state, n.display, n.e164, n.expires_at AS expiresAt, n.created_at AS createdAt, n.reason,
       a.clock_difference_ms AS clockDifferenceMs
     FROM session_numbers AS n LEFT JOIN spc_accounts AS a ON a.network_id = n.network_id WHERE n.id = ?`,
  );
  const replaced = db
    .prepare<[number, number], string | null>(
      `SELECT n.e164 FROM visit_numbers AS v JOIN session_numbers AS n ON n.id = v.session_number_id
       WHERE v.visit_id = ? AND v.turn < ? AND n.e164 IS NOT NULL ORDER BY v.turn DESC LIMIT 1`,
    )
    .pluck();
  const untracked = db
    .prepare<[number, string], string | null>(
      'SELECT fallback_number FROM session_pools WHERE network_id = ? AND campaign_id = ?',
    )
    .pluck();

  const numberOf = (visit: StoredVisit, now: number): StandingNumber | null => {
    const row = visit.session_number_id === null ? undefined : number.get(visit.session_number_id);
    return row ? { ...row, over: visit.released === 1 || isOver(row, now) } : null;
  };
  return {
    number: numberOf,
    of: (visit, now) => {
      const row = numberOf(visit, now);
      return {
        visitKey: visit.visit_key,
        state: visit.state,
        steps: visit.steps,
        number: row && {
          sessionNumberId: row.id,
          state: row.state,
          over: row.over,
          given: row.e164 === null ? null : { e164: row.e164, display: row.display ?? row.e164 },
          expiresAt: row.expiresAt,
          reason: row.reason,
        },
        replaces: replaced.get(visit.id, visit.turn) ?? null,
        fallback: visit.fallback,
        fallbackNumber: untracked.get(visit.network_id, visit.campaign_id) ?? null,
      };
    },
  };
}

function isOver({ state, expiresAt, clockDifferenceMs }: StoredNumber, now: number): boolean {
  if (state === 'requested') return false;
  if (state !== 'active') return true;
  return expiresAt !== null && !isActive({ expiresAt, now, clockDifferenceMs });
}
