import { z } from 'zod';
import { currency, instant, recordId } from './scalars.ts';

/** Whose token it is: the paths and columns of the Transactions API differ (invoca.md 4.1). */
export const invocaUser = z.enum(['network', 'advertiser', 'affiliate']);

/**
 * How the token is kept: encrypted by the system's keyring; `unprotected`, on this disk without a keyring since the
 * person agreed; for this run only; or read from a variable of the environment, in which case only the variable's
 * name is stored.
 */
export const tokenKeeping = z.enum(['keyring', 'unprotected', 'session', 'environment', 'missing']);

/** The dates in the API's paths; families move independently (invoca.md 1.2). */
export const invocaVersions = z.strictObject({ transactions: z.string(), network: z.string() });

/** What connecting an Invoca account takes. Plain http is accepted for loopback only. */
export const invocaDraft = z.strictObject({
  name: z.string().trim().min(1, 'Give the network a name.').max(80),
  baseUrl: z.string().trim().min(1, 'Enter the address of the account.').max(300),
  organisationId: z.string().trim().min(1, 'Enter the network id.').max(64),
  user: invocaUser,
  token: z.string().max(500),
  currency,
  versions: invocaVersions.optional(),
});

/**
 * What may be changed of an account that is connected. An empty token keeps the one it has, which is only possible
 * while the address stays on the same server.
 */
export const networkChange = z.strictObject({
  id: recordId,
  name: invocaDraft.shape.name,
  baseUrl: invocaDraft.shape.baseUrl,
  organisationId: invocaDraft.shape.organisationId,
  token: z.string().max(500),
  keepWithoutKeyring: z.boolean(),
});

export const networkView = z.object({
  id: recordId,
  kind: z.enum(['invoca']),
  name: z.string(),
  baseUrl: z.string(),
  organisationId: z.string(),
  user: invocaUser,
  currency,
  versions: invocaVersions,
  tokenKeeping,
  practice: z.boolean(),
  createdAt: instant,
  lastSuccessAt: instant.nullable(),
  lastError: z.string().nullable(),
  transactions: z.int(),
});

export type InvocaUser = z.infer<typeof invocaUser>;
export type InvocaDraft = z.infer<typeof invocaDraft>;
export type InvocaVersions = z.infer<typeof invocaVersions>;
export type NetworkChange = z.infer<typeof networkChange>;
export type NetworkView = z.infer<typeof networkView>;
export type TokenKeeping = z.infer<typeof tokenKeeping>;
