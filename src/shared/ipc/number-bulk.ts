import { z } from 'zod';
import { tradeId } from './campaigns.ts';
import { numberOrder, numberWish } from './numbers.ts';
import { pageLimit, recordId } from './scalars.ts';

/** What a column of a file can be; custom data by its name. */
export const bulkField = z.union([
  z.enum([
    'ignore',
    'offer',
    'partner',
    'count',
    'description',
    'mediaType',
    'areaCode',
    'zip',
    'city',
    'state',
  ]),
  z.templateLiteral(['custom:', z.string().min(1)]),
]);

/** "20 numbers for these offers and these partners": one row for each pair. */
export const bulkForm = z.strictObject({
  networkId: recordId,
  offerIds: z.array(tradeId).min(1, 'Choose an offer.').max(200),
  partnerIds: z.array(tradeId).min(1, 'Choose a partner.').max(1000),
  /** Numbers for each partner on each offer. */
  count: z.int().min(1).max(10_000),
  order: numberOrder,
});

/** A file of rows: one that was chosen, by its ticket, or text that was pasted or dropped. */
export const bulkSource = z.union([
  z.strictObject({ ticket: z.string().max(80) }),
  z.strictObject({
    fileName: z.string().max(300),
    text: z.string().max(8_000_000, 'The text is longer than eight million characters.'),
  }),
]);

/** How the rows of a file are read; columns are mapped by their headings unless said otherwise. */
export const bulkFile = z.strictObject({
  networkId: recordId,
  source: bulkSource,
  /** One field a column, in order; null guesses by the headings. */
  mapping: z.array(bulkField).max(200).nullable(),
  /** Holds where a row says nothing itself. */
  defaults: z.strictObject({ mediaType: z.string().max(100), description: z.string().max(255) }),
});

/** Something wrong with a row; `line` and `column` are those of the file, `column` null when it is the whole row. */
export const bulkFault = z.object({
  line: z.int(),
  column: z.string().nullable(),
  field: z.string(),
  message: z.string(),
});

export const bulkRow = z.object({
  line: z.int(),
  offerId: z.string(),
  offerName: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  count: z.int(),
  /** How many numbers the partner may still have on the offer after this row; null when no limit is known. */
  leftAfter: z.int().nullable(),
  description: z.string(),
  mediaType: z.string(),
  wish: numberWish.nullable(),
  customData: z.record(z.string(), z.string()),
  faults: z.array(bulkFault),
});

/** A checked plan, kept by the desk until it is started or another one takes its place. */
export const bulkPlan = z.object({
  planId: z.string(),
  name: z.string(),
  networkId: recordId,
  columns: z.array(z.object({ heading: z.string(), field: bulkField, sample: z.string() })),
  rows: z.int(),
  faultyRows: z.int(),
  /** Numbers the rows without a fault ask for. */
  numbers: z.int(),
  /** What is wrong with the file as a whole, such as a column that is missing. */
  fileFaults: z.array(bulkFault),
});

export const bulkRowsRequest = z.strictObject({
  planId: z.string().max(80),
  faultyOnly: z.boolean(),
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const bulkRows = z.object({ index: z.int(), count: z.int(), rows: z.array(bulkRow) });

export const bulkStart = z.strictObject({
  planId: z.string().max(80),
  name: z.string().trim().min(1).max(80),
  /** Without it, a plan with faulty rows is not started. */
  skipFaulty: z.boolean(),
});

export type BulkField = z.infer<typeof bulkField>;
export type BulkForm = z.infer<typeof bulkForm>;
export type BulkFile = z.infer<typeof bulkFile>;
export type BulkFault = z.infer<typeof bulkFault>;
export type BulkRow = z.infer<typeof bulkRow>;
export type BulkPlan = z.infer<typeof bulkPlan>;
export type BulkRows = z.infer<typeof bulkRows>;
