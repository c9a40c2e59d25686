import { z } from 'zod';
import { LINK_VERDICTS } from '#shared/domain/followed-link.ts';
import { subIdRule } from './offers.ts';
import { instant, pageLimit, recordId } from './scalars.ts';

const subIdText = z.string().max(2000);

/** Asks where a network counts the clicks of this link; only its host and the ids in its path are read. */
export const clickHostRequest = z.strictObject({ link: z.string().max(20_000) });

/** Scheme and host of the click; null when no stored campaign says it. */
export const clickHostAnswer = z.object({ clickHost: z.string().nullable() });

/** A tracking link to be kept; `link` is what the composer made of the rest. */
export const linkDraft = z.strictObject({
  base: z.string().min(1).max(1000),
  offerId: z.string().min(1).max(64),
  partnerId: z.string().min(1).max(64),
  number: z.string().regex(/^\d{10}$/, 'A promo number has ten digits.'),
  subIds: z.strictObject({
    aff_sub2: subIdText,
    aff_sub3: subIdText,
    aff_sub4: subIdText,
    aff_sub5: subIdText,
    source: subIdText,
  }),
  note: z.string().max(500),
});

export const linkView = linkDraft.extend({
  id: recordId,
  link: z.string(),
  partnerName: z.string(),
  offerName: z.string(),
  createdAt: instant,
  /** Its number is one nobody is reached on for it any more: given back, or a session that is over. */
  numberEnded: z.boolean(),
});

/** `draft` is published nowhere yet, `ended` nowhere any more. */
export const linkState = z.enum(['draft', 'published', 'ended']);

export const linkVerdict = z.enum(LINK_VERDICTS);

/** A link of the register: with where it stands, and what the newest check showed. */
export const linkRow = linkView.extend({
  batchId: z.int(),
  state: linkState,
  /** Where it is published now, at most three of the places. */
  places: z.array(z.string()),
  /** Places it is published at now. */
  placeCount: z.int(),
  watched: z.boolean(),
  nextCheckAt: instant.nullable(),
  checkedAt: instant.nullable(),
  /** Null before the first check. */
  verdict: linkVerdict.nullable(),
  reason: z.string(),
});

export const linkFilter = z.strictObject({
  text: z.string().max(200).optional(),
  partnerIds: z.array(z.string().max(64)).max(200).optional(),
  offerIds: z.array(z.string().max(64)).max(200).optional(),
  numbers: z.array(z.string().max(20)).max(200).optional(),
  states: z.array(linkState).optional(),
  /** Only links whose newest check needs a person. */
  trouble: z.boolean().optional(),
  batchId: recordId.optional(),
});

export const linkPageRequest = z.strictObject({
  filter: linkFilter,
  index: z.int().nonnegative(),
  limit: pageLimit,
});

export const linkPage = z.object({ index: z.int(), count: z.int(), rows: z.array(linkRow) });

/** Where a link stands: free text, with an address where there is one. */
export const linkPlaceDraft = z.strictObject({
  id: recordId.nullable(),
  linkId: recordId,
  place: z.string().trim().min(1, 'Say where the link is used.').max(200),
  url: z
    .string()
    .trim()
    .max(2000)
    .refine(
      (text) => text === '' || (/^https?:\/\//i.test(text) && URL.canParse(text)),
      'An address begins with http:// or https://.',
    ),
  /** Null while it is only planned there. */
  publishedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

export const linkPlace = z.object({
  id: recordId,
  place: z.string(),
  url: z.string(),
  publishedAt: instant.nullable(),
  endedAt: instant.nullable(),
});

/** A chain that was followed, address by address. */
export const followedLink = z.object({
  predicted: z.string().nullable(),
  hops: z.array(
    z.object({
      url: z.string(),
      status: z.int().nullable(),
      ms: z.int(),
      problem: z.string().nullable(),
    }),
  ),
  clickHop: z.int().nullable(),
  lost: z.array(z.string()),
  changed: z.array(z.object({ name: z.string(), expected: z.string(), got: z.string() })),
  problem: z.string().nullable(),
});

export const linkCheck = z.object({
  id: recordId,
  at: instant,
  by: z.enum(['person', 'watch', 'cli']),
  verdict: linkVerdict,
  reason: z.string(),
  followed: followedLink,
});

export const linkDetail = z.object({
  row: linkRow,
  places: z.array(linkPlace),
  /** The newest checks, newest first. */
  checks: z.array(linkCheck),
});

export const followRequest = z.strictObject({
  link: z.string().trim().min(1).max(20_000),
  /** The saved link it is; the check is kept with it. */
  linkId: recordId.nullable(),
  /** Finds out where the click goes and does not go there, so that TUNE counts none. */
  stopAtClick: z.boolean(),
});

export const followAnswer = z.object({
  /** The click as the link spells it; null when it carries none. */
  click: z.string().nullable(),
  followed: followedLink,
  verdict: linkVerdict,
  reason: z.string(),
});

/** What a link is made of, to be held against the records. */
export const linkStandingRequest = z.strictObject({
  offerId: z.string().max(64),
  partnerId: z.string().max(64),
  number: z.string().max(20),
});

/** Where links of a network are cut, in characters. */
export const linkLimits = z.strictObject({
  networkId: recordId,
  value: z.int().min(1).max(10_000),
  link: z.int().min(100).max(100_000),
});

export const networkLinkLimits = z.object({
  networkId: recordId,
  networkName: z.string(),
  value: z.int(),
  link: z.int(),
  /** Nobody set them. */
  standard: z.boolean(),
});

/** A standing of a link in the records, with the faults it means. */
export const linkStandingAnswer = z.object({
  faults: z.array(z.object({ code: z.string(), message: z.string(), param: z.string().optional() })),
  limits: z.object({ value: z.int(), link: z.int() }),
  /** What the offer asks of sub ids. */
  subIdRules: z.array(subIdRule),
});

export type LinkDraft = z.infer<typeof linkDraft>;
export type LinkView = z.infer<typeof linkView>;
export type LinkState = z.infer<typeof linkState>;
export type LinkRow = z.infer<typeof linkRow>;
export type LinkFilter = z.infer<typeof linkFilter>;
export type LinkPage = z.infer<typeof linkPage>;
export type LinkPlace = z.infer<typeof linkPlace>;
export type LinkPlaceDraft = z.infer<typeof linkPlaceDraft>;
export type LinkCheck = z.infer<typeof linkCheck>;
export type LinkDetail = z.infer<typeof linkDetail>;
export type FollowAnswer = z.infer<typeof followAnswer>;
export type LinkLimitsDraft = z.infer<typeof linkLimits>;
export type NetworkLinkLimits = z.infer<typeof networkLinkLimits>;
