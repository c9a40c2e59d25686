import { z } from 'zod';
import { CALL_STATUSES } from '../domain/call-columns.ts';
import { isTimeZone } from '../domain/wall-clock.ts';
import { conversionStatus, instant, pageLimit, recordId } from './scalars.ts';

/** What a column of an imported file can be, beside a custom field. */
export const IMPORT_FACTS = [
  'started_at',
  'number',
  'caller_number',
  'status',
  'talk_seconds',
  'order',
  'keywords',
  'campaign_id',
  'session_id',
  'call_id',
] as const;

export type ImportFact = (typeof IMPORT_FACTS)[number];

/** A standard column or `field.<name>` (shared/domain/call-columns.ts). */
export const callColumn = z.string().min(1).max(270);

/** A call's custom fields by name. */
const fieldValues = z.record(z.string(), z.string());

const timeZone = z.string().max(80).refine(isTimeZone, 'This time zone is not known.');

/**
 * Which calls: every condition given must hold. A column is one of its values; '' means that the call has none. Dates
 * are UTC, from inclusive, to exclusive.
 */
export const callFilter = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  text: z.string().max(200).optional(),
  where: z
    .array(z.strictObject({ column: callColumn, values: z.array(z.string().max(1000)).min(1).max(200) }))
    .max(20)
    .optional(),
});

export const callOrder = z.strictObject({ by: callColumn, descending: z.boolean() });

/** Who says that a call brought an order: a person, an imported file, or the network's own result. */
export const orderSaidBy = z.enum(['person', 'import', 'network']);

/** One row of the list. Numbers are E.164 where they are known to be; `fields` has those that were asked for. */
export const callRow = z.object({
  id: recordId,
  kind: z.enum(['invoca', 'session']),
  networkId: recordId,
  network: z.string(),
  callId: z.string(),
  sessionId: z.string(),
  number: z.string(),
  callerNumber: z.string(),
  campaignId: z.string(),
  campaign: z.string(),
  partnerId: z.string(),
  partner: z.string(),
  status: z.enum(CALL_STATUSES),
  startedAt: instant.nullable(),
  talkSeconds: z.int(),
  ordered: z.boolean(),
  late: z.boolean(),
  result: conversionStatus.nullable(),
  keywords: z.array(z.string()),
  fields: fieldValues,
});

export const callPageRequest = z.strictObject({
  filter: callFilter,
  order: callOrder,
  /** Names of the custom fields whose values are wanted. */
  fields: z.array(z.string().max(255)).max(60),
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const callPage = z.object({ index: z.int(), rows: z.array(callRow) });

/** Counts and talk time of what a filter shows. `pending`: calls that are stored and not in the list yet. */
export const callTotals = z.object({
  count: z.int(),
  all: z.int(),
  answered: z.int(),
  talkSeconds: z.int(),
  orders: z.int(),
  pending: z.int(),
});

/** By which of their figures groups are ordered. */
export const callGroupOrder = z.strictObject({
  by: z.enum(['value', 'calls', 'answered', 'talk_seconds', 'orders', 'first_at', 'last_at']),
  descending: z.boolean(),
});

/** What calls are grouped by: a column, or the hour or day of the zone in which they began. */
export const callGroupsRequest = z.strictObject({
  filter: callFilter,
  by: callColumn,
  zone: timeZone,
  order: callGroupOrder,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

/** Calls alike in what they are grouped by. For an hour or a day the value is its first instant, as decimal text. */
export const callGroup = z.object({
  value: z.string(),
  label: z.string(),
  calls: z.int(),
  answered: z.int(),
  talkSeconds: z.int(),
  orders: z.int(),
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
});

export const callGroups = z.object({ index: z.int(), count: z.int(), groups: z.array(callGroup) });

/** A custom field that calls carry, with how many do. */
export const callField = z.object({ name: z.string(), calls: z.int() });

/** A value that calls have in a column, with how many do; the most frequent first. */
export const callValue = z.object({ value: z.string(), label: z.string(), calls: z.int() });

export const callDetail = z.object({
  row: callRow,
  orderSaidBy: orderSaidBy.nullable(),
  fields: fieldValues,
  destination: z.string(),
  answeredAt: instant.nullable(),
  informationVersion: z.int().nullable(),
  imported: z.boolean(),
  city: z.string(),
  region: z.string(),
  /** Of an Invoca call. */
  conversionId: recordId.nullable(),
  /** The session number's record here, where it was requested by this desk. */
  sessionNumberId: recordId.nullable(),
  sessionEndedAt: instant.nullable(),
});

/** A filter, an order and columns under a name; `search` is the query of the screen's address. */
export const savedView = z.object({
  id: recordId,
  name: z.string(),
  search: z.string(),
  columns: z.array(callColumn),
});

export const savedViewDraft = z.strictObject({
  name: z.string().trim().min(1, 'A view needs a name.').max(60),
  search: z.string().max(8000),
  columns: z.array(callColumn).max(80),
});

export const exportFormat = z.enum(['csv', 'xlsx', 'json']);

/** What a person sees, written to a file they choose. `described`: the filter in words, which the file repeats. */
export const callExportRequest = z.strictObject({
  filter: callFilter,
  order: callOrder,
  columns: z.array(callColumn).min(1).max(500),
  /** Given when groups are shown instead of calls. */
  groups: z.strictObject({ by: callColumn, order: callGroupOrder }).nullable(),
  zone: timeZone,
  format: exportFormat,
  described: z.string().max(4000),
});

export const callExportResult = z.object({ file: z.string().nullable(), rows: z.int() });

/** What a column of an imported file is: a fact of the call, a custom field (`field.<name>`), or nothing. */
export const importTarget = z.string().max(270);

/** Column head to what it is. */
export const importMapping = z.record(z.string(), importTarget);

export const importOptions = z.strictObject({
  networkId: recordId,
  campaignId: z.string().trim().max(64),
  mapping: importMapping,
  /** For times without a zone of their own. */
  zone: timeZone,
});

/** A cell that cannot be read; the line counts from 1, the head being line 1. */
export const importFault = z.object({ line: z.int(), column: z.string(), message: z.string() });

export const importPreview = z.object({
  rows: z.int(),
  ready: z.int(),
  /** Of those ready: calls that are there already and will be brought up to date. */
  known: z.int(),
  faults: z.array(importFault),
  faultsInAll: z.int(),
  /** The first rows as they stand in the file, with their line. */
  sample: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
});

export const importResult = z.object({ added: z.int(), updated: z.int(), skipped: z.int() });

/** Whose calls are to be deleted: of one Twitter id, or of one caller's number. */
export const deletionScope = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('twitter_id'), value: z.string().trim().min(1).max(255) }),
  z.strictObject({ by: z.literal('caller_number'), value: z.string().trim().min(3).max(40) }),
]);

/** What a deletion takes away: whole session calls, the caller in Invoca's calls, the information of session numbers. */
export const deletionPreview = z.object({
  sessionCalls: z.int(),
  invocaCalls: z.int(),
  sessionNumbers: z.int(),
});

export type CallFilter = z.infer<typeof callFilter>;
export type CallOrder = z.infer<typeof callOrder>;
export type CallRow = z.infer<typeof callRow>;
export type CallPageRequest = z.infer<typeof callPageRequest>;
export type CallPage = z.infer<typeof callPage>;
export type CallTotals = z.infer<typeof callTotals>;
export type CallGroupsRequest = z.infer<typeof callGroupsRequest>;
export type CallGroupOrder = z.infer<typeof callGroupOrder>;
export type CallGroup = z.infer<typeof callGroup>;
export type CallGroups = z.infer<typeof callGroups>;
export type CallField = z.infer<typeof callField>;
export type CallValue = z.infer<typeof callValue>;
export type CallDetail = z.infer<typeof callDetail>;
export type OrderSaidBy = z.infer<typeof orderSaidBy>;
export type SavedView = z.infer<typeof savedView>;
export type SavedViewDraft = z.infer<typeof savedViewDraft>;
export type ExportFormat = z.infer<typeof exportFormat>;
export type CallExportRequest = z.infer<typeof callExportRequest>;
export type ImportMapping = z.infer<typeof importMapping>;
export type ImportOptions = z.infer<typeof importOptions>;
export type ImportFault = z.infer<typeof importFault>;
export type ImportPreview = z.infer<typeof importPreview>;
export type ImportResult = z.infer<typeof importResult>;
export type DeletionScope = z.infer<typeof deletionScope>;
export type DeletionPreview = z.infer<typeof deletionPreview>;
