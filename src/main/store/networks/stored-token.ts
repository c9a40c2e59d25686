import { z } from 'zod';
import type { TokenReference } from '#main/engine/ports/network-record.ts';

const tokenReference = z.discriminatedUnion('keeping', [
  z.object({ keeping: z.literal('keyring'), sealed: z.string() }),
  z.object({ keeping: z.literal('environment'), variable: z.string() }),
  z.object({ keeping: z.literal('session') }),
]);

/** How an account's token is found, read from the column it is kept in. */
export function storedToken(text: string): TokenReference {
  return tokenReference.parse(JSON.parse(text));
}
