import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { BulkFault, BulkField } from '#shared/ipc/number-bulk.ts';

/** Headings that say what a column is, in small letters without signs. */
const KNOWN: Readonly<Record<string, BulkField>> = {
  offer: 'offer',
  offerid: 'offer',
  campaign: 'offer',
  campaignid: 'offer',
  advertisercampaign: 'offer',
  partner: 'partner',
  partnerid: 'partner',
  affiliate: 'partner',
  affiliateid: 'partner',
  affid: 'partner',
  publisher: 'partner',
  count: 'count',
  numbers: 'count',
  quantity: 'count',
  howmany: 'count',
  description: 'description',
  name: 'description',
  label: 'description',
  mediatype: 'mediaType',
  media: 'mediaType',
  areacode: 'areaCode',
  area: 'areaCode',
  prefix: 'areaCode',
  zip: 'zip',
  zipcode: 'zip',
  postalcode: 'zip',
  city: 'city',
  state: 'state',
};

/** Fields that two columns cannot both be. */
const ONCE = new Set<BulkField>([
  'offer',
  'partner',
  'count',
  'description',
  'mediaType',
  'areaCode',
  'zip',
  'city',
  'state',
]);

/** What each column seems to be by its heading; sub ids and other names that look like fields are custom data. */
export function guessedFields(headings: readonly string[]): readonly BulkField[] {
  const taken = new Set<BulkField>();
  return headings.map((heading) => {
    const field = guess(heading.trim());
    if (ONCE.has(field) && taken.has(field)) return 'ignore';
    taken.add(field);
    return field;
  });
}

function guess(heading: string): BulkField {
  if (heading === '') return 'ignore';
  const subId = SUB_ID_NAMES.find((name) => name === heading.toLowerCase());
  if (subId !== undefined) return `custom:${subId}`;
  return KNOWN[heading.toLowerCase().replace(/[^a-z0-9]/g, '')] ?? `custom:${heading}`;
}

/** What is wrong with a mapping as a whole; `line` is that of the headings. */
export function mappingFaults(
  headings: readonly string[],
  fields: readonly BulkField[],
): readonly BulkFault[] {
  const faults: BulkFault[] = [];
  const fault = (column: string | null, field: string, message: string): void =>
    void faults.push({ line: 1, column, field, message });
  if (fields.length !== headings.length) {
    fault(null, 'mapping', `The file has ${headings.length} columns, and ${fields.length} are mapped.`);
  }
  if (!fields.includes('offer')) fault(null, 'offer', 'No column names the offer.');
  if (!fields.includes('partner')) fault(null, 'partner', 'No column names the partner.');
  for (const [place, field] of fields.entries()) {
    if (field === 'ignore' || fields.indexOf(field) === place) continue;
    fault(headings[place] ?? null, field, 'Another column is the same already.');
  }
  return faults;
}
