import { isTimeZone } from '#shared/domain/wall-clock.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { PartnerDraft, PartnerStatusChange } from '#shared/ipc/partners.ts';
import type { SavedBy, SavedRecords } from '#main/engine/ports/catalogue-records.ts';
import { freeTradeId } from '../catalogue/free-trade-id.ts';
import { homeNetwork } from '../catalogue/home-network.ts';
import { SHOWN_NAME } from '../catalogue/own-records.ts';
import { tally } from '../catalogue/tally.ts';
import type { SaveOutcome } from '../catalogue/tally.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { SELECT_PARTNERS } from './partner-rows.ts';
import type { StoredPartner } from './partner-rows.ts';
import { partnerUses } from './partner-uses.ts';

interface Saving {
  readonly by: SavedBy;
  readonly now: number;
}

/** The currency of the place for what belongs to no account; a partner has no amounts of its own. */
const NO_CURRENCY = 'USD';

/** Writes of partners. `renamed` is called when what is shown of one anywhere may have changed. */
export function partnerWrites(
  db: Sqlite,
  renamed: () => void,
): {
  readonly savePartner: (input: Saving & { readonly draft: PartnerDraft }) => { readonly id: number };
  readonly savePartners: (input: Saving & { readonly drafts: readonly PartnerDraft[] }) => SavedRecords;
  readonly setPartnerStatus: (input: PartnerStatusChange & { readonly now: number }) => void;
  readonly removePartner: (input: { readonly id: number }) => void;
} {
  const one = db.prepare<[number], StoredPartner>(`${SELECT_PARTNERS} WHERE p.id = ?`);
  const same = db.prepare<[number, string], { id: number }>(
    'SELECT id FROM partners WHERE network_id = ? AND partner_id = ?',
  );
  const insert = db.prepare<[number, string]>(
    `INSERT INTO partners (network_id, partner_id, name, status, invoca_id, listed) VALUES (?, ?, '', '', '', 0)`,
  );
  const move = db.prepare<[number, string, number]>(
    'UPDATE partners SET network_id = ?, partner_id = ? WHERE id = ?',
  );
  const nameIt = db.prepare<[string, number]>('UPDATE partners SET own_name = ? WHERE id = ?');
  const show = db.prepare<[number]>(`UPDATE partners SET name = ${SHOWN_NAME} WHERE id = ?`);
  const put = db.prepare<
    [number, string, string, string, string, string, string, string, string, string, number]
  >(
    `INSERT INTO partner_details (partner, origin, own_status, ref_id, time_zone, contact_name, contact_email,
       contact_phone, conventions, note, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (partner) DO UPDATE SET own_status = excluded.own_status, ref_id = excluded.ref_id,
       time_zone = excluded.time_zone, contact_name = excluded.contact_name, contact_email = excluded.contact_email,
       contact_phone = excluded.contact_phone, conventions = excluded.conventions, note = excluded.note,
       changed_at = excluded.changed_at`,
  );
  const putStatus = db.prepare<[number, string, number]>(
    `INSERT INTO partner_details (partner, origin, own_status, changed_at) VALUES (?, 'network', ?, ?)
     ON CONFLICT (partner) DO UPDATE SET own_status = excluded.own_status, changed_at = excluded.changed_at`,
  );
  const removal = [
    'pixels WHERE partner = ?',
    'partner_details WHERE partner = ?',
    'partners WHERE id = ?',
  ].map((from) => db.prepare<[number]>(`DELETE FROM ${from}`));
  const home = homeNetwork(db);
  const freeId = freeTradeId(db, 'partners');
  const uses = partnerUses(db);

  const found = (id: number): StoredPartner => {
    const stored = one.get(id);
    if (!stored) throw new DeskError('not_found', `There is no partner with the record id ${id}.`);
    return stored;
  };

  /** The record the draft is of, made when it is new, at the place the draft says. */
  const placed = (draft: PartnerDraft, now: number): { before: StoredPartner | null; id: number } => {
    const before = draft.id === null ? null : found(draft.id);
    const networkId =
      before && draft.networkId === null
        ? before.network_id
        : home({ networkId: draft.networkId, currency: NO_CURRENCY, now });
    const partnerId = draft.partnerId || before?.partner_id || freeId();
    const there = same.get(networkId, partnerId);
    if (there && there.id !== before?.id) {
      throw new DeskError('conflict', `There is a partner ${partnerId} already.`, { field: 'partnerId' });
    }
    if (!before) return { before, id: Number(insert.run(networkId, partnerId).lastInsertRowid) };
    if (before.network_id !== networkId || before.partner_id !== partnerId) {
      if (!uses(before).removable) {
        const message = `Calls, numbers or links name partner ${before.partner_id}; its id and account stay as they are.`;
        throw new DeskError('conflict', message, { field: 'partnerId' });
      }
      move.run(networkId, partnerId, before.id);
    }
    return { before, id: before.id };
  };

  const save = (draft: PartnerDraft, { by, now }: Saving): { id: number; outcome: SaveOutcome } => {
    check(draft);
    const { before, id } = placed(draft, now);
    const stored = found(id);
    const ownName = draft.name === (stored.network_name || stored.tune_name) ? '' : draft.name;
    if (ownName === '' && stored.network_name === '' && stored.tune_name === '') {
      throw new DeskError('invalid_input', 'Enter a name.', { field: 'name' });
    }
    nameIt.run(ownName, id);
    show.run(id);
    put.run(
      id,
      stored.origin ?? (before === null ? by : 'network'),
      // Nobody else says anything of what was made here.
      draft.status ?? (before === null ? 'active' : ''),
      draft.refId,
      draft.timeZone,
      draft.contactName,
      draft.contactEmail,
      draft.contactPhone,
      JSON.stringify(draft.conventions),
      draft.note,
      now,
    );
    if (before === null) return { id, outcome: 'added' };
    return { id, outcome: JSON.stringify(before) === JSON.stringify(found(id)) ? 'same' : 'changed' };
  };

  return {
    savePartner: atOnce(db, ({ draft, ...how }: Saving & { readonly draft: PartnerDraft }) => {
      const { id } = save(draft, how);
      renamed();
      return { id };
    }),
    savePartners: atOnce(db, ({ drafts, ...how }: Saving & { readonly drafts: readonly PartnerDraft[] }) => {
      const saved = tally(drafts.map((draft) => save(draft, how).outcome));
      renamed();
      return saved;
    }),
    setPartnerStatus: atOnce(db, ({ ids, status, now }: PartnerStatusChange & { readonly now: number }) => {
      for (const id of ids) putStatus.run(found(id).id, status ?? '', now);
    }),
    removePartner: atOnce(db, ({ id }: { readonly id: number }) => {
      if (!uses(found(id)).removable) {
        const message =
          'Calls, numbers, links, templates or an account name this partner, so it stays. Block it instead.';
        throw new DeskError('conflict', message);
      }
      for (const statement of removal) statement.run(id);
      renamed();
    }),
  };
}

/** @throws DeskError invalid_input with the field at fault */
function check({ timeZone, conventions }: PartnerDraft): void {
  if (timeZone !== '' && !isTimeZone(timeZone)) {
    const message = `“${timeZone}” is not a time zone, such as America/New_York.`;
    throw new DeskError('invalid_input', message, { field: 'timeZone' });
  }
  const doubled = conventions.find(
    ({ name }, place) => conventions.findIndex((one) => one.name === name) !== place,
  );
  if (doubled) {
    throw new DeskError('invalid_input', `${doubled.name} is said to carry two things.`, {
      field: 'conventions',
    });
  }
}
