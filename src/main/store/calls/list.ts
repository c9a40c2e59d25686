import type {
  CallFilter,
  CallGroup,
  CallGroups,
  CallGroupsRequest,
  CallOrder,
  CallPage,
  CallPageRequest,
  CallRow,
  CallTotals,
  CallValue,
} from '#shared/ipc/calls.ts';
import { foldText } from '../conversions/words.ts';
import { Recent } from '../conversions/recent.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { fieldNames } from './field-names.ts';
import type { FieldNames } from './field-names.ts';
import { callWhere } from './filter.ts';
import type { CallWhere, LineNames } from './filter.ts';
import { groupedCalls, orderedGroups } from './groups.ts';
import { orderedIds } from './ordered-ids.ts';
import type { OrderedIds } from './ordered-ids.ts';
import { callRows } from './rows.ts';
import { callTotals } from './totals.ts';

const LISTS_KEPT = 4;
const GROUPS_KEPT = 6;
const TOTALS_KEPT = 20;

/** The list of calls: any row by its place, counts, groups, values. */
export interface CallList {
  readonly names: FieldNames;
  readonly rows: (ids: readonly number[], fields: readonly string[] | 'all') => CallRow[];
  readonly page: (request: CallPageRequest) => Promise<CallPage>;
  readonly ids: (input: { readonly filter: CallFilter; readonly order: CallOrder }) => Promise<Float64Array>;
  readonly totals: (filter: CallFilter) => Promise<CallTotals>;
  readonly groups: (request: CallGroupsRequest) => Promise<CallGroups>;
  readonly values: (input: {
    readonly column: string;
    readonly text: string;
    readonly limit: number;
  }) => Promise<readonly CallValue[]>;
}

/** Reads the list of calls. What was found out is kept for the version of the list it was found in. */
export function callList(db: Sqlite, giveWay: () => Promise<void>): CallList {
  const versions = db.prepare<[], { version: number }>(
    `SELECT (SELECT version FROM settled_calls) * 1000003 + (SELECT version FROM settled) AS version`,
  );
  const version = (): number => versions.get()?.version ?? 0;
  const names = fieldNames(db, version);
  const lines = lineNames(db, version);
  const rows = callRows(db, names);
  const totalsOf = callTotals(db, giveWay);

  const lists = new Recent<OrderedIds>(LISTS_KEPT);
  const grouped = new Recent<Promise<readonly CallGroup[]>>(GROUPS_KEPT);
  const counted = new Recent<Promise<CallTotals>>(TOTALS_KEPT);
  let seen = -1;
  const where = (filter: CallFilter): CallWhere => {
    const now = version();
    if (now !== seen) {
      for (const kept of [lists, grouped, counted]) kept.clear();
      seen = now;
    }
    return callWhere(filter, names, lines);
  };
  const listOf = (filter: CallFilter, order: CallOrder): OrderedIds => {
    const ready = where(filter);
    const key = `${ready.key} ${order.by} ${order.descending}`;
    return lists.of(key, () => orderedIds(db, ready, order, names, giveWay));
  };
  const groupsOf = (filter: CallFilter, by: string, zone: string): Promise<readonly CallGroup[]> => {
    const ready = where(filter);
    return keptUnlessFailed(grouped, JSON.stringify([ready.key, by, zone]), () =>
      groupedCalls(db, ready, { by, zone }, names, giveWay),
    );
  };

  return {
    names,
    rows,
    page: async ({ filter, order, fields, index, limit }) => {
      const ids = await listOf(filter, order).slice(index, limit);
      return { index, rows: rows([...ids], fields) };
    },
    ids: ({ filter, order }) => listOf(filter, order).slice(0, Number.MAX_SAFE_INTEGER),
    totals: (filter) => {
      const ready = where(filter);
      return keptUnlessFailed(counted, ready.key, () => totalsOf(ready));
    },
    groups: async (request) => {
      const groups = await groupsOf(request.filter, request.by, request.zone);
      const ordered = orderedGroups(groups, request);
      const { index, limit } = request;
      return { index, count: ordered.length, groups: ordered.slice(index, index + limit) };
    },
    values: async ({ column, text, limit }) => {
      const wanted = foldText(text.trim());
      const groups = await groupsOf({}, column, 'UTC');
      return groups
        .filter(({ value, label }) => foldText(label).includes(wanted) || foldText(value).includes(wanted))
        .toSorted((a, b) => b.calls - a.calls)
        .slice(0, limit)
        .map(({ value, label, calls }) => ({ value, label, calls }));
    },
  };
}

function keptUnlessFailed<T>(kept: Recent<Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const value = kept.of(key, make);
  value.catch(() => kept.clear());
  return value;
}

/** Names and number of every line, folded, read again when the list has a version not seen before. */
function lineNames(db: Sqlite, version: () => number): () => readonly LineNames[] {
  const read = db.prepare<[], { id: number; text: string }>(
    `SELECT l.id, concat_ws(' ', l.partner_id, l.offer_id, n.number, n.description, p.name, o.name) AS text
     FROM lines AS l
     LEFT JOIN numbers AS n ON n.id = l.number_id
     LEFT JOIN partners AS p ON p.network_id = l.network_id AND p.partner_id = l.partner_id
     LEFT JOIN offers AS o ON o.network_id = l.network_id AND o.offer_id = l.offer_id`,
  );
  let seen = -1;
  let names: readonly LineNames[] = [];
  return () => {
    const now = version();
    if (now !== seen) {
      names = read.all().map(({ id, text }) => ({ id, text: foldText(text) }));
      seen = now;
    }
    return names;
  };
}
