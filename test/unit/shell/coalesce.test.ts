import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { gather } from '#main/shell/coalesce.ts';

describe('gather', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const passed: string[][] = [];
  const start = () => {
    passed.length = 0;
    return gather<string>(100, (items) => passed.push([...items]));
  };

  test('passes the first on at once and what follows together, without repeats', () => {
    const gatherer = start();
    gatherer.add('a');
    gatherer.add('b', 'c');
    gatherer.add('b');
    expect(passed).toEqual([['a']]);
    vi.advanceTimersByTime(100);
    expect(passed).toEqual([['a'], ['b', 'c']]);
  });

  test('a flood makes at most one call each while', () => {
    const gatherer = start();
    for (let at = 0; at < 1000; at += 1) {
      gatherer.add('x');
      vi.advanceTimersByTime(1);
    }
    expect(passed.length).toBeLessThanOrEqual(11);
    expect(passed.length).toBeGreaterThanOrEqual(10);
  });

  test('is at once again after a quiet while, and silent once stopped', () => {
    const gatherer = start();
    gatherer.add('a');
    vi.advanceTimersByTime(500);
    gatherer.add('b');
    expect(passed).toEqual([['a'], ['b']]);
    gatherer.add('c');
    gatherer.stop();
    vi.advanceTimersByTime(500);
    expect(passed).toHaveLength(2);
  });
});
