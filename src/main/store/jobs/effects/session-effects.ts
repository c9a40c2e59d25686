import type { SessionEffect } from '#main/engine/ports/job-effects.ts';
import type { GivenSession } from '#main/engine/ports/session-client.ts';
import type { InformationUpdate } from '#shared/domain/session-information.ts';
import { applyUpdate } from '#shared/domain/information-update.ts';
import type { Sqlite } from '../../file/sqlite.ts';
import { storedFields, storedKeywords, updateOf } from '../../sessions/stored-information.ts';
import type { StoredUpdate } from '../../sessions/stored-information.ts';
import { waitingSettler } from '../../sessions/settle-waiting.ts';
import type { JobQueue } from '../job-queue.ts';

interface NumberState {
  readonly keywords: string;
  readonly fields: string;
  readonly version: number;
}

/** How the effects of jobs about session numbers change the records; called within the outcome's transaction. */
export function sessionEffects(db: Sqlite, queue: JobQueue): (effect: SessionEffect, now: number) => void {
  const one = db.prepare<[number], NumberState>(
    'SELECT keywords, fields, version FROM session_numbers WHERE id = ?',
  );
  const give = db.prepare<
    [string, string, string, string, string, string, number, number, number, number, number]
  >(
    `UPDATE session_numbers SET state = 'active', session_id = ?, e164 = ?, display = ?, country = ?,
       destination_kind = ?, destination_address = ?, allocated_at = ?, expires_at = ?, version = max(version, ?),
       replayed = ?, reason = '' WHERE id = ? AND state IN ('requested', 'failed')`,
  );
  const fail = db.prepare<[string, number]>(
    "UPDATE session_numbers SET state = 'failed', reason = ? WHERE id = ? AND state = 'requested'",
  );
  const emptied = db.prepare<[number, string, number | null, string | null, number]>(
    `INSERT INTO session_pools (network_id, campaign_id, pool_size, fallback_number, exhausted_at)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET pool_size = coalesce(excluded.pool_size, pool_size),
       fallback_number = excluded.fallback_number, exhausted_at = excluded.exhausted_at`,
  );
  const entry = db.prepare<[number, number], StoredUpdate>(
    `SELECT mode, keywords, fields, removed FROM session_updates WHERE session_number_id = ? AND seq = ?
       AND state = 'queued'`,
  );
  const first = db.prepare<[number], { seq: number }>(
    `SELECT seq FROM session_updates WHERE session_number_id = ? AND state = 'queued' AND job_id IS NULL`,
  );
  const settle = db.prepare<[string, string, number | null, number, number, number]>(
    `UPDATE session_updates SET state = ?, reason = ?, version_after = ?, settled_at = ?
     WHERE session_number_id = ? AND seq = ? AND state = 'queued'`,
  );
  const jobOf = db.prepare<[number, number], { job_id: number | null }>(
    'SELECT job_id FROM session_updates WHERE session_number_id = ? AND seq = ?',
  );
  const hold = db.prepare<[string, string, number, number | null, number]>(
    'UPDATE session_numbers SET keywords = ?, fields = ?, version = ?, sure = coalesce(?, sure) WHERE id = ?',
  );
  const end = db.prepare<[string, number | null, number | null, number]>(
    `UPDATE session_numbers SET state = ?, ended_at = coalesce(?, ended_at, expires_at),
       quarantined_until = coalesce(?, quarantined_until)
     WHERE id = ? AND state IN ('active', 'expired', 'released')`,
  );
  const settleWaiting = waitingSettler(db, queue);

  /** Stores what the network holds after these entries, and settles them. */
  const accept = (
    id: number,
    seqs: readonly number[],
    answer: { readonly version: number; readonly at: number; readonly sure: boolean | null },
  ): void => {
    const number = one.get(id);
    if (!number) return;
    const updates = seqs.flatMap((seq): { seq: number; update: InformationUpdate }[] => {
      const stored = entry.get(id, seq);
      return stored ? [{ seq, update: updateOf(stored) }] : [];
    });
    const before = { keywords: storedKeywords(number.keywords), fields: storedFields(number.fields) };
    const after = updates.map(({ update }) => update).reduce(applyUpdate, before);
    const sure = answer.sure === null ? null : Number(answer.sure);
    const version = Math.max(answer.version, number.version);
    hold.run(JSON.stringify(after.keywords), JSON.stringify(after.fields), version, sure, id);
    for (const { seq } of updates) settle.run('accepted', '', answer.version, answer.at, id, seq);
  };

  const given = (id: number, session: GivenSession, now: number): void => {
    const { number, destination, informationVersion: version, allocatedAt } = session;
    give.run(
      session.sessionId,
      number.e164,
      number.display,
      number.country,
      destination.kind,
      destination.address,
      allocatedAt,
      session.expiresAt,
      version,
      Number(session.replayed),
      id,
    );
    const information = first.get(id);
    if (information) accept(id, [information.seq], { version, at: allocatedAt, sure: null });
    if (session.state === 'ACTIVE') return;
    const expired = session.state === 'EXPIRED';
    end.run(expired ? 'expired' : 'released', expired ? session.expiresAt : null, null, id);
    settleWaiting(id, 'The session had ended when its number was asked for again.', now);
  };

  return (effect, now) => {
    switch (effect.kind) {
      case 'session.given':
        given(effect.sessionNumberId, effect.session, now);
        break;
      case 'session.failed':
        fail.run(effect.reason, effect.sessionNumberId);
        settleWaiting(effect.sessionNumberId, `There is no number to store this with: ${effect.reason}`, now);
        break;
      case 'session.pool_exhausted':
        emptied.run(effect.networkId, effect.campaignId, effect.poolSize, effect.fallbackNumber, now);
        break;
      case 'session.updates_accepted': {
        const { sessionNumberId: id, seqs, versionAfter: version, updatedAt: at, sure } = effect;
        accept(id, seqs, { version, at, sure });
        for (const seq of seqs) {
          const job = jobOf.get(id, seq)?.job_id ?? null;
          if (job !== null) queue.finish({ id: job, state: 'done', reason: '', now });
        }
        break;
      }
      case 'session.update_refused':
        settle.run('refused', effect.reason, effect.versionNow, now, effect.sessionNumberId, effect.seq);
        break;
      case 'session.ended':
        end.run(effect.state, effect.endedAt, effect.quarantinedUntil, effect.sessionNumberId);
        settleWaiting(effect.sessionNumberId, effect.reason, now);
        break;
    }
  };
}
