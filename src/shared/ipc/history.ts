import { z } from 'zod';

/** Whether the entries of a conversion stand in the chain as they were sealed; pending: some are not sealed yet. */
export const chainState = z.enum(['holds', 'broken', 'pending']);

/** What the check of a whole workspace's history found. */
export const historyVerdict = z.object({
  /** Entries of the history, sealed or not. */
  entries: z.int(),
  ok: z.boolean(),
  /** The first place that is not as it was sealed. Without an id where the conversion itself is gone. */
  firstBroken: z
    .object({ invocaId: z.string().nullable(), seq: z.int().nullable(), what: z.string() })
    .nullable(),
  /** The digest of the newest sealed entry, in hex: who notes it can prove later that nothing before it changed. */
  head: z.string().nullable(),
  /** Entries that came in while this ran, or that a reading-only opening found not sealed yet. */
  unsealed: z.int(),
});

export const bundleResult = z.object({ file: z.string().nullable() });

export type ChainState = z.infer<typeof chainState>;
export type HistoryVerdict = z.infer<typeof historyVerdict>;
