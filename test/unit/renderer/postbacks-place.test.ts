import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DELIVERY_STATES,
  isFiltered,
  placeOfSearch,
  searchOfPlace,
  withState,
  withText,
} from '#renderer/features/postbacks/delivery-address.ts';
import { inputOfInstant, instantOfInput } from '#renderer/features/postbacks/wall-clock-input.ts';
import { deliveryState } from '#shared/ipc/postbacks.ts';

const filter = fc.record(
  {
    states: fc
      .subarray([...DELIVERY_STATES], { minLength: 1 })
      .map((chosen) => DELIVERY_STATES.filter((state) => chosen.includes(state))),
    receiver: fc.string({ minLength: 1, unit: 'grapheme' }),
    text: fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }),
    templateId: fc.integer({ min: 1 }),
    conversionId: fc.integer({ min: 1 }),
  },
  { requiredKeys: [] },
);

describe('the address of the deliveries', () => {
  it('carries filter and open delivery there and back', () => {
    const open = fc.option(fc.string({ minLength: 1, unit: 'grapheme' }));
    fc.assert(
      fc.property(filter, open, (shown, opened) => {
        const place = { filter: shown, open: opened };
        expect(placeOfSearch(searchOfPlace(place))).toEqual(place);
      }),
    );
  });

  it('offers every state there is, each once', () => {
    expect([...DELIVERY_STATES].toSorted()).toEqual([...deliveryState.options].toSorted());
  });

  it('reads states joined by commas, as links from other places write them', () => {
    expect(placeOfSearch('state=exhausted,needs_person').filter).toEqual({
      states: ['needs_person', 'exhausted'],
    });
  });

  it('leaves out what makes no sense', () => {
    expect(placeOfSearch('state=lost&template=0&conversion=1e3&text=&receiver=&open=')).toEqual({
      filter: {},
      open: null,
    });
  });

  it('is empty when everything is shown', () => {
    expect(searchOfPlace({ filter: {}, open: null })).toBe('');
    expect(isFiltered({})).toBe(false);
    expect(isFiltered({ text: 'x' })).toBe(true);
  });

  it('takes a state in and out; none chosen means all', () => {
    const one = withState({ text: 'x' }, 'waiting', true);
    expect(one).toEqual({ text: 'x', states: ['waiting'] });
    expect(withState(one, 'refused', true).states).toEqual(['waiting', 'refused']);
    expect(withState(one, 'waiting', false)).toEqual({ text: 'x' });
  });

  it('takes a text condition away when it is emptied', () => {
    expect(withText({ receiver: 'a' }, 'receiver', '')).toEqual({});
    expect(withText({}, 'text', 'abc')).toEqual({ text: 'abc' });
  });
});

describe('an instant in a date field', () => {
  const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'];

  it('comes back to the minute in every zone, the earlier where the clock shows a time twice', () => {
    const minutes = fc.integer({ min: Date.UTC(2012, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...ZONES), (minute, zone) => {
        const instant = minute * 60_000;
        const shown = inputOfInstant(instant, zone);
        const read = instantOfInput(shown, zone);
        expect(read).not.toBeNull();
        if (read === null) return;
        expect(inputOfInstant(read, zone)).toBe(shown);
        expect(read).toBeLessThanOrEqual(instant);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the clock of the zone, before and after it changes', () => {
    expect(instantOfInput('2026-01-14T09:00', 'America/New_York')).toBe(Date.UTC(2026, 0, 14, 14));
    expect(instantOfInput('2026-07-14T09:00', 'America/New_York')).toBe(Date.UTC(2026, 6, 14, 13));
  });

  it('takes the first of two, and leaps over what the clock leaps over', () => {
    expect(instantOfInput('2026-11-01T01:30', 'America/New_York')).toBe(Date.UTC(2026, 10, 1, 5, 30));
    expect(instantOfInput('2026-03-08T02:30', 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 7, 30));
  });

  it('refuses what is no date', () => {
    for (const text of ['', '2026-13-01T00:00', '2026-05-14', 'now']) {
      expect(instantOfInput(text, 'UTC')).toBeNull();
    }
  });
});
