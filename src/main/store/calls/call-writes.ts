import type { CallPoll, CallWrites } from '#main/engine/ports/call-store.ts';
import type { SavedView, SavedViewDraft } from '#shared/ipc/calls.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Handlers } from '../threads/handlers.ts';
import { deletions } from './deletion.ts';
import { sessionCallWrites } from './session-call-writes.ts';

/** Every write of calls, each its own transaction. */
export function callWrites(db: Sqlite): Handlers<CallWrites> {
  const sessions = sessionCallWrites(db);
  const savePoll = db.prepare<
    [number, string, number | null, number | null, number | null, string | null, number | null]
  >(
    `INSERT OR REPLACE INTO call_polls (network_id, campaign_id, complete_to, window_from, window_before, cursor, cursor_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const keepMapping = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO import_mappings (head, mapping) VALUES (?, ?)',
  );
  const listedOrder = db.prepare<[number], { ordered: number }>(
    'SELECT ordered FROM listed_calls WHERE id = ?',
  );
  const sayOrder = db.prepare<[number, number, number]>(
    'INSERT OR REPLACE INTO call_orders (call, ordered, at) VALUES (?, ?, ?)',
  );
  const unsayOrder = db.prepare<[number]>('DELETE FROM call_orders WHERE call = ?');
  const settleAgain = db.prepare<[number]>('INSERT OR IGNORE INTO unsettled_calls (id) VALUES (?)');
  const putView = db.prepare<[string, string, string, string, number], { id: number }>(
    `INSERT INTO saved_views (screen, name, search, columns, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (screen, name) DO UPDATE SET search = excluded.search, columns = excluded.columns RETURNING id`,
  );
  const dropView = db.prepare<[number]>('DELETE FROM saved_views WHERE id = ?');
  const { carryOut } = deletions(db);

  const rememberPoll = (networkId: number, { campaignId, completeTo, window }: CallPoll): void => {
    savePoll.run(
      networkId,
      campaignId,
      completeTo,
      window?.from ?? null,
      window?.before ?? null,
      window?.cursor ?? null,
      window?.cursorAt ?? null,
    );
  };

  return {
    upsertSessionCalls: atOnce(db, ({ networkId, poll, calls, now }) => {
      const outcome = sessions.upsert(networkId, calls, now);
      rememberPoll(networkId, poll);
      return outcome;
    }),
    importCalls: atOnce(db, ({ networkId, calls, now }) => sessions.take(networkId, calls, now)),
    rememberImportMapping: ({ head, mapping }) => {
      keepMapping.run(JSON.stringify(head), JSON.stringify(mapping));
    },
    setCallOrder: atOnce(db, ({ id, ordered, now }) => {
      if (!listedOrder.get(id)) throw new DeskError('not_found', `There is no call with the id ${id}.`);
      if (ordered === null) unsayOrder.run(id);
      else sayOrder.run(id, Number(ordered), now);
      settleAgain.run(id);
    }),
    saveView: ({ screen, draft, now }) => savedView(putView, screen, draft, now),
    removeView: ({ id }) => {
      dropView.run(id);
    },
    deleteCalls: atOnce(db, ({ scope }) => carryOut(scope)),
  };
}

function savedView(
  put: { get(...values: [string, string, string, string, number]): { id: number } | undefined },
  screen: string,
  { name, search, columns }: SavedViewDraft,
  now: number,
): SavedView {
  const made = put.get(screen, name, search, JSON.stringify(columns), now);
  if (!made) throw new Error('A view that was kept has an id.');
  return { id: made.id, name, search, columns };
}
