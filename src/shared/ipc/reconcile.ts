import { z } from 'zod';
import { isTimeZone } from '../domain/wall-clock.ts';
import { exportFormat } from './calls.ts';
import { conversionStatus, currency, instant, minorUnits, pageLimit, recordId } from './scalars.ts';

const timeZone = z.string().refine(isTimeZone, 'A time zone has a name such as America/New_York.');

/** A day of a calendar, `YYYY-MM-DD`. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written as 2026-05-31.');

export const reconcileCause = z.enum([
  'missing_here',
  'missing_there',
  'status',
  'payout',
  'currency',
  'duplicate',
  'day_border',
  'correction_after_cutoff',
  'id_format',
  'id_differs',
  'not_yet_synced',
  'test_call',
]);

/** What a file of another side is: a report of TUNE, a report of a partner, an invoice. */
export const fileRole = z.enum(['tune', 'partner', 'invoice']);

/** What can be read of each row of a file. */
export const fileField = z.enum(['invoca_id', 'status', 'payout', 'currency', 'datetime', 'number']);

/** How a file is read: which column holds what, and what holds for every row. */
export const fileMapping = z.strictObject({
  columns: z.partialRecord(fileField, z.string().max(300)),
  /** For times without a zone, and whose days the file counts by. */
  zone: timeZone,
  /** Of amounts without a currency of their own. */
  currency,
  /** Of rows without a column for it. */
  status: conversionStatus,
});

/** A file that was read into the workspace, by its digest. */
const fileSide = z.strictObject({
  kind: z.literal('file'),
  role: fileRole,
  digest: z.string().length(64),
  name: z.string().max(300),
  mapping: fileMapping,
  /** Up to when the file speaks; null for when it was last changed. */
  asOf: instant.nullable(),
});

export const sideDraft = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('desk'), zone: timeZone }),
  z.strictObject({ kind: z.literal('invoca'), networkId: recordId, zone: timeZone }),
  z.strictObject({ kind: z.literal('tune'), networkId: recordId, zone: timeZone }),
  fileSide,
]);

/** What a reconciliation compares: every further side with the first. Days are of each side's own calendar. */
export const reconcileDraft = z
  .strictObject({
    title: z.string().trim().max(120),
    sides: z.array(sideDraft).min(2, 'Two sides at least are compared.').max(3),
    firstDay: day,
    lastDay: day,
    windowMinutes: z.int().min(0).max(1440),
    /** Only calls of this network, partner and offer; null for all. */
    networkId: recordId.nullable(),
    partnerId: z.string().max(100).nullable(),
    offerId: z.string().max(100).nullable(),
  })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, {
    message: 'The period ends before it begins.',
    path: ['lastDay'],
  });

const causeCounts = z.partialRecord(reconcileCause, z.int());

export const sideTotals = z.object({
  currency,
  here: minorUnits,
  there: minorUnits,
  explained: z.array(z.object({ cause: reconcileCause, amount: minorUnits })),
});

/** The total a file states itself, beside what its lines come to. */
export const statedTotal = z.object({ line: z.int(), currency, stated: minorUnits, summed: minorUnits });

/** A side as the run found it. */
export const sideSummary = z.object({
  name: z.string(),
  zone: timeZone,
  /** Rows read, with those beyond the period; and those that count to it. */
  rows: z.int(),
  counted: z.int(),
  /** Transactions the network gave that could not be read. */
  unread: z.int(),
  readTo: instant.nullable(),
  totals: z.array(z.object({ currency, amount: minorUnits })),
  stated: statedTotal.nullable(),
});

/** The period as one zone counts it, over all calls the first side has. */
export const zoneTotals = z.object({
  zone: timeZone,
  from: instant,
  to: instant,
  calls: z.int(),
  sums: z.array(z.object({ currency, amount: minorUnits })),
  /** Calls that count to this period, but not to that of the first zone, and the other way. */
  gained: z.int(),
  lost: z.int(),
  /** Of each day: calls, and approved payouts of the first currency. */
  days: z.array(z.object({ day, calls: z.int(), amount: minorUnits })),
});

export const runSummary = z.object({
  sides: z.array(sideSummary),
  /** One for each side after the first. */
  results: z.array(z.object({ equal: z.int(), causes: causeCounts, totals: z.array(sideTotals) })),
  lines: z.object({ equal: z.int(), unequal: z.int() }),
  zones: z.array(zoneTotals),
});

/** What differs from the run before. */
export const runChanges = z.object({
  previousId: recordId,
  previousAt: instant,
  added: z.int(),
  gone: z.int(),
  changed: z.int(),
  same: z.int(),
});

export const reconcileRun = z.object({
  id: recordId,
  seriesId: recordId,
  title: z.string(),
  origin: z.enum(['person', 'folder']),
  createdAt: instant,
  finishedAt: instant.nullable(),
  state: z.enum(['running', 'done', 'failed']),
  /** Why it failed, in a sentence. */
  reason: z.string(),
  /** What it is at, while it runs. */
  progress: z.string(),
  draft: reconcileDraft,
  summary: runSummary.nullable(),
  changes: runChanges.nullable(),
  accepted: z.int(),
  /** Whether a later run repeats it. */
  repeated: z.boolean(),
});

/** A call as one side tells it. */
export const reconcileCell = z.object({
  line: z.int().nullable(),
  recordId: recordId.nullable(),
  invocaId: z.string(),
  callId: z.string(),
  status: conversionStatus,
  payout: minorUnits,
  currency,
  at: instant.nullable(),
  number: z.string(),
  rawResult: z.string(),
});

export const reconcileFinding = z.object({
  side: z.int(),
  field: z.enum(['row', 'invoca_id', 'status', 'payout', 'currency', 'datetime']),
  cause: reconcileCause,
});

export const reconcileRow = z.object({
  place: z.int(),
  state: z.enum(['equal', 'unequal', 'outside', 'gone']),
  /** Against the run before; '' when there is none, or it did not differ. */
  since: z.enum(['', 'new', 'same', 'changed', 'gone']),
  at: instant.nullable(),
  number: z.string(),
  invocaId: z.string(),
  currency,
  /** Why it differs on each side after the first; '' where it does not. */
  causes: z.array(z.union([reconcileCause, z.literal('')])),
  /** What each side after the first counts more. */
  deltas: z.array(minorUnits),
  cells: z.array(reconcileCell.nullable()),
  findings: z.array(reconcileFinding),
  /** The note of an acceptance that still holds; null when nobody accepted it. */
  accepted: z.string().nullable(),
});

export const rowFilter = z.strictObject({
  states: z.array(z.enum(['equal', 'unequal', 'gone'])).max(3),
  /** Lines one of these causes explains on one of the sides. */
  causes: z.array(reconcileCause).max(12).optional(),
  side: z.int().min(1).max(2).optional(),
  accepted: z.boolean().optional(),
  since: z.enum(['new', 'same', 'changed', 'gone']).optional(),
  /** Calls that count to the period by one of the run's zones, but not by another, given by their places. */
  moves: z.strictObject({ in: z.int().min(0).max(2), notIn: z.int().min(0).max(2) }).optional(),
  text: z.string().max(100).optional(),
});

export const rowOrder = z.strictObject({ by: z.enum(['at', 'amount']), descending: z.boolean() });

export const rowPageRequest = z.strictObject({
  runId: recordId,
  filter: rowFilter,
  order: rowOrder,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const rowTotals = z.object({ count: z.int(), accepted: z.int() });

/** A file chosen for a side, with how it seems to be read. */
export const chosenFile = z.object({
  digest: z.string(),
  name: z.string(),
  size: z.int(),
  modifiedAt: instant,
  head: z.array(z.string()),
  role: fileRole,
  mapping: fileMapping,
  networkId: recordId.nullable(),
  partnerId: z.string(),
  /** Whether the mapping was remembered of an earlier file rather than guessed. */
  remembered: z.boolean(),
});

export const fileFault = z.object({ line: z.int(), column: z.string(), message: z.string() });

export const filePreview = z.object({
  rows: z.int(),
  ready: z.int(),
  faults: z.array(fileFault),
  faultsInAll: z.int(),
  firstDay: day.nullable(),
  lastDay: day.nullable(),
  sums: z.array(z.object({ currency, amount: minorUnits })),
  stated: statedTotal.nullable(),
  sample: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
});

/** The folder that is watched, and what came into it. */
export const watchedFolder = z.object({
  path: z.string().nullable(),
  /** Why it cannot be read just now; null while it can. */
  fault: z.string().nullable(),
  arrivals: z.array(
    z.object({
      id: recordId,
      digest: z.string(),
      name: z.string(),
      size: z.int(),
      seenAt: instant,
      state: z.enum(['running', 'done', 'waiting', 'failed', 'ignored']),
      reason: z.string(),
      runId: recordId.nullable(),
    }),
  ),
});

export const reconcileExportRequest = z.strictObject({
  runId: recordId,
  filter: rowFilter,
  order: rowOrder,
  format: exportFormat,
  zone: timeZone,
  described: z.string().max(4000),
});

export type FileRole = z.infer<typeof fileRole>;
export type FileField = z.infer<typeof fileField>;
export type FileMapping = z.infer<typeof fileMapping>;
export type SideDraft = z.infer<typeof sideDraft>;
export type ReconcileDraft = z.infer<typeof reconcileDraft>;
export type StatedTotal = z.infer<typeof statedTotal>;
export type ZoneTotals = z.infer<typeof zoneTotals>;
export type RunSummary = z.infer<typeof runSummary>;
export type RunChanges = z.infer<typeof runChanges>;
export type ReconcileRun = z.infer<typeof reconcileRun>;
export type ReconcileCell = z.infer<typeof reconcileCell>;
export type ReconcileRow = z.infer<typeof reconcileRow>;
export type RowFilter = z.infer<typeof rowFilter>;
export type RowOrder = z.infer<typeof rowOrder>;
export type RowPageRequest = z.infer<typeof rowPageRequest>;
export type RowTotals = z.infer<typeof rowTotals>;
export type ChosenFile = z.infer<typeof chosenFile>;
export type FileFault = z.infer<typeof fileFault>;
export type FilePreview = z.infer<typeof filePreview>;
export type WatchedFolder = z.infer<typeof watchedFolder>;
export type ReconcileExportRequest = z.infer<typeof reconcileExportRequest>;
