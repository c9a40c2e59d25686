import { z } from 'zod';
import { invocaDraft, networkChange, networkView } from '../networks.ts';
import { nothing, recordId } from '../scalars.ts';

/** What the window may ask about Invoca accounts. */
export const networkRequests = {
  'networks.list': { input: nothing, output: z.array(networkView) },
  'networks.test': {
    input: invocaDraft,
    output: z.object({ ok: z.boolean(), message: z.string(), field: z.string().nullable() }),
  },
  'networks.add': {
    input: z.strictObject({ draft: invocaDraft, keepWithoutKeyring: z.boolean() }),
    output: networkView,
  },
  'networks.change': { input: networkChange, output: networkView },
  'networks.setToken': {
    input: z.strictObject({
      id: recordId,
      token: z.string().min(1).max(500),
      keepWithoutKeyring: z.boolean(),
    }),
    output: networkView,
  },
  'networks.remove': { input: z.strictObject({ id: recordId }), output: z.object({}) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
