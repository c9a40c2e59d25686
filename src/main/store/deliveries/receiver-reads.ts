import type { ReceiverRecord } from '#main/engine/ports/receiver-store.ts';
import type { AttemptVerdict } from '#shared/ipc/postbacks.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { receiverSecrets, settingsOf } from './receiver-rows.ts';
import type { SettingsRow } from './receiver-rows.ts';

interface StoredReceiver extends SettingsRow {
  readonly receiver: string;
  readonly held: number;
  readonly paused_reason: string;
  readonly allow_local: number;
  readonly last_verdict: AttemptVerdict | null;
  readonly last_attempt_at: number | null;
  readonly recent: string;
  readonly opened_at: number | null;
  readonly open_reason: string;
  readonly probes: number;
  readonly probe_at: number | null;
  readonly waiting: number;
  readonly failing: number;
  readonly accepted: number;
}

const sumOf = (states: string): string =>
  `(SELECT coalesce(sum(count), 0) FROM delivery_tallies AS s WHERE s.receiver = r.receiver AND s.state IN (${states}))`;

/** Reads the receivers with what waits for them and how they stand. */
export function receiverReads(db: Sqlite): { readonly receivers: () => ReceiverRecord[] } {
  const all = db.prepare<[], StoredReceiver>(
    `SELECT r.*, r.paused OR r.stopped AS held, ${sumOf("'waiting', 'sending'")} AS waiting,
       ${sumOf("'refused', 'needs_person', 'exhausted', 'stopped'")} AS failing, ${sumOf("'accepted'")} AS accepted
     FROM receivers AS r ORDER BY r.receiver`,
  );
  const secrets = receiverSecrets(db);
  return {
    receivers: () => {
      const kept = secrets.all();
      return all.all().map((row) => ({
        receiver: row.receiver,
        paused: row.held === 1,
        pausedReason: row.paused_reason,
        allowLocal: row.allow_local === 1,
        waiting: row.waiting,
        failing: row.failing,
        accepted: row.accepted,
        lastVerdict: row.last_verdict,
        lastAttemptAt: row.last_attempt_at,
        settings: settingsOf(row),
        breaker: {
          openedAt: row.opened_at,
          reason: row.open_reason,
          probes: row.probes,
          nextProbeAt: row.probe_at,
        },
        recent: Array.from(row.recent, (mark) => mark === '+'),
        secrets: kept.filter(({ name }) => name === row.receiver),
      }));
    },
  };
}
