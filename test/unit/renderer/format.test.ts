import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countText } from '#renderer/app/format/count.ts';
import { addDays, dayFromKey, dayKey, dayOf, startOfDay } from '#renderer/app/format/day-range.ts';
import { agoText, durationText, elapsedText } from '#renderer/app/format/duration.ts';
import {
  dateText,
  exactInstantText,
  instantText,
  shortExactText,
  shortInstantText,
  weekdayText,
} from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { phoneText } from '#renderer/app/format/phone.ts';

const ZONES = [
  'UTC',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
] as const;
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2090, 0, 1) });

describe('money', () => {
  it.each([
    [{ amount: 2100, currency: 'USD' }, '$21.00'],
    [{ amount: 0, currency: 'USD' }, '$0.00'],
    [{ amount: -350, currency: 'USD' }, '−$3.50'],
    [{ amount: 1_970_811_640, currency: 'USD' }, '$19,708,116.40'],
    [{ amount: 2100, currency: 'JPY' }, '¥2,100'],
    [{ amount: 12_345, currency: 'KWD' }, 'KWD\u00a012.345'],
    [{ amount: 5, currency: 'EUR' }, '€0.05'],
  ])('writes %o as %s', (money, text) => expect(moneyText(money)).toBe(text));

  it('loses no digit of any amount that can be counted', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        const digits = moneyText({ amount, currency: 'USD' }).replace(/\D/g, '');
        expect(Number(digits)).toBe(Math.abs(amount));
      }),
    );
  });
});

describe('durations', () => {
  it.each([
    [109, '1:49'],
    [7, '0:07'],
    [0, '0:00'],
    [3723, '1:02:03'],
    [-4, '0:00'],
  ])('writes %s seconds as %s', (seconds, text) => expect(durationText(seconds)).toBe(text));

  it.each([
    [84, '84 ms'],
    [1284, '1.3 s'],
    [125_000, '2:05'],
  ])('writes %s milliseconds as %s', (elapsed, text) => expect(elapsedText(elapsed)).toBe(text));

  it.each([
    [20_000, 'just now'],
    [125_000, '2 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [5 * 86_400_000, '5 days ago'],
  ])('tells %s milliseconds ago as %s', (before, text) => {
    const now = Date.UTC(2026, 4, 14);
    expect(agoText(now - before, now)).toBe(text);
  });
});

describe('instants', () => {
  const at = Date.UTC(2026, 4, 14, 13, 2, 41);

  it('are shown in the zone of the desk', () => {
    expect(instantText(at, 'America/New_York')).toBe('14 May 2026, 09:02:41');
    expect(instantText(at, 'Asia/Kathmandu')).toBe('14 May 2026, 18:47:41');
    expect(exactInstantText(at, 'UTC')).toBe('14 May 2026, 13:02:41 UTC');
    expect(weekdayText(at, 'UTC')).toBe('Thu 14 May');
    expect(dateText('2026-05-14')).toBe('14 May 2026');
  });

  it('are as short as they can be told apart', () => {
    const now = Date.UTC(2026, 4, 14, 20);
    expect(shortInstantText(at, 'UTC', now)).toBe('13:02');
    expect(shortInstantText(at - 86_400_000, 'UTC', now)).toBe('13 May 13:02');
    expect(shortInstantText(Date.UTC(2025, 11, 31, 23, 59), 'UTC', now)).toBe('31 Dec 2025');
  });

  it('are told to the second where it matters when', () => {
    const now = at + 3_600_000;
    expect(shortExactText(at, 'UTC', now)).toBe('13:02:41');
    expect(shortExactText(at + 86_400_000, 'UTC', now)).toBe('15 May 13:02:41');
    expect(shortExactText(Date.UTC(2027, 0, 1, 0, 0, 9), 'UTC', now)).toBe('1 Jan 2027, 00:00:09');
  });

  it('belong to the day of the zone, not of UTC', () => {
    const late = Date.UTC(2026, 4, 15, 3);
    expect(shortInstantText(late, 'America/New_York', at)).toBe('23:00');
  });
});

describe('days', () => {
  it('begin at the first instant that belongs to them', () => {
    fc.assert(
      fc.property(instant, zone, (at, any) => {
        const day = dayOf(at, any);
        const start = startOfDay(day, any);
        expect(dayOf(start, any)).toEqual(day);
        expect(dayOf(start - 1, any)).toEqual(addDays(day, -1));
        expect(start).toBeLessThanOrEqual(at);
        expect(startOfDay(addDays(day, 1), any)).toBeGreaterThan(at);
      }),
    );
  });

  it('follow each other without a gap', () => {
    fc.assert(
      fc.property(instant, zone, fc.integer({ min: -400, max: 400 }), (at, any, days) => {
        const day = dayOf(at, any);
        expect(addDays(addDays(day, days), -days)).toEqual(day);
      }),
    );
  });

  it('come back from their key, and only real ones do', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const day = dayOf(at, 'UTC');
        expect(dayFromKey(dayKey(day))).toEqual(day);
      }),
    );
    expect(dayFromKey('2026-02-29')).toBeNull();
    expect(dayFromKey('2026-5-1')).toBeNull();
  });
});

describe('counts and numbers', () => {
  it('are written as the trade writes them', () => {
    expect(countText(1_000_412)).toBe('1,000,412');
    expect(phoneText('8886532941')).toBe('(888) 653-2941');
    expect(phoneText('+18886532941')).toBe('(888) 653-2941');
    expect(phoneText('510-555-0178')).toBe('(510) 555-0178');
    expect(phoneText('4420')).toBe('4420');
  });
});
