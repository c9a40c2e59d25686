import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';

/** Messages whose numbers are asked for in one transaction: some hundredths of a second of the store's time. */
const SLICE = 200;

/**
 * Asks for the numbers of all messages that wait in running lists, slice by slice, so that other work goes in between.
 * A crash in between loses nothing: what is not asked for still waits. `onSlice` is told after each slice that asked.
 */
export async function askAll(parts: {
  readonly write: Pick<DeskStore['write'], 'askNumbers'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onSlice?: () => void;
}): Promise<void> {
  while (!parts.signal.aborted) {
    const { asked, left } = await parts.write.askNumbers({ limit: SLICE, now: parts.clock() });
    if (asked > 0) parts.onSlice?.();
    if (asked === 0 || left === 0) return;
  }
}
