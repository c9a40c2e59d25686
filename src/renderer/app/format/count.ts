import { NUMBER_LOCALE } from './locale.ts';

const counts = new Intl.NumberFormat(NUMBER_LOCALE);

/** A count with its thousands apart: 1,000,412. */
export function countText(count: number): string {
  return counts.format(count);
}
