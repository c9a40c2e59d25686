import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BackgroundSettling } from '#main/store/threads/background-settling.ts';

const QUIET = 200;

/** A list so many conversions behind, of which each slice lists its limit. */
function listBehind(unlisted: number) {
  let left = unlisted;
  const slices: number[] = [];
  const settling = {
    unlisted: () => left,
    settleSlice: (limit: number) => {
      slices.push(limit);
      left = Math.max(0, left - limit);
      return left;
    },
  };
  const background = new BackgroundSettling(settling, new Int32Array(1), (cause) => {
    throw cause;
  });
  return { background, slices };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work begun in a pause of the pages stops when they go on, and begins anew once they end', () => {
  const { background, slices } = listBehind(10_000);
  vi.advanceTimersByTime(QUIET);
  vi.advanceTimersToNextTimer();
  const before = slices.length;
  expect(before).toBeGreaterThan(0);

  for (let page = 0; page < 5; page += 1) {
    background.pageCommitted();
    vi.advanceTimersByTime(QUIET - 1);
  }
  expect(slices.length).toBe(before);

  vi.advanceTimersByTime(1);
  vi.runAllTimers();
  expect(slices.length).toBe(20);
});

test('who waits for the list is not put off by a page that arrives', async () => {
  const { background, slices } = listBehind(1_000);
  const waited = background.caughtUp();
  background.pageCommitted();
  vi.advanceTimersByTime(QUIET - 1);
  await waited;
  expect(slices.length).toBe(2);
});
