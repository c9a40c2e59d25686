import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysOf, instantOf, lengthOf, piecesOf, zoneIn } from '#main/networks/tune/network-clock.ts';
import { wallClock } from '#shared/domain/wall-clock.ts';

const ZONES = ['America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata', 'UTC'];
const instant = fc.integer({ min: Date.UTC(2015, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 });

test('a time is read in the network’s zone, and shows the same clock again', () => {
  expect(instantOf('2024-05-14 09:02:41', 'America/Los_Angeles')).toBe(Date.UTC(2024, 4, 14, 16, 2, 41));
  fc.assert(
    fc.property(instant, fc.constantFrom(...ZONES), (seconds, zone) => {
      const { date, time } = wallClock(seconds * 1000, zone);
      const read = instantOf(`${date} ${time}`, zone);
      expect(read === null ? null : wallClock(read, zone)).toEqual({ date, time });
      expect(Math.abs((read ?? 0) - seconds * 1000)).toBeLessThanOrEqual(3_600_000);
    }),
  );
});

test.each(['', '0000-00-00 00:00:00', '2024-13-01 00:00:00', '2024-02-30 10:00:00', 'yesterday'])(
  '%j is no time',
  (text) => {
    expect(instantOf(text, 'UTC')).toBeNull();
  },
);

test('days are those of the network’s zone, the end excluded', () => {
  const zone = 'America/Los_Angeles';
  const from = Date.UTC(2024, 4, 1, 7);
  expect(daysOf(from, Date.UTC(2024, 4, 3, 7), zone)).toEqual({ first: '2024-05-01', last: '2024-05-02' });
  expect(daysOf(from - 1, Date.UTC(2024, 4, 3, 7) + 1, zone)).toEqual({
    first: '2024-04-30',
    last: '2024-05-03',
  });
  expect(daysOf(from, from, zone)).toBeNull();
});

test('pieces cover a range once, in order', () => {
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 1, max: 40 }),
      (seconds, days, size) => {
        const first = new Date(seconds * 1000).toISOString().slice(0, 10);
        const last = new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
        const pieces = piecesOf({ first, last }, size);
        expect(pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)).toBe(days + 1);
        expect([pieces[0]?.first, pieces.at(-1)?.last]).toEqual([first, last]);
        for (const piece of pieces) expect(lengthOf(piece)).toBeLessThanOrEqual(size);
      },
    ),
  );
});

test.each([
  'Europe/Berlin',
  { Timezone: { id: '7', timezone: 'Europe/Berlin' } },
  [{ name: 'Europe/Berlin' }],
])('the zone is found in %j', (data) => {
  expect(zoneIn(data, 'N')).toBe('Europe/Berlin');
});

test.each([null, '', 'EST', { zone: 'Mars/Olympus' }, { gmt: '+02:00' }])('there is none in %j', (data) => {
  expect(() => zoneIn(data, 'Leadtrust')).toThrow(/Leadtrust does not tell its time zone.*--time-zone/);
});
