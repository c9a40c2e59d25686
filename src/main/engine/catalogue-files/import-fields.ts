import type { ImportFault, ImportField, ImportKind } from '#shared/ipc/record-import.ts';

/** What the columns of a file of offers, or of partners, can be. */
export const IMPORT_FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  offers: [
    'id',
    'name',
    'status',
    'payout',
    'revenue',
    'currency',
    'pay_per_call',
    'campaign',
    'goal_name',
    'required_sub_ids',
    'ref_id',
    'note',
  ],
  partners: [
    'id',
    'name',
    'status',
    'time_zone',
    'contact_name',
    'contact_email',
    'contact_phone',
    'click_id_in',
    'ref_id',
    'note',
  ],
};

/** Headings that say what a column is, in small letters without signs. */
const KNOWN: Readonly<Record<string, ImportField>> = {
  id: 'id',
  offerid: 'id',
  partnerid: 'id',
  affiliateid: 'id',
  affid: 'id',
  publisherid: 'id',
  name: 'name',
  offer: 'name',
  offername: 'name',
  partner: 'name',
  partnername: 'name',
  affiliate: 'name',
  company: 'name',
  publisher: 'name',
  status: 'status',
  refid: 'ref_id',
  reference: 'ref_id',
  externalid: 'ref_id',
  note: 'note',
  notes: 'note',
  comment: 'note',
  payout: 'payout',
  defaultpayout: 'payout',
  revenue: 'revenue',
  payin: 'revenue',
  maxpayout: 'revenue',
  currency: 'currency',
  campaign: 'campaign',
  campaignid: 'campaign',
  invocacampaign: 'campaign',
  invocacampaignid: 'campaign',
  advertisercampaignid: 'campaign',
  goalname: 'goal_name',
  defaultgoalname: 'goal_name',
  payperc: 'pay_per_call',
  paypercall: 'pay_per_call',
  requiredsubids: 'required_sub_ids',
  timezone: 'time_zone',
  zone: 'time_zone',
  contact: 'contact_name',
  contactname: 'contact_name',
  contactemail: 'contact_email',
  email: 'contact_email',
  contactphone: 'contact_phone',
  phone: 'contact_phone',
  clickidin: 'click_id_in',
  clickid: 'click_id_in',
};

/** What each column seems to be by its heading; a field is taken by the first column that looks like it. */
export function guessedImport(kind: ImportKind, headings: readonly string[]): readonly ImportField[] {
  const taken = new Set<ImportField>();
  return headings.map((heading) => {
    const plain = heading.toLowerCase().replace(/[^a-z0-9]/g, '');
    const field = Object.hasOwn(KNOWN, plain) ? KNOWN[plain] : undefined;
    if (field === undefined || taken.has(field) || !IMPORT_FIELDS[kind].includes(field)) return 'ignore';
    taken.add(field);
    return field;
  });
}

/** What is wrong with a mapping as a whole; `line` is that of the headings. */
export function importMappingFaults(
  kind: ImportKind,
  headings: readonly string[],
  fields: readonly ImportField[],
): readonly ImportFault[] {
  const faults: ImportFault[] = [];
  const fault = (column: string | null, field: string, message: string): void =>
    void faults.push({ line: 1, column, field, message });
  if (fields.length !== headings.length) {
    fault(null, 'mapping', `The file has ${headings.length} columns, and ${fields.length} are mapped.`);
  }
  if (!fields.includes('id') && !fields.includes('name')) {
    const what = kind === 'offers' ? 'offer' : 'partner';
    fault(null, 'id', `No column is the ${what}’s id or name.`);
  }
  for (const [place, field] of fields.entries()) {
    if (field === 'ignore') continue;
    const column = headings[place] ?? null;
    if (!IMPORT_FIELDS[kind].includes(field)) fault(column, field, `No file of ${kind} has this.`);
    else if (fields.indexOf(field) !== place) fault(column, field, 'Another column is the same already.');
  }
  return faults;
}
