import { z } from 'zod';
import { isCurrencyCode } from '../domain/money.ts';

/** UTC milliseconds. */
export const instant = z.int();

/** Minor units of a currency; the currency stands beside it. */
export const minorUnits = z.int();

/** An ISO 4217 code. */
export const currency = z
  .string()
  .refine(isCurrencyCode, 'A currency is three capital letters, such as USD.');

/** An id of a record in the local store, such as a network or a template. */
export const recordId = z.int().positive();

export const conversionStatus = z.enum(['pending', 'approved', 'rejected']);

export const subIdName = z.enum(['aff_sub2', 'aff_sub3', 'aff_sub4', 'aff_sub5', 'source']);

export const subIdOrigin = z.enum(['ring_pool', 'number', 'link', 'ambiguous', 'none']);

export const resolvedSubIds = z.record(subIdName, z.object({ value: z.string(), origin: subIdOrigin }));

/** One page of a keyset-paged list is never larger, so that no reply blocks the window (performance.md B.5). */
export const pageLimit = z.int().min(1).max(200);

/** The request of a channel that takes nothing. */
export const nothing = z.strictObject({});
