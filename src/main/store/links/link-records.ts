import { DeskError } from '#shared/ipc/errors.ts';
import type { LinkDraft, LinkPage, LinkView } from '#shared/ipc/links.ts';
import { foldText } from '../conversions/words.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { LinkSubIds } from './link-sub-ids.ts';

interface LinkRow {
  readonly id: number;
  readonly base: string;
  readonly offer_id: string;
  readonly partner_id: string;
  readonly number: string;
  readonly aff_sub2: string;
  readonly aff_sub3: string;
  readonly aff_sub4: string;
  readonly aff_sub5: string;
  readonly source: string;
  readonly note: string;
  readonly link: string;
  readonly created_at: number;
  readonly partner_name: string | null;
  readonly offer_name: string | null;
  readonly number_ended: 0 | 1;
}

const SEARCHED_AT_ONCE = 500;

const SELECT = `SELECT k.*,
    (SELECT max(p.name) FROM partners AS p WHERE p.partner_id = k.partner_id AND p.name <> '') AS partner_name,
    (SELECT max(o.name) FROM offers AS o WHERE o.offer_id = k.offer_id AND o.name <> '') AS offer_name,
    CASE
      WHEN EXISTS (SELECT 1 FROM numbers AS n WHERE n.network_id IN (SELECT id FROM networks) AND n.offer_id = k.offer_id
        AND n.partner_id = k.partner_id AND n.number = k.number AND n.state <> 'removed') THEN 0
      WHEN EXISTS (SELECT 1 FROM session_numbers AS s WHERE s.e164 = '+1' || k.number AND s.state = 'active') THEN 0
      WHEN EXISTS (SELECT 1 FROM numbers AS n WHERE n.network_id IN (SELECT id FROM networks) AND n.offer_id = k.offer_id
        AND n.partner_id = k.partner_id AND n.number = k.number) THEN 1
      ELSE EXISTS (SELECT 1 FROM session_numbers AS s WHERE s.e164 = '+1' || k.number)
    END AS number_ended
  FROM links AS k`;

/** Reads of the links kept, newest first. */
export function linkReads(
  db: Sqlite,
): (input: {
  readonly text?: string | undefined;
  readonly before: number | null;
  readonly limit: number;
}) => LinkPage {
  const older = db.prepare<[number, number], LinkRow>(`${SELECT} WHERE k.id < ? ORDER BY k.id DESC LIMIT ?`);
  const count = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM links');
  return ({ text, before, limit }) => {
    const start = before ?? Number.MAX_SAFE_INTEGER;
    if (!text?.trim()) return { count: count.get()?.count ?? 0, rows: older.all(start, limit).map(viewOf) };
    const found = [...matching(older, text)];
    return {
      count: found.length,
      rows: found
        .filter(({ id }) => id < start)
        .slice(0, limit)
        .map(viewOf),
    };
  };
}

/** Writes of links. Calls that arrive from now on are told by them; earlier calls keep what they were told. */
export function linkWrites(
  db: Sqlite,
  subIds: LinkSubIds,
): {
  readonly saveLink: (input: {
    readonly draft: LinkDraft;
    readonly link: string;
    readonly now: number;
  }) => LinkView;
  readonly removeLink: (input: { readonly id: number }) => void;
} {
  const insert = db.prepare<
    [string, string, string, string, string, string, string, string, string, string, string, number]
  >(
    `INSERT INTO links (base, offer_id, partner_id, number, aff_sub2, aff_sub3, aff_sub4, aff_sub5, source, note, link,
       created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const one = db.prepare<[number | bigint], LinkRow>(`${SELECT} WHERE k.id = ?`);
  const remove = db.prepare<[number]>('DELETE FROM links WHERE id = ?');
  return {
    saveLink: ({ draft, link, now }) => {
      const { base, offerId, partnerId, number, note } = draft;
      const { aff_sub2, aff_sub3, aff_sub4, aff_sub5, source } = draft.subIds;
      const values = [aff_sub2, aff_sub3, aff_sub4, aff_sub5, source] as const;
      const made = insert.run(base, offerId, partnerId, number, ...values, note, link, now);
      subIds.forget();
      const row = one.get(made.lastInsertRowid);
      if (!row) throw new DeskError('internal', 'The link was not kept.');
      return viewOf(row);
    },
    removeLink: ({ id }) => {
      if (remove.run(id).changes === 0)
        throw new DeskError('not_found', `There is no link with the id ${id}.`);
      subIds.forget();
    },
  };
}

function* matching(
  older: { all(before: number, limit: number): LinkRow[] },
  text: string,
): Generator<LinkRow, void, undefined> {
  const sought = foldText(text.trim());
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const rows = older.all(before, SEARCHED_AT_ONCE);
    for (const row of rows) {
      if (searchable(row).includes(sought)) yield row;
      before = row.id;
    }
    if (rows.length < SEARCHED_AT_ONCE) return;
  }
}

function searchable(row: LinkRow): string {
  const { partner_name, offer_name, number, note, link, partner_id, offer_id } = row;
  const subIds = [row.aff_sub2, row.aff_sub3, row.aff_sub4, row.aff_sub5, row.source];
  return foldText([partner_name, offer_name, number, note, link, partner_id, offer_id, ...subIds].join('\n'));
}

function viewOf(row: LinkRow): LinkView {
  return {
    id: row.id,
    base: row.base,
    offerId: row.offer_id,
    partnerId: row.partner_id,
    number: row.number,
    subIds: {
      aff_sub2: row.aff_sub2,
      aff_sub3: row.aff_sub3,
      aff_sub4: row.aff_sub4,
      aff_sub5: row.aff_sub5,
      source: row.source,
    },
    note: row.note,
    link: row.link,
    partnerName: row.partner_name ?? '',
    offerName: row.offer_name ?? '',
    createdAt: row.created_at,
    numberEnded: row.number_ended === 1,
  };
}
