/** A field of the account's data dictionary: what may be set on a number or a call. */
export interface MarketingField {
  readonly name: string;
  readonly dataType: 'Signal' | 'Short Text';
}

/** One value as a transaction's `custom_data` carries it. */
export interface MarketingValue {
  readonly name: string;
  readonly data_type: MarketingField['dataType'];
  readonly source: 'VirtualLine' | 'Api';
  readonly value: string | boolean;
}

/** The signal that is set when a call's lead has been qualified. */
export const LEAD_SIGNAL = 'lead_qualified';

/** The account's data dictionary, in the order in which its columns are returned. */
export const MARKETING_FIELDS: readonly MarketingField[] = [
  { name: 'aff_sub2', dataType: 'Short Text' },
  { name: 'aff_sub3', dataType: 'Short Text' },
  { name: 'aff_sub4', dataType: 'Short Text' },
  { name: 'aff_sub5', dataType: 'Short Text' },
  { name: 'source', dataType: 'Short Text' },
  { name: LEAD_SIGNAL, dataType: 'Signal' },
];

/** The Marketing Data of a call: what its number carries, and the lead signal once it has been set. */
export function marketingData(
  onNumber: Readonly<Record<string, string>>,
  leadQualified: boolean,
): MarketingValue[] {
  const values: MarketingValue[] = [];
  for (const { name, dataType } of MARKETING_FIELDS) {
    const value = onNumber[name];
    if (value !== undefined) values.push({ name, data_type: dataType, source: 'VirtualLine', value });
  }
  if (leadQualified) values.push({ name: LEAD_SIGNAL, data_type: 'Signal', source: 'Api', value: true });
  return values;
}
