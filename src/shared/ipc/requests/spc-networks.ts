import { z } from 'zod';
import { nothing, recordId } from '../scalars.ts';
import { spcChange, spcDraft, spcNetworkView } from '../spc-networks.ts';

const tested = z.object({ ok: z.boolean(), message: z.string(), field: z.string().nullable() });

/** What the window may ask about SPC accounts. They are removed by networks.remove, as all accounts are. */
export const spcNetworkRequests = {
  'spc.list': { input: nothing, output: z.array(spcNetworkView) },
  'spc.test': { input: spcDraft, output: tested },
  'spc.add': {
    input: z.strictObject({ draft: spcDraft, keepWithoutKeyring: z.boolean() }),
    output: spcNetworkView,
  },
  /** Tested before it is kept. An empty key leaves the one there is, unless the account moves to another server. */
  'spc.change': {
    input: z.strictObject({
      id: recordId,
      change: spcChange,
      apiKey: z.string().max(500),
      keepWithoutKeyring: z.boolean(),
    }),
    output: spcNetworkView,
  },
  'spc.setKey': {
    input: z.strictObject({
      id: recordId,
      apiKey: z.string().min(1).max(500),
      keepWithoutKeyring: z.boolean(),
    }),
    output: spcNetworkView,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
