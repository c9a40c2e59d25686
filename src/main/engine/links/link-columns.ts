import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdName } from '#shared/domain/sub-ids.ts';
import type { LinkField } from '#shared/ipc/link-bulk.ts';

/** Headings that say what a column is, in small letters without signs. */
const KNOWN: Readonly<Record<string, LinkField>> = {
  base: 'base',
  link: 'base',
  invocalink: 'base',
  baselink: 'base',
  trackinglink: 'base',
  offer: 'offer_id',
  offerid: 'offer_id',
  campaignid: 'offer_id',
  partner: 'aff_id',
  partnerid: 'aff_id',
  affid: 'aff_id',
  affiliateid: 'aff_id',
  affiliate: 'aff_id',
  publisherid: 'aff_id',
  number: 'number',
  promonumber: 'number',
  phone: 'number',
  phonenumber: 'number',
  ppcpn: 'number',
  affsub: 'number',
  affsub2: 'aff_sub2',
  affsub3: 'aff_sub3',
  affsub4: 'aff_sub4',
  affsub5: 'aff_sub5',
  sub2: 'aff_sub2',
  sub3: 'aff_sub3',
  sub4: 'aff_sub4',
  sub5: 'aff_sub5',
  source: 'source',
  trafficsource: 'source',
  note: 'note',
  comment: 'note',
};

/** What each column seems to be by its heading; a field is only taken once. */
export function guessedLinkFields(headings: readonly string[]): readonly LinkField[] {
  const taken = new Set<LinkField>();
  return headings.map((heading) => {
    const field = KNOWN[heading.toLowerCase().replace(/[^a-z0-9]/g, '')] ?? 'ignore';
    if (field === 'ignore' || taken.has(field)) return 'ignore';
    taken.add(field);
    return field;
  });
}

/** What is wrong with a mapping as a whole. */
export function linkMappingFaults(
  headings: readonly string[],
  fields: readonly LinkField[],
  columnsOfFillings: readonly string[],
): readonly string[] {
  const faults: string[] = [];
  if (fields.length !== headings.length) {
    faults.push(`The file has ${headings.length} columns, and ${fields.length} are mapped.`);
  }
  if (!fields.includes('number')) faults.push('No column holds the promo number.');
  for (const [place, field] of fields.entries()) {
    if (field === 'ignore' || fields.indexOf(field) === place) continue;
    faults.push(`The column “${headings[place] ?? place + 1}” is the same as another one: ${field}.`);
  }
  for (const column of new Set(columnsOfFillings)) {
    if (!headings.includes(column))
      faults.push(`A rule reads the column “${column}”, which the file does not have.`);
  }
  return faults;
}

/** A row read by its mapping: the text of each field, empty where there is none. */
export function linkCells(
  fields: readonly LinkField[],
  cells: readonly string[],
): (field: LinkField) => string {
  const found = new Map<LinkField, string>();
  fields.forEach((field, place) => {
    if (field !== 'ignore' && !found.has(field)) found.set(field, (cells[place] ?? '').trim());
  });
  return (field) => found.get(field) ?? '';
}

/** The sub ids a row says itself. */
export function ownSubIds(cell: (field: LinkField) => string): Partial<Record<SubIdName, string>> {
  const own: Partial<Record<SubIdName, string>> = {};
  for (const name of SUB_ID_NAMES) {
    const value = cell(name);
    if (value !== '') own[name] = value;
  }
  return own;
}
