import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone, wallClock } from '#shared/domain/wall-clock.ts';

describe('the wall clock of a zone', () => {
  it.each([
    [Date.UTC(2024, 0, 1, 5), 'America/New_York', '2024-01-01', '00:00:00'],
    [Date.UTC(2024, 2, 10, 6, 59, 59), 'America/New_York', '2024-03-10', '01:59:59'],
    [Date.UTC(2024, 2, 10, 7), 'America/New_York', '2024-03-10', '03:00:00'],
    [Date.UTC(2024, 11, 31, 18, 30), 'Asia/Kolkata', '2025-01-01', '00:00:00'],
    [0, 'UTC', '1970-01-01', '00:00:00'],
  ])('of %i in %s shows %s %s', (instant, zone, date, time) => {
    expect(wallClock(instant, zone)).toEqual({ date, time });
  });

  it('agrees with ISO 8601 in UTC', () => {
    const instant = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(instant, (at) => {
        const { date, time } = wallClock(at, 'UTC');
        expect(`${date}T${time}`).toBe(new Date(at).toISOString().slice(0, 19));
      }),
    );
  });

  it.each([
    // Clocks that change by half an hour, at a minute past midnight, over a whole day, and with odd seconds of old.
    ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15)],
    ['America/St_Johns', Date.UTC(2010, 10, 7, 2, 31)],
    ['America/Los_Angeles', Date.UTC(2026, 10, 1, 9)],
    ['Pacific/Apia', Date.UTC(2011, 11, 30, 10)],
    ['Africa/Monrovia', Date.UTC(1972, 0, 7)],
    ['America/Sao_Paulo', Date.UTC(2018, 10, 4, 3)],
  ])('shows in %s what its calendar says, also around the hour its clocks change', (zone, change) => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const around = fc.integer({ min: change - 3 * 86_400_000, max: change + 3 * 86_400_000 });
    const near = fc.integer({ min: change - 120_000, max: change + 120_000 });
    const old = fc.integer({ min: 0, max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(fc.oneof(around, near, old), (at) => {
        const { date, time } = wallClock(at, zone);
        expect(`${date} ${time}`).toBe(format.format(at));
      }),
    );
  });

  it('tells time zones from other text', () => {
    expect(['America/New_York', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(() => wallClock(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
