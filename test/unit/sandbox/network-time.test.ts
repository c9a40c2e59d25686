import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDay, localText, xmlText } from '#main/sandbox/network-time.ts';

test('summer and winter carry their own offset', () => {
  expect(localText(1_715_702_561_000)).toBe('2024-05-14 09:02:41 -07:00');
  expect(xmlText(1_715_702_561_000)).toBe('2024-05-14T09:02:41-07:00');
  expect(localText(Date.UTC(2019, 0, 24, 13, 43, 15))).toBe('2019-01-24 05:43:15 -08:00');
});

test('the XML form reads back as the same second, clock changes included', () => {
  const range = { min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) };
  fc.assert(
    fc.property(fc.integer(range), (instant) => {
      expect(Date.parse(xmlText(instant))).toBe(Math.floor(instant / 1000) * 1000);
    }),
  );
});

test('the day is the day of the network, not of UTC', () => {
  expect(localDay(Date.UTC(2024, 4, 14, 6, 59))).toBe('2024-05-13');
  expect(localDay(Date.UTC(2024, 4, 14, 7, 0))).toBe('2024-05-14');
});
