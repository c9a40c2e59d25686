import type { CallPoll, CallReads } from '#main/engine/ports/call-store.ts';
import type { SavedView } from '#shared/ipc/calls.ts';
import { z } from 'zod';
import { importMapping } from '#shared/ipc/calls.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Handlers } from '../threads/handlers.ts';
import { deletions } from './deletion.ts';
import { callDetail } from './detail.ts';
import { importedCallIds } from './imported-call-ids.ts';
import { callList } from './list.ts';
import { idOfSessionCall } from './listed-id.ts';

interface PollRow {
  readonly campaign_id: string;
  readonly complete_to: number | null;
  readonly window_from: number | null;
  readonly window_before: number | null;
  readonly cursor: string | null;
  readonly cursor_at: number | null;
}

interface ViewRow extends Omit<SavedView, 'columns'> {
  readonly columns: string;
}

const columnNames = z.array(z.string());

/** Every read of calls. */
export function callReads(db: Sqlite, giveWay: () => Promise<void>): Handlers<CallReads> {
  const list = callList(db, giveWay);
  const ofSession = db.prepare<[number, string], { id: number }>(
    'SELECT id FROM session_calls WHERE network_id = ? AND session_id = ? ORDER BY started_at, id',
  );
  const views = db.prepare<[string], ViewRow>(
    'SELECT id, name, search, columns FROM saved_views WHERE screen = ? ORDER BY name COLLATE NOCASE, id',
  );
  const mapping = db.prepare<[string], { mapping: string }>(
    'SELECT mapping FROM import_mappings WHERE head = ?',
  );
  const polls = db.prepare<[number, number, number], PollRow>(
    `SELECT s.campaign_id, p.complete_to, p.window_from, p.window_before, p.cursor, p.cursor_at
     FROM (SELECT campaign_id FROM session_numbers WHERE network_id = ? AND session_id IS NOT NULL
           UNION SELECT campaign_id FROM call_polls WHERE network_id = ?) AS s
     LEFT JOIN call_polls AS p ON p.network_id = ? AND p.campaign_id = s.campaign_id ORDER BY s.campaign_id`,
  );
  const idOfImported = importedCallIds(db);
  return {
    callPage: (request) => list.page(request),
    callTotals: ({ filter }) => list.totals(filter),
    callGroups: (request) => list.groups(request),
    callFields: () => list.names.all(),
    callValues: (input) => list.values(input),
    callDetail: callDetail(db, list),
    callIds: (input) => list.ids(input),
    callRows: ({ ids, fields }) => list.rows(ids, fields),
    sessionCalls: ({ networkId, sessionId }) =>
      list.rows(
        ofSession.all(networkId, sessionId).map(({ id }) => idOfSessionCall(id)),
        'all',
      ),
    savedViews: ({ screen }) =>
      views.all(screen).map((row) => ({ ...row, columns: columnNames.parse(JSON.parse(row.columns)) })),
    importMapping: ({ head }) => {
      const row = mapping.get(JSON.stringify(head));
      return row ? importMapping.parse(JSON.parse(row.mapping)) : null;
    },
    knownCalls: ({ networkId, calls }) =>
      calls.filter((call) => idOfImported(networkId, call) !== null).length,
    callPolls: ({ networkId }) => polls.all(networkId, networkId, networkId).map(pollOf),
    deletionPreview: ({ scope }) => deletions(db).preview(scope),
  };
}

function pollOf(row: PollRow): CallPoll {
  const { window_from, window_before, cursor, cursor_at } = row;
  return {
    campaignId: row.campaign_id,
    completeTo: row.complete_to,
    window:
      window_from === null || window_before === null
        ? null
        : { from: window_from, before: window_before, cursor, cursorAt: cursor_at ?? 0 },
  };
}
