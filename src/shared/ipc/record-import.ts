import { z } from 'zod';
import { pageLimit, recordId } from './scalars.ts';

/** What a file holds a row each of. */
export const importKind = z.enum(['offers', 'partners']);

/** What a column of a file can be. Offers take some of these, partners others (engine/catalogue-files). */
export const importField = z.enum([
  'ignore',
  'id',
  'name',
  'status',
  'ref_id',
  'note',
  'payout',
  'revenue',
  'currency',
  'campaign',
  'goal_name',
  'pay_per_call',
  'required_sub_ids',
  'time_zone',
  'contact_name',
  'contact_email',
  'contact_phone',
  'click_id_in',
]);

/** A file of rows: one that was chosen, by its ticket, or text that was pasted or dropped. */
export const importSource = z.union([
  z.strictObject({ ticket: z.string().max(80) }),
  z.strictObject({
    fileName: z.string().max(300),
    text: z.string().max(8_000_000, 'The text is longer than eight million characters.'),
  }),
]);

export const importRequest = z.strictObject({
  kind: importKind,
  networkId: recordId.nullable(),
  source: importSource,
  /** One field a column, in order; null guesses by the headings. */
  mapping: z.array(importField).max(200).nullable(),
});

/** Something wrong with a row; `column` is the file's heading, null when it is the whole row. */
export const importFault = z.object({
  line: z.int(),
  column: z.string().nullable(),
  field: z.string(),
  message: z.string(),
});

/** What a row would do; `changes` are told before and after, as a person reads them. */
export const importRow = z.object({
  line: z.int(),
  outcome: z.enum(['add', 'change', 'same', 'faulty']),
  tradeId: z.string(),
  name: z.string(),
  changes: z.array(z.object({ field: importField, before: z.string(), after: z.string() })),
  faults: z.array(importFault),
});

/** A checked file, kept until it is taken in or another one takes its place. */
export const importPlan = z.object({
  planId: z.string(),
  kind: importKind,
  fileName: z.string(),
  columns: z.array(z.object({ heading: z.string(), field: importField, sample: z.string() })),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  faulty: z.int(),
  /** What is wrong with the file as a whole, such as a column that is missing. */
  fileFaults: z.array(importFault),
});

export const importRowsRequest = z.strictObject({
  planId: z.string().max(80),
  show: z.enum(['all', 'faulty']),
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const importRows = z.object({ index: z.int(), count: z.int(), rows: z.array(importRow) });

export type ImportKind = z.infer<typeof importKind>;
export type ImportField = z.infer<typeof importField>;
export type ImportFault = z.infer<typeof importFault>;
export type ImportRow = z.infer<typeof importRow>;
export type ImportPlan = z.infer<typeof importPlan>;
export type ImportRows = z.infer<typeof importRows>;
