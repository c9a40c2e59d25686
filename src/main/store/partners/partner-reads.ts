import { DeskError } from '#shared/ipc/errors.ts';
import type { PartnerDetail, PartnerDraft, PartnerPage, PartnerPageRequest } from '#shared/ipc/partners.ts';
import { foundByWords, isActive } from '../catalogue/found-records.ts';
import { listedMarks } from '../conversions/marks.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { sumsBy } from '../offers/conversion-sums.ts';
import { pixelReads } from '../offers/pixel-records.ts';
import { conventionsOf, partnerDraftOf, partnerRowOf, SELECT_PARTNERS } from './partner-rows.ts';
import type { StoredPartner } from './partner-rows.ts';
import { partnerUses } from './partner-uses.ts';

/** Reads of partners, as screens and commands see them. */
export function partnerReads(db: Sqlite): {
  readonly partnerPage: (input: PartnerPageRequest) => PartnerPage;
  readonly partnerDetail: (input: { readonly id: number }) => PartnerDetail;
  readonly partnerNamed: (input: {
    readonly networkId: number | null;
    readonly partnerId: string;
  }) => PartnerDetail | null;
  readonly partnerDrafts: (input: {
    readonly networkId: number | null;
    readonly partnerIds: readonly string[];
  }) => PartnerDraft[];
} {
  const all = db.prepare<[], StoredPartner>(
    `${SELECT_PARTNERS} WHERE w.removed = 0 ORDER BY p.name COLLATE NOCASE, p.partner_id, p.id`,
  );
  const one = db.prepare<[number], StoredPartner>(`${SELECT_PARTNERS} WHERE p.id = ?`);
  const named = db.prepare<[string], StoredPartner>(
    `${SELECT_PARTNERS} WHERE p.partner_id = ? AND w.removed = 0`,
  );
  const among = db.prepare<[string], StoredPartner>(
    `${SELECT_PARTNERS} WHERE p.partner_id IN (SELECT value FROM json_each(?)) AND w.removed = 0`,
  );
  const sums = sumsBy(listedMarks(db), ({ line }) => line.partnerId);
  const pixels = pixelReads(db);
  const uses = partnerUses(db);

  const detailOf = (stored: StoredPartner): PartnerDetail => ({
    row: partnerRowOf(stored, sums()),
    ownName: stored.own_name,
    networkPartnerName: stored.network_name,
    tuneName: stored.tune_name,
    ownStatus: stored.own_status || null,
    networkStatus: stored.status,
    tuneStatus: stored.tune_status ?? '',
    invocaId: stored.invoca_id,
    contactEmail: stored.contact_email ?? '',
    contactPhone: stored.contact_phone ?? '',
    conventions: conventionsOf(stored),
    note: stored.note ?? '',
    ...uses(stored),
    pixels: pixels.ofPartner(stored.id),
  });

  return {
    partnerPage: ({ filter: { text, networkId, status }, index, limit }) => {
      const byNow = sums();
      const kept = all
        .all()
        .filter((stored) => networkId === undefined || stored.network_id === networkId)
        .map((stored) => partnerRowOf(stored, byNow))
        .filter((row) => status === undefined || isActive(row.status) === (status === 'active'));
      const found = foundByWords(kept, text, (row) => [
        row.name,
        row.partnerId,
        row.refId,
        row.contactName,
        row.networkName,
      ]);
      return { index, count: found.length, rows: found.slice(index, index + limit) };
    },
    partnerDetail: ({ id }) => {
      const stored = one.get(id);
      if (!stored) throw new DeskError('not_found', `There is no partner with the record id ${id}.`);
      return detailOf(stored);
    },
    partnerNamed: ({ networkId, partnerId }) => {
      const found = named
        .all(partnerId)
        .filter((stored) => networkId === null || stored.network_id === networkId);
      const [only, another] = found;
      if (another) {
        const accounts = found.map(({ account }) => `“${account}”`).join(' and ');
        throw new DeskError('conflict', `${accounts} both have a partner ${partnerId}. Say which network.`, {
          field: 'networkId',
        });
      }
      return only ? detailOf(only) : null;
    },
    partnerDrafts: ({ networkId, partnerIds }) =>
      among
        .all(JSON.stringify(partnerIds))
        .filter((stored) => networkId === null || stored.network_id === networkId)
        .map(partnerDraftOf),
  };
}
