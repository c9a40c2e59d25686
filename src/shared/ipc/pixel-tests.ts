import { z } from 'zod';
import { instant, recordId } from './scalars.ts';

/** Tests the code of a further goal: the page may let the pixel of a partner ride along. */
export const pixelTestDraft = z.strictObject({
  offer: recordId,
  goal: recordId,
  /** A partner's pixel that is kept, or markup to try; null for none. */
  rider: z
    .union([
      z.strictObject({ pixel: recordId }),
      z.strictObject({ code: z.string().trim().min(1).max(4000) }),
    ])
    .nullable(),
  /** What the click is said to have brought, for the macros of the partner's pixel. */
  subIds: z.strictObject({
    aff_sub2: z.string().max(500),
    aff_sub3: z.string().max(500),
    aff_sub4: z.string().max(500),
    aff_sub5: z.string().max(500),
    source: z.string().max(500),
  }),
});

/** An address that was asked while the page was open. */
export const pixelCall = z.object({
  at: instant,
  /** Whose it is: the page itself, the goal's code, or what rode along. */
  by: z.enum(['page', 'goal', 'partner']),
  method: z.string(),
  /** The address as it stands in the code. */
  url: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  referrer: z.string(),
  userAgent: z.string(),
  /** What is wrong with the call, one sentence each. */
  faults: z.array(z.string()),
});

export const pixelTestView = z.object({
  testId: z.string(),
  /** Where the page is, on this machine. */
  address: z.string(),
  state: z.enum(['waiting', 'opened', 'called', 'closed']),
  calls: z.array(pixelCall),
  /** Addresses in the code that the page has been told to load and that have not been asked yet. */
  expected: z.array(z.object({ by: z.enum(['goal', 'partner']), url: z.string() })),
});

export type PixelTestDraft = z.infer<typeof pixelTestDraft>;
export type PixelCall = z.infer<typeof pixelCall>;
export type PixelTestView = z.infer<typeof pixelTestView>;
