import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '#renderer/app/format/day-range.ts';
import type { ViewDates } from '#renderer/app/format/view-dates.ts';
import {
  addressOfView,
  type ConversionView,
  EVERYTHING,
  filterOfView,
  isFiltered,
  searchOfView,
  SORTS,
  viewOfSearch,
} from '#renderer/features/conversions/conversion-view.ts';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import { conversionFilter, conversionSort } from '#shared/ipc/conversions.ts';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }), { maxLength: 4 });

const day: fc.Arbitrary<CalendarDay> = fc.record({
  year: fc.integer({ min: 2000, max: 2099 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
});

const dates: fc.Arbitrary<ViewDates | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('last' as const), days: fc.integer({ min: 1, max: 365 }) }),
  fc
    .record({ kind: fc.constant('days' as const), from: fc.option(day), to: fc.option(day) })
    .filter(({ from, to }) => from !== null || to !== null),
);

const view: fc.Arbitrary<ConversionView> = fc.record({
  statuses: fc.subarray([...CONVERSION_STATUSES]),
  partnerIds: ids,
  offerIds: ids,
  numbers: ids,
  networkId: fc.option(fc.integer({ min: 1, max: 9999 })),
  dates,
  text: fc.string({ maxLength: 60, unit: 'grapheme' }),
  unknownResult: fc.boolean(),
  zeroPayout: fc.boolean(),
  order: fc.record({ by: fc.constantFrom(...SORTS), descending: fc.boolean() }),
});

const ZONE = 'America/New_York';
const NOW = Date.UTC(2026, 4, 14, 13, 2, 41);

describe('what the conversions list shows, as an address', () => {
  it('comes back from its address as it was', () => {
    fc.assert(
      fc.property(view, (any) => {
        expect(viewOfSearch(searchOfView(any))).toEqual(any);
      }),
    );
  });

  it('leaves out what makes no sense in an address, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (search) => {
        const read = viewOfSearch(search);
        expect(viewOfSearch(searchOfView(read))).toEqual(read);
      }),
    );
    expect(viewOfSearch('status=paid&last=-3&from=2026-02-31&sort=colour&network=x')).toEqual(EVERYTHING);
  });

  it('asks the store only for what the contract allows', () => {
    fc.assert(
      fc.property(view, (any) => {
        expect(conversionFilter.safeParse(filterOfView(any, ZONE, NOW)).success).toBe(true);
      }),
    );
  });

  it('says nothing when there is nothing to say', () => {
    expect(addressOfView(EVERYTHING)).toBe('/conversions');
    expect(isFiltered(EVERYTHING)).toBe(false);
    expect(isFiltered({ ...EVERYTHING, order: { by: 'payout', descending: false } })).toBe(false);
    expect(isFiltered({ ...EVERYTHING, zeroPayout: true })).toBe(true);
  });

  it('turns days into instants of the zone, the last day included', () => {
    const from = { year: 2026, month: 3, day: 7 };
    const to = { year: 2026, month: 3, day: 8 };
    const filter = filterOfView({ ...EVERYTHING, dates: { kind: 'days', from, to } }, ZONE, NOW);
    expect(filter).toEqual({ from: Date.UTC(2026, 2, 7, 5), to: Date.UTC(2026, 2, 9, 4) });
  });

  it('counts today as one of the last days', () => {
    const filter = filterOfView({ ...EVERYTHING, dates: { kind: 'last', days: 7 } }, ZONE, NOW);
    expect(filter).toEqual({ from: Date.UTC(2026, 4, 8, 4) });
  });

  it('can be sorted by every column of the contract', () => {
    expect([...SORTS].toSorted()).toEqual([...conversionSort.options].toSorted());
  });
});
