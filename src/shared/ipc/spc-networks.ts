import { z } from 'zod';
import { tokenKeeping } from './networks.ts';
import { instant, recordId } from './scalars.ts';

/** How a request proves who sends it (mongoose-spc.md 2); never both at once. */
export const spcAuthentication = z.enum(['username_token', 'basic']);

const spcFields = {
  name: z.string().trim().min(1, 'Give the account a name.').max(80),
  endpoint: z.string().trim().min(1, 'Enter the address of the SOAP endpoint.').max(300),
  apiUser: z.string().trim().min(1, 'Enter the API user.').max(100),
  /** Empty when the key serves one customer only. */
  customerId: z.string().trim().max(64),
  /** Empty means the usual one. */
  namespace: z.string().trim().max(300),
  authentication: spcAuthentication,
  /** Whether the account offers releasing numbers and reading calls. */
  extensions: z.boolean(),
};

/** What connecting an SPC account takes. Plain http is accepted for loopback only. */
export const spcDraft = z.strictObject({ ...spcFields, apiKey: z.string().max(500) });

/** What can be changed of a connected account; its key is replaced by networks.setToken. */
export const spcChange = z.strictObject(spcFields);

export const spcNetworkView = z.object({
  id: recordId,
  kind: z.enum(['spc']),
  name: z.string(),
  endpoint: z.string(),
  apiUser: z.string(),
  customerId: z.string(),
  namespace: z.string(),
  authentication: spcAuthentication,
  extensions: z.boolean(),
  tokenKeeping,
  practice: z.boolean(),
  createdAt: instant,
  lastSuccessAt: instant.nullable(),
  lastError: z.string().nullable(),
  /** The server's clock minus ours; worth a warning beyond 60 seconds. */
  clockDifferenceMs: z.int().nullable(),
});

export type SpcDraft = z.infer<typeof spcDraft>;
export type SpcChange = z.infer<typeof spcChange>;
export type SpcNetworkView = z.infer<typeof spcNetworkView>;
