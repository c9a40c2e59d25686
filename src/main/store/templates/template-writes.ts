import { randomUUID } from 'node:crypto';
import type { OwnershipMode } from '#shared/ipc/desk.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { checkTemplate, isSavable } from '#shared/domain/macros.ts';
import type { PostbackTemplate, TemplateDraft } from '#shared/ipc/postbacks.ts';
import type { OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import { ownershipOf } from '../file/meta.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { conversionsInScope } from './conversions-in-scope.ts';
import { storedPostbackFacts } from './postback-facts.ts';
import { templateOf, templateRows } from './template-rows.ts';

const OWED_AT_ONCE = 1_000;

/** Writes of templates and of who owns conversions. Each is one transaction. */
export function templateWrites(
  db: Sqlite,
  owed: OwedDeliveries,
): {
  /** Saves a template and owes what it owes already; the list must be settled. @throws DeskError invalid_input, not_found */
  readonly saveTemplate: (input: { readonly draft: TemplateDraft; readonly now: number }) => PostbackTemplate;
  readonly removeTemplate: (input: { readonly id: number }) => void;
  readonly setOwnership: (input: { readonly mode: OwnershipMode; readonly now: number }) => void;
} {
  const rows = templateRows(db);
  const inScope = conversionsInScope(db);
  const facts = storedPostbackFacts(db);
  const ownership = ownershipOf(db);
  const insert = db.prepare<
    [
      string,
      string,
      string,
      number | null,
      string | null,
      string | null,
      string,
      number,
      number,
      number,
      string,
      string,
      number,
    ]
  >(
    `INSERT INTO templates (key, name, url, network_id, partner_id, offer_id, receiver, starts_at, active, created_at,
       method, events, only_with_payout)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare<
    [
      string,
      string,
      number | null,
      string | null,
      string | null,
      string,
      number,
      number,
      string,
      string,
      number,
      number,
    ]
  >(
    `UPDATE templates SET name = ?, url = ?, network_id = ?, partner_id = ?, offer_id = ?, receiver = ?, starts_at = ?,
       active = ?, method = ?, events = ?, only_with_payout = ? WHERE id = ?`,
  );
  const remove = db.prepare<[number]>(
    'UPDATE templates SET removed = 1, active = 0 WHERE id = ? AND removed = 0',
  );
  const knowReceiver = db.prepare<[string]>('INSERT OR IGNORE INTO receivers (receiver) VALUES (?)');
  const setMode = db.prepare<[string]>("UPDATE meta SET value = ? WHERE name = 'ownership'");
  const startNotBefore = db.prepare<[number]>('UPDATE templates SET starts_at = max(starts_at, ?)');

  const oweAtOnce = (id: number, now: number): void => {
    const row = rows.one(id);
    if (!row || row.active === 0 || ownership() !== 'desk') return;
    const template = templateOf(row);
    const reach = { ...template.scope, startsAt: row.starts_at, active: true };
    if (!template.events.includes('approved')) return;
    const owing = inScope.owing({ ...template, startsAt: row.starts_at }, id);
    for (let start = 0; start < owing.length; start += OWED_AT_ONCE) {
      for (const conversion of facts(owing.slice(start, start + OWED_AT_ONCE))) {
        owed.oweBy({ ...template, ...reach, key: row.key }, conversion, now);
      }
    }
  };

  const save = db.transaction((draft: TemplateDraft, now: number): PostbackTemplate => {
    const receiver = receiverOf(draft.url);
    const { name, url, scope } = draft;
    const { networkId, partnerId, offerId } = scope;
    const active = Number(draft.active);
    let { id } = draft;
    const was = id === null ? undefined : found(rows.one(id), id);
    const method = draft.method ?? was?.method ?? 'GET';
    const events = draft.events
      ? JSON.stringify([...new Set(draft.events)])
      : (was?.events ?? '["approved"]');
    const onlyWithPayout = Number(draft.onlyWithPayout ?? was?.only_with_payout === 1);
    knowReceiver.run(receiver);
    if (id === null) {
      const startsAt = draft.startsAt ?? now;
      const made = insert.run(
        randomUUID(),
        name,
        url,
        networkId,
        partnerId,
        offerId,
        receiver,
        startsAt,
        active,
        now,
        method,
        events,
        onlyWithPayout,
      );
      id = Number(made.lastInsertRowid);
    } else {
      const startsAt = draft.startsAt ?? found(was, id).starts_at;
      update.run(
        name,
        url,
        networkId,
        partnerId,
        offerId,
        receiver,
        startsAt,
        active,
        method,
        events,
        onlyWithPayout,
        id,
      );
    }
    owed.forget();
    oweAtOnce(id, now);
    return templateOf(found(rows.one(id), id));
  });

  return {
    saveTemplate: ({ draft, now }) => {
      refuseFaulty(draft.url);
      return save.immediate(draft, now);
    },
    removeTemplate: ({ id }) => {
      if (remove.run(id).changes === 0)
        throw new DeskError('not_found', `There is no template with the id ${id}.`);
      owed.forget();
    },
    setOwnership: atOnce(db, ({ mode, now }: { mode: OwnershipMode; now: number }): void => {
      const before = ownership();
      setMode.run(mode);
      if (before === 'observe' && mode === 'desk') startNotBefore.run(now);
      owed.forget();
    }),
  };
}

function refuseFaulty(url: string): void {
  const faults = checkTemplate(url);
  if (isSavable(faults)) return;
  const refused = faults.filter(({ severity }) => severity === 'refused').map(({ message }) => message);
  throw new DeskError('invalid_input', refused.join(' '), { field: 'url' });
}

/** The host a postback goes to, with its port where it is not the usual one. */
function receiverOf(url: string): string {
  return new URL(url.replaceAll(/\{[^{}]*\}/g, '1')).host;
}

function found<T>(row: T | undefined, id: number): T {
  if (row === undefined) throw new DeskError('not_found', `There is no template with the id ${id}.`);
  return row;
}
