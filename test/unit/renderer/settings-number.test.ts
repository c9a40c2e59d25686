import { describe, expect, it } from 'vitest';
import { wholeNumberOf } from '#renderer/features/settings/whole-number.ts';

describe('a number of the settings', () => {
  const bounds = { least: 5, most: 1440 };

  it('is read within its bounds', () => {
    expect(wholeNumberOf(' 10 ', bounds)).toBe(10);
    expect(wholeNumberOf('5', bounds)).toBe(5);
    expect(wholeNumberOf('1440', bounds)).toBe(1440);
  });

  it('is refused outside them, and when it is no whole number', () => {
    for (const typed of ['4', '1441', '', '7.5', '1e3', '-10', 'ten']) {
      expect(wholeNumberOf(typed, bounds)).toBeNull();
    }
  });
});
