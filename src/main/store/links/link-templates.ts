import { z } from 'zod';
import type { LinkReads, LinkWrites } from '#main/engine/ports/link-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { subIdRules } from '#shared/ipc/link-bulk.ts';
import type { LinkTemplate } from '#shared/ipc/link-bulk.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';

interface StoredTemplate extends Omit<LinkTemplate, 'rules' | 'partnerName'> {
  readonly rules: string;
  readonly partnerName: string | null;
}

const SELECT = `SELECT t.id, t.name, t.partner_id AS partnerId, t.traffic_source AS trafficSource, t.rules,
  (SELECT max(p.name) FROM partners AS p WHERE p.partner_id = t.partner_id AND p.name <> '') AS partnerName
  FROM link_templates AS t`;

const rulesText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(subIdRules);

/** Reads of the templates links are made with, by name. */
export function linkTemplateReads(db: Sqlite): InstantHandlers<Pick<LinkReads, 'linkTemplates'>> {
  const all = db.prepare<[], StoredTemplate>(`${SELECT} ORDER BY t.name COLLATE NOCASE, t.id`);
  return { linkTemplates: () => all.all().map(viewOf) };
}

/** Writes of templates and of what networks keep of links. */
export function linkTemplateWrites(
  db: Sqlite,
): InstantHandlers<Pick<LinkWrites, 'saveLinkTemplate' | 'removeLinkTemplate' | 'setLinkLimits'>> {
  const one = db.prepare<[number | bigint], StoredTemplate>(`${SELECT} WHERE t.id = ?`);
  const insert = db.prepare<[string, string, string, string, number, number]>(
    `INSERT INTO link_templates (name, partner_id, traffic_source, rules, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare<[string, string, string, string, number, number]>(
    'UPDATE link_templates SET name = ?, partner_id = ?, traffic_source = ?, rules = ?, changed_at = ? WHERE id = ?',
  );
  const remove = db.prepare<[number]>('DELETE FROM link_templates WHERE id = ?');
  const limits = db.prepare<[number, number, number]>(
    'INSERT OR REPLACE INTO link_limits (network_id, longest_value, longest_link) VALUES (?, ?, ?)',
  );
  return {
    saveLinkTemplate: ({ draft, now }) => {
      const { id, name, partnerId, trafficSource } = draft;
      const rules = JSON.stringify(draft.rules);
      let kept: number | bigint;
      if (id === null) {
        kept = insert.run(name, partnerId, trafficSource, rules, now, now).lastInsertRowid;
      } else {
        if (update.run(name, partnerId, trafficSource, rules, now, id).changes === 0) throw none(id);
        kept = id;
      }
      const row = one.get(kept);
      if (!row) throw new DeskError('internal', 'The template was not kept.');
      return viewOf(row);
    },
    removeLinkTemplate: ({ id }) => {
      if (remove.run(id).changes === 0) throw none(id);
    },
    setLinkLimits: ({ networkId, value, link }) => void limits.run(networkId, value, link),
  };
}

function viewOf({ rules, partnerName, ...row }: StoredTemplate): LinkTemplate {
  return { ...row, partnerName: partnerName ?? '', rules: rulesText.parse(rules) };
}

function none(id: number): DeskError {
  return new DeskError('not_found', `There is no link template with the id ${id}.`);
}
