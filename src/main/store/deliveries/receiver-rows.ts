import { USUAL_LIMITS } from '#shared/domain/receiver-limits.ts';
import { acceptanceRule, receiverSigning } from '#shared/ipc/receivers.ts';
import type { ReceiverSettings } from '#shared/ipc/receivers.ts';
import type { ReceiverSecret } from '#main/engine/ports/receiver-store.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedToken } from '../networks/stored-token.ts';

/** What a person set of a receiver, as it is stored. */
export interface SettingsRow {
  readonly per_second: number | null;
  readonly at_once: number | null;
  readonly timeout_ms: number | null;
  readonly acceptance: string;
  readonly signing: string;
}

const UNSIGNED: ReceiverSettings['signing'] = {
  on: false,
  signatureParameter: 'signature',
  timestampParameter: 'timestamp',
};

/** A receiver's settings as the contract tells them, the usual ones where it has none of its own. */
export function settingsOf(row: SettingsRow): ReceiverSettings {
  return {
    limits: {
      perSecond: row.per_second ?? USUAL_LIMITS.perSecond,
      atOnce: row.at_once ?? USUAL_LIMITS.atOnce,
      timeoutMs: row.timeout_ms,
    },
    acceptance: row.acceptance === '' ? { rule: 'usual' } : acceptanceRule.parse(JSON.parse(row.acceptance)),
    signing: row.signing === '' ? UNSIGNED : receiverSigning.parse(JSON.parse(row.signing)),
  };
}

interface SecretRow {
  readonly id: number;
  readonly receiver: string;
  readonly token: string;
  readonly created_at: number;
  readonly ends_at: number | null;
}

/** Reads secrets of receivers, newest first: all that are kept, and those of one receiver that are valid at a moment. */
export function receiverSecrets(db: Sqlite): {
  readonly all: () => ReceiverSecret[];
  readonly valid: (receiver: string, now: number) => ReceiverSecret[];
} {
  const all = db.prepare<[], SecretRow>('SELECT * FROM receiver_secrets ORDER BY id DESC');
  const valid = db.prepare<[string, number], SecretRow>(
    'SELECT * FROM receiver_secrets WHERE receiver = ? AND (ends_at IS NULL OR ends_at > ?) ORDER BY id DESC',
  );
  return {
    all: () => all.all().map(secretOf),
    valid: (receiver, now) => valid.all(receiver, now).map(secretOf),
  };
}

function secretOf(row: SecretRow): ReceiverSecret {
  return {
    id: row.id,
    kind: 'receiver_secret',
    name: row.receiver,
    token: storedToken(row.token),
    practice: false,
    createdAt: row.created_at,
    endsAt: row.ends_at,
  };
}
