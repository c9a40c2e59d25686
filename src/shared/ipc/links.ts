import { z } from 'zod';
import { instant, recordId } from './scalars.ts';

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

export const linkPageRequest = z.strictObject({
  text: z.string().max(200).optional(),
  before: recordId.nullable(),
  limit: z.int().min(1).max(200),
});

export const linkPage = z.object({ count: z.int(), rows: z.array(linkView) });

export type LinkDraft = z.infer<typeof linkDraft>;
export type LinkView = z.infer<typeof linkView>;
export type LinkPage = z.infer<typeof linkPage>;
