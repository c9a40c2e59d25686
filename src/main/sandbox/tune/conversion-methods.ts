import type { Conversions } from './conversions.ts';
import type { TuneRow } from './tables.ts';
import { TuneRefusal } from './tune-refusal.ts';

/** What writing conversions needs. */
export interface ConversionParts {
  readonly conversions: Conversions;
}

const STATUSES = ['approved', 'pending', 'rejected'];
const AMOUNTS = ['payout', 'revenue', 'sale_amount'];
const UPDATABLE = [...AMOUNTS, 'status', 'status_code'];

/** Whether a text is a status of a conversion. */
export function isTuneStatus(text: string): boolean {
  return STATUSES.includes(text);
}

/** Changes fields of a conversion, all or none (tune.md 6). Throws TuneRefusal for one that may not be changed. */
export function writeConversion(
  { conversions }: ConversionParts,
  tuneEventId: string,
  changes: ReadonlyMap<string, string>,
): TuneRow {
  const row = conversions.find({ tuneEventId });
  if (row === undefined) throw new TuneRefusal(`Conversion ${tuneEventId} does not exist`);
  const values: Record<string, string> = {};
  for (const [field, value] of changes) {
    if (!UPDATABLE.includes(field)) throw new TuneRefusal(`Field ${field} cannot be updated`, true);
    if (field === 'status' && !isTuneStatus(value))
      throw new TuneRefusal(`Status ${value} is not valid`, true);
    const isAmount = AMOUNTS.includes(field);
    if (isAmount && !/^-?\d+(\.\d{1,5})?$/.test(value))
      throw new TuneRefusal(`${field} must be a decimal`, true);
    values[field] = isAmount ? Number(value).toFixed(5) : value;
  }
  return Object.assign(row, values);
}
