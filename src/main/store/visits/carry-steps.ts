import type { SessionWrites } from '#main/engine/ports/session-store.ts';
import { clientReference } from '#shared/domain/client-reference.ts';
import { applyUpdate, sameInformation } from '#shared/domain/information-update.ts';
import { NO_INFORMATION } from '#shared/domain/session-information.ts';
import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import { z } from 'zod';
import type { Sqlite } from '../file/sqlite.ts';
import { storedFields, storedKeywords } from '../sessions/stored-information.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import type { StandingNumber, StoredVisit } from './visit-standing.ts';

const information = z.object({
  keywords: z.array(z.string()),
  fields: z.record(z.string(), z.string()),
});

interface WaitingStep {
  readonly place: number;
  readonly keywords: string | null;
  readonly fields: string;
}

/** How steps get into the history of a number; each within the caller's transaction. */
export interface StepCarrier {
  /** Queues one update with what the waiting steps come to; false when there was nothing to tell the network. */
  readonly carry: (visit: StoredVisit, number: StandingNumber | null, now: number) => boolean;
  /** Asks for the visit's next number, with all that is known of the visit. */
  readonly ask: (visit: StoredVisit, now: number) => void;
}

export function stepCarrier(db: Sqlite, sessions: InstantHandlers<SessionWrites>): StepCarrier {
  const waiting = db.prepare<[number], WaitingStep>(
    `SELECT place, keywords, fields FROM visit_steps INDEXED BY visit_steps_waiting
     WHERE visit_id = ? AND update_seq IS NULL ORDER BY place`,
  );
  const lastSeq = db
    .prepare<[number, number], number>(
      `SELECT max(update_seq) FROM visit_steps WHERE visit_id = ? AND session_number_id = ?`,
    )
    .pluck();
  const carriedBy = db.prepare<[number, number, number]>(
    `UPDATE visit_steps SET session_number_id = ?, update_seq = ? WHERE visit_id = ? AND update_seq IS NULL`,
  );
  const rest = db.prepare<[number]>('UPDATE visits SET due_at = NULL, waiting_since = NULL WHERE id = ?');
  const settle = db.prepare<[string, number]>(
    'UPDATE visits SET due_at = NULL, waiting_since = NULL, carried = ? WHERE id = ?',
  );
  const give = db.prepare<[number, number, string, number]>(
    `UPDATE visits SET turn = ?, session_number_id = ?, carried = ?, due_at = NULL, waiting_since = NULL, release = 0,
       released = 0 WHERE id = ?`,
  );
  const remember = db.prepare<[number, number, number]>(
    'INSERT INTO visit_numbers (session_number_id, visit_id, turn) VALUES (?, ?, ?)',
  );

  return {
    carry: (visit, number, now) => {
      const steps = waiting.all(visit.id);
      if (steps.length === 0 || number === null || number.over) {
        // A number that is over takes nothing any more; the next step gets another one, which is told all of it.
        rest.run(visit.id);
        return false;
      }
      const update = updateOf(steps);
      const before: SessionInformation = information.parse(JSON.parse(visit.carried));
      const after = applyUpdate(before, update);
      const known = sameInformation(before, after) ? lastSeq.get(visit.id, number.id) : undefined;
      const seq =
        known ??
        sessions.queueUpdate({
          sessionNumberId: number.id,
          by: 'drill_down',
          update,
          expectedVersion: null,
          batchId: null,
          dueAt: now,
          now,
        }).seq;
      carriedBy.run(number.id, seq, visit.id);
      settle.run(JSON.stringify(after), visit.id);
      return known === undefined;
    },
    ask: (visit, now) => {
      const turn = visit.turn + 1;
      const all = { keywords: storedKeywords(visit.keywords), fields: storedFields(visit.fields) };
      const nothing = sameInformation(all, NO_INFORMATION);
      const { row } = sessions.requestSession({
        networkId: visit.network_id,
        campaignId: visit.campaign_id,
        clientReference: clientReference([`visit-${visit.reference}`, visit.visit_key, `t${turn}`]),
        ttlSeconds: visit.ttl_seconds,
        information: nothing ? null : all,
        purpose: 'drill_down',
        batchId: null,
        now,
      });
      carriedBy.run(row.id, nothing ? 0 : 1, visit.id);
      give.run(turn, row.id, JSON.stringify(all), visit.id);
      remember.run(row.id, visit.id, turn);
    },
  };
}

/** What the steps come to, one after the other: the last keywords, and every field as it was told last. */
function updateOf(steps: readonly WaitingStep[]): InformationUpdate {
  const keywords = steps.findLast((step) => step.keywords !== null)?.keywords ?? null;
  const fields = Object.fromEntries(steps.flatMap((step) => Object.entries(storedFields(step.fields))));
  return {
    mode: 'merge',
    ...(keywords === null ? {} : { keywords: storedKeywords(keywords) }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}
