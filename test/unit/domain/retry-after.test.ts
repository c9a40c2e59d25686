import { describe, expect, it } from 'vitest';
import { retryAfterInstant } from '#shared/domain/retry-after.ts';

const WHEN = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('Retry-After', () => {
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
    'reads the date %s, one of the three forms of HTTP',
    (header) => {
      expect(retryAfterInstant(header, 0)).toBe(WHEN);
    },
  );

  it('reads seconds from now', () => {
    expect(retryAfterInstant(' 120 ', 5)).toBe(120_005);
  });

  it.each([
    '',
    'soon',
    '-5',
    '1.5',
    '1e3',
    '2026-01-05T14:00:00Z',
    'Sun, 99 Foo 1994 08:49:37 GMT',
    '9'.repeat(40),
  ])('does not read %j', (header) => {
    expect(retryAfterInstant(header, 0)).toBeNull();
  });
});
