import { z } from 'zod';
import { TOLL_FREE } from '#shared/domain/number-order.ts';
import type { NumberWish } from '#shared/domain/number-order.ts';
import { numberWish } from '#shared/ipc/numbers.ts';

const storedWish = z.nullable(numberWish);

/** The wish a record was asked for with; null for one the desk did not ask for. */
export function wishOf(text: string): NumberWish | null {
  return storedWish.parse(JSON.parse(text));
}

/** The wish to ask with: toll-free where none is kept. */
export function wishToAsk(text: string): NumberWish {
  return wishOf(text) ?? TOLL_FREE;
}
