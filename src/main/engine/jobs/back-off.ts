import type { Random } from '../ports/random.ts';

/** Seconds before the second, third, fourth and fifth try (mongoose-spc.md 6). */
const WAITS_SECONDS: readonly number[] = [1, 4, 15, 60];
const LONGEST_SECONDS = 60;

/** How often a job is tried in all, as far as tries count. */
export const MOST_TRIES = WAITS_SECONDS.length + 1;

/**
 * Milliseconds to wait after the try with this number, from 1, spread from half to half as much again; after the last
 * try and beyond it stays at a minute.
 */
export function backOffMs(attempt: number, random: Random): number {
  const seconds = WAITS_SECONDS[attempt - 1] ?? LONGEST_SECONDS;
  return Math.round(seconds * 1000 * (0.5 + random()));
}
