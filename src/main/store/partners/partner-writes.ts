import { isTimeZone } from '#shared/domain/wall-clock.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { PartnerDraft, PartnerStatus, PartnerStatusChange } from '#shared/ipc/partners.ts';
import type { SavedRecords } from '#main/engine/ports/catalogue-records.ts';
import { recordWrites } from '../catalogue/record-writes.ts';
import type { OwnPart, Saving } from '../catalogue/record-writes.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { SELECT_PARTNERS } from './partner-rows.ts';
import type { StoredPartner } from './partner-rows.ts';
import { partnerUses } from './partner-uses.ts';

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
  const uses = partnerUses(db);
  const keep = (id: number, draft: PartnerDraft, own: OwnPart<PartnerStatus>): void => {
    put.run(
      id,
      own.origin,
      own.status,
      draft.refId,
      draft.timeZone,
      draft.contactName,
      draft.contactEmail,
      draft.contactPhone,
      JSON.stringify(draft.conventions),
      draft.note,
      own.now,
    );
  };
  const { found, save, saveMany, remove } = recordWrites<StoredPartner, PartnerStatus, PartnerDraft>(
    db,
    {
      word: 'partner',
      select: `${SELECT_PARTNERS} WHERE p.id = ?`,
      insert: `INSERT INTO partners (network_id, partner_id, name, status, invoca_id, listed) VALUES (?, ?, '', '', '', 0)`,
      tradeIdOf: ({ partner_id: partnerId }) => partnerId,
      draftId: ({ partnerId }) => partnerId,
      currencyOf: () => NO_CURRENCY,
      check,
      keep,
      removable: (stored) => uses(stored).removable,
      removal: ['pixels WHERE partner = ?', 'partner_details WHERE partner = ?', 'partners WHERE id = ?'],
      stays:
        'Calls, numbers, links, templates or an account name this partner, so it stays. Block it instead.',
    },
    renamed,
  );
  return {
    savePartner: save,
    savePartners: saveMany,
    setPartnerStatus: atOnce(db, ({ ids, status, now }: PartnerStatusChange & { readonly now: number }) => {
      for (const id of ids) putStatus.run(found(id).id, status ?? '', now);
    }),
    removePartner: remove,
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
