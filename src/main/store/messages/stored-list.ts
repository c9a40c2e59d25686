import { DeskError } from '#shared/ipc/errors.ts';
import type { AdCopyDraft } from '#shared/ipc/send-lists.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** A list's columns with what is known of its account and batch. */
export interface StoredList {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly network_id: number | null;
  readonly network_name: string;
  /** 1 while the account is connected. */
  readonly connected: number;
  readonly clock_difference_ms: number;
  readonly campaign_id: string;
  readonly ttl_seconds: number | null;
  readonly zone: string;
  readonly split: 'fixed' | 'weighted';
  readonly least_left_seconds: number;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly batch_id: number | null;
  readonly paused: number;
  readonly lines: number;
  readonly post_url: string;
  readonly post_per_second: number;
  readonly post_allow_local: number;
  readonly posting: number;
  readonly post_stopped: string;
}

const SELECT_LISTS = `SELECT l.id, l.key, l.name, l.network_id, coalesce(w.name, '') AS network_name,
    coalesce(1 - w.removed, 0) AS connected, coalesce(s.clock_difference_ms, 0) AS clock_difference_ms, l.campaign_id,
    l.ttl_seconds, l.zone, l.split, l.least_left_seconds, l.created_at, l.started_at, l.batch_id,
    coalesce(b.paused, 0) AS paused, l.lines, l.post_url, l.post_per_second, l.post_allow_local, l.posting, l.post_stopped
  FROM send_lists AS l LEFT JOIN networks AS w ON w.id = l.network_id
  LEFT JOIN spc_accounts AS s ON s.network_id = l.network_id LEFT JOIN batches AS b ON b.id = l.batch_id
  WHERE l.removed = 0`;

/** Finds lists that are on the screen. */
export function storedLists(db: Sqlite): {
  /** Newest first. */
  readonly all: () => StoredList[];
  /** @throws DeskError not_found */
  readonly one: (id: number) => StoredList;
  readonly copies: (id: number) => AdCopyDraft[];
} {
  const all = db.prepare<[], StoredList>(`${SELECT_LISTS} ORDER BY l.id DESC`);
  const one = db.prepare<[number], StoredList>(`${SELECT_LISTS} AND l.id = ?`);
  const copies = db.prepare<[number], AdCopyDraft>(
    'SELECT label, text, weight FROM ad_copies WHERE list_id = ? ORDER BY place',
  );
  return {
    all: () => all.all(),
    one: (id) => {
      const row = one.get(id);
      if (!row) throw new DeskError('not_found', `There is no send list with the id ${id}.`);
      return row;
    },
    copies: (id) => copies.all(id),
  };
}

/** A number that ends at or before this, by its server's clock, has too little time left to be handed out. */
export function lateAt(list: StoredList, now: number): number {
  return now + list.clock_difference_ms + list.least_left_seconds * 1000;
}
