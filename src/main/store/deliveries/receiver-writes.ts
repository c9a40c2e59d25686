import { ruleFaults } from '#shared/domain/acceptance-rule.ts';
import { BLOCKED_REASON } from '#shared/domain/delivery-verdict.ts';
import { USUAL_LIMITS } from '#shared/domain/receiver-limits.ts';
import type { PostbackWrites } from '#main/engine/ports/postback-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ReceiverSettings } from '#shared/ipc/receivers.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { receiverSecrets } from './receiver-rows.ts';

type ReceiverActs = InstantHandlers<
  Pick<
    PostbackWrites,
    | 'configureReceiver'
    | 'probeReceiver'
    | 'addReceiverSecret'
    | 'endReceiverSecret'
    | 'setReceiverPaused'
    | 'setReceiverAllowLocal'
    | 'retryBlocked'
  >
>;

/** What a person decides about receivers. Each call is one transaction. */
export function receiverWrites(db: Sqlite): ReceiverActs {
  const known = db.prepare<[string], { receiver: string; signing: string }>(
    'SELECT receiver, signing FROM receivers WHERE receiver = ?',
  );
  const configure = db.prepare<[number | null, number | null, number | null, string, string, string]>(
    `UPDATE receivers SET per_second = ?, at_once = ?, timeout_ms = ?, acceptance = ?, signing = ? WHERE receiver = ?`,
  );
  const probe = db.prepare<[number, string]>(
    'UPDATE receivers SET probe_at = ? WHERE receiver = ? AND opened_at IS NOT NULL',
  );
  const { valid, all } = receiverSecrets(db);
  const addSecret = db.prepare<[string, string, number]>(
    'INSERT INTO receiver_secrets (receiver, token, created_at) VALUES (?, ?, ?)',
  );
  const endOld = db.prepare<[number, string, number]>(
    'UPDATE receiver_secrets SET ends_at = ? WHERE receiver = ? AND id = ?',
  );
  const forget = db.prepare<[string, number]>('DELETE FROM receiver_secrets WHERE receiver = ? AND id = ?');
  const forgetEnded = db.prepare<[string, number]>(
    'DELETE FROM receiver_secrets WHERE receiver = ? AND ends_at <= ?',
  );
  const keepOneOpen = db.prepare<[number]>('UPDATE receiver_secrets SET ends_at = NULL WHERE id = ?');
  const pause = db.prepare<[number, string]>(
    "UPDATE receivers SET paused = ?, stopped = 0, paused_reason = '' WHERE receiver = ?",
  );
  const resume = db.prepare<[number, string]>(
    `UPDATE receivers SET held_for = iif(stopped = 1, 'stopped', 'paused'), held_until = ?
     WHERE receiver = ? AND (paused = 1 OR stopped = 1)`,
  );
  const allow = db.prepare<[string, number]>(
    `INSERT INTO receivers (receiver, allow_local) VALUES (?, ?)
     ON CONFLICT (receiver) DO UPDATE SET allow_local = excluded.allow_local`,
  );
  const unblock = db.prepare<[string, string | null]>(
    `UPDATE deliveries SET state = 'waiting', due_at = coalesce(finished_at, created_at), finished_at = NULL
     WHERE state = 'needs_person' AND instr(last_reason, ?) = 1 AND receiver = coalesce(?, receiver)`,
  );

  const receiverOf = (receiver: string): { readonly signing: string } => {
    const row = known.get(receiver);
    if (!row) throw new DeskError('not_found', `There is no receiver ${receiver}.`);
    return row;
  };

  return {
    configureReceiver: atOnce(db, ({ receiver, settings, now }) => {
      receiverOf(receiver);
      const { limits, acceptance, signing } = checked(settings);
      if (signing.on && valid(receiver, now).length === 0) {
        const message = 'Add a secret before requests are signed.';
        throw new DeskError('conflict', message, { field: 'signing' });
      }
      const { perSecond, atOnce: together, timeoutMs } = limits;
      configure.run(
        perSecond === USUAL_LIMITS.perSecond ? null : perSecond,
        together === USUAL_LIMITS.atOnce ? null : together,
        timeoutMs,
        acceptance.rule === 'usual' ? '' : JSON.stringify(acceptance),
        JSON.stringify(signing),
        receiver,
      );
    }),
    probeReceiver: atOnce(db, ({ receiver, now }) => {
      receiverOf(receiver);
      probe.run(now, receiver);
    }),
    addReceiverSecret: atOnce(db, ({ receiver, token, oldEndsAt, now }) => {
      receiverOf(receiver);
      const ends = oldEndsAt === null ? now : Math.max(now, oldEndsAt);
      // Two at most are valid: the newest so far goes on until its end, older ones end now.
      for (const [place, old] of valid(receiver, now).entries())
        endOld.run(place === 0 ? Math.min(ends, old.endsAt ?? ends) : now, receiver, old.id);
      forgetEnded.run(receiver, now);
      const { lastInsertRowid } = addSecret.run(receiver, JSON.stringify(token), now);
      const made = all().find(({ id }) => id === Number(lastInsertRowid));
      if (!made) throw new DeskError('internal', 'The secret was not kept.');
      return made;
    }),
    endReceiverSecret: atOnce(db, ({ receiver, id, now }) => {
      const { signing } = receiverOf(receiver);
      const left = valid(receiver, now).filter((secret) => secret.id !== id);
      if (left.length === 0 && signing.includes('"on":true')) {
        const message = 'This is the last secret: add another one first, or stop signing.';
        throw new DeskError('conflict', message);
      }
      if (forget.run(receiver, id).changes === 0)
        throw new DeskError('not_found', 'This secret is not kept any more.');
      const newest = left[0];
      if (newest) keepOneOpen.run(newest.id);
    }),
    setReceiverPaused: atOnce(db, ({ receiver, paused, now }) => {
      receiverOf(receiver);
      if (!paused) resume.run(now, receiver);
      pause.run(Number(paused), receiver);
    }),
    setReceiverAllowLocal: atOnce(db, ({ receiver, allowLocal }) => {
      allow.run(receiver, Number(allowLocal));
      if (allowLocal) unblock.run(BLOCKED_REASON, receiver);
    }),
    retryBlocked: () => {
      unblock.run(BLOCKED_REASON, null);
    },
  };
}

function checked(settings: ReceiverSettings): ReceiverSettings {
  const faults = ruleFaults(settings.acceptance);
  if (faults.length > 0) throw new DeskError('invalid_input', faults.join(' '), { field: 'acceptance' });
  const { signatureParameter, timestampParameter } = settings.signing;
  if (signatureParameter === timestampParameter) {
    const message = 'Signature and time need a parameter each.';
    throw new DeskError('invalid_input', message, { field: 'signing' });
  }
  return settings;
}
