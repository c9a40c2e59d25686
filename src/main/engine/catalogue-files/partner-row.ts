import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';
import { partnerDraft, partnerStatus } from '#shared/ipc/partners.ts';
import type { PartnerDraft, PartnerStatus, SubIdConvention } from '#shared/ipc/partners.ts';
import type { ImportField } from '#shared/ipc/record-import.ts';
import type { ImportCells } from './import-cells.ts';

/**
 * The partner a row makes or changes; an empty cell leaves what is there. What cannot be read is noted as a fault of the
 * row, and the draft then keeps what was there.
 */
export function partnerOfRow(cells: ImportCells, start: PartnerDraft): PartnerDraft {
  const given = (field: ImportField, otherwise: string): string => cells.text(field) || otherwise;
  const draft: PartnerDraft = {
    ...start,
    partnerId: given('id', start.partnerId),
    name: given('name', start.name),
    status: statusOf(cells, start.status),
    refId: given('ref_id', start.refId),
    timeZone: zoneOf(cells, start.timeZone),
    contactName: given('contact_name', start.contactName),
    contactEmail: given('contact_email', start.contactEmail),
    contactPhone: given('contact_phone', start.contactPhone),
    conventions: conventionsOf(cells, start.conventions),
    note: given('note', start.note),
  };
  if (draft.name === '') cells.fault('name', 'A new partner needs a name.');
  const checked = partnerDraft.safeParse(draft);
  for (const issue of checked.success ? [] : checked.error.issues) {
    cells.fault(FIELD_OF[String(issue.path[0])] ?? 'row', issue.message);
  }
  return draft;
}

const FIELD_OF: Readonly<Record<string, ImportField>> = {
  partnerId: 'id',
  name: 'name',
  refId: 'ref_id',
  contactName: 'contact_name',
  contactEmail: 'contact_email',
  contactPhone: 'contact_phone',
  note: 'note',
};

/** A partner as a person reads it, field by field. */
export function partnerFields(draft: PartnerDraft): Map<ImportField, string> {
  return new Map<ImportField, string>([
    ['id', draft.partnerId],
    ['name', draft.name],
    ['status', draft.status ?? ''],
    ['time_zone', draft.timeZone],
    ['contact_name', draft.contactName],
    ['contact_email', draft.contactEmail],
    ['contact_phone', draft.contactPhone],
    ['click_id_in', draft.conventions.find(({ meaning }) => meaning === 'click_id')?.name ?? ''],
    ['ref_id', draft.refId],
    ['note', draft.note],
  ]);
}

function statusOf(cells: ImportCells, before: PartnerStatus | null): PartnerStatus | null {
  const text = cells.text('status').toLowerCase();
  if (text === '') return before;
  const read = partnerStatus.safeParse(text);
  if (read.success) return read.data;
  cells.fault('status', `“${cells.text('status')}” is not a status: active, pending or blocked.`);
  return before;
}

function zoneOf(cells: ImportCells, before: string): string {
  const text = cells.text('time_zone');
  if (text === '' || isTimeZone(text)) return text || before;
  cells.fault('time_zone', `“${text}” is not a time zone, such as America/New_York.`);
  return before;
}

function conventionsOf(cells: ImportCells, before: readonly SubIdConvention[]): SubIdConvention[] {
  const text = cells.text('click_id_in').toLowerCase();
  const name = SUB_ID_NAMES.find((one) => one === text);
  if (text !== '' && name === undefined) {
    cells.fault(
      'click_id_in',
      `“${cells.text('click_id_in')}” is not a sub id: aff_sub2 to aff_sub5, or source.`,
    );
  }
  if (name === undefined || before.some((one) => one.name === name && one.meaning === 'click_id')) {
    return [...before];
  }
  const others = before.filter((one) => one.meaning !== 'click_id' && one.name !== name);
  return [{ name, meaning: 'click_id', label: '' }, ...others];
}
