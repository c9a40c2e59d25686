import { z } from 'zod';
import { bulkSource } from './number-bulk.ts';
import { pageLimit, recordId } from './scalars.ts';

const ruleText = z.string().max(2000);

/** Where the value of a sub id comes from when many links are made. */
export const subIdRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('fixed'), value: ruleText }),
  z.strictObject({
    kind: z.literal('list'),
    values: z.array(ruleText).max(1000),
    take: z.enum(['in_turn', 'each']),
  }),
  z.strictObject({ kind: z.literal('column'), column: z.string().max(200), otherwise: ruleText }),
]);

export const subIdRules = z.strictObject({
  aff_sub2: subIdRule,
  aff_sub3: subIdRule,
  aff_sub4: subIdRule,
  aff_sub5: subIdRule,
  source: subIdRule,
});

/** Rules for the links of a partner and a traffic source. */
export const linkTemplateDraft = z.strictObject({
  id: recordId.nullable(),
  name: z.string().trim().min(1, 'Give the template a name.').max(80),
  /** Empty for any partner. */
  partnerId: z.string().trim().max(64),
  trafficSource: z.string().trim().max(80),
  rules: subIdRules,
});

export const linkTemplate = linkTemplateDraft.extend({ id: recordId, partnerName: z.string() });

/** What a column of a file can be; `ignore` columns can still be read by rules. */
export const linkField = z.enum([
  'ignore',
  'base',
  'offer_id',
  'aff_id',
  'number',
  'aff_sub2',
  'aff_sub3',
  'aff_sub4',
  'aff_sub5',
  'source',
  'note',
]);

/** How the rows of a file become links. */
export const linkFile = z.strictObject({
  source: bulkSource,
  /** One field a column, in order; null guesses by the headings. */
  mapping: z.array(linkField).max(200).nullable(),
  rules: subIdRules,
  /** Hold where a row says nothing itself. */
  defaults: z.strictObject({ offerId: z.string().trim().max(64), partnerId: z.string().trim().max(64) }),
});

/** A checked plan, kept by the desk until another one takes its place. */
export const linkPlan = z.object({
  planId: z.string(),
  fileName: z.string(),
  columns: z.array(z.object({ heading: z.string(), field: linkField, sample: z.string() })),
  rows: z.int(),
  /** Links that were made. */
  links: z.int(),
  /** Links with a fault. */
  faulty: z.int(),
  /** Rows no link could be made of. */
  unmade: z.int(),
  /** What is wrong with the file as a whole. */
  fileFaults: z.array(z.string()),
});

export const plannedLink = z.object({
  /** The line of the file. */
  line: z.int(),
  offerId: z.string(),
  partnerId: z.string(),
  number: z.string(),
  subIds: z.string(),
  link: z.string(),
  faults: z.array(z.string()),
});

export const linkPlanRowsRequest = z.strictObject({
  planId: z.string().max(80),
  faultyOnly: z.boolean(),
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const linkPlanRows = z.object({ index: z.int(), count: z.int(), rows: z.array(plannedLink) });

export const linkPlanSave = z.strictObject({
  planId: z.string().max(80),
  format: z.enum(['csv', 'xlsx']),
});

export const linkPlanRegister = z.strictObject({
  planId: z.string().max(80),
  note: z.string().trim().max(500),
  /** Registers those with a fault too. */
  faultyToo: z.boolean(),
});

export type LinkTemplateDraft = z.infer<typeof linkTemplateDraft>;
export type LinkTemplate = z.infer<typeof linkTemplate>;
export type LinkField = z.infer<typeof linkField>;
export type LinkFile = z.infer<typeof linkFile>;
export type LinkPlan = z.infer<typeof linkPlan>;
export type PlannedLink = z.infer<typeof plannedLink>;
export type LinkPlanRows = z.infer<typeof linkPlanRows>;
