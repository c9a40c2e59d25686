import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOfCalls,
  ALL_CALLS,
  callViewOf,
  type CallView,
  filterOfCalls,
  firstGroupOrder,
  GROUP_FIGURES,
  searchOfCalls,
  withCondition,
} from '#renderer/features/calls/call-view.ts';
import { keptColumns, shownColumns } from '#renderer/features/calls/use-call-columns.ts';
import { callFilter } from '#shared/ipc/calls.ts';

const text = fc.string({ maxLength: 20, unit: 'grapheme' });
const column = fc.oneof(
  fc.constantFrom('number', 'campaign', 'keywords', 'order'),
  text.filter((name) => name !== '').map((name) => `field.${name}`),
);
const condition = fc.record({
  column,
  values: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }),
});
const view: fc.Arbitrary<CallView> = fc.record({
  where: fc.uniqueArray(condition, { maxLength: 4, selector: (one) => one.column }),
  dates: fc.constantFrom(null, { kind: 'last', days: 7 } as const),
  span: fc.constantFrom(null, { from: 1_700_000_000_000, to: 1_700_003_600_000 }),
  text,
  order: fc.record({ by: column, descending: fc.boolean() }),
  group: fc.option(column),
  groupOrder: fc.record({ by: fc.constantFrom(...GROUP_FIGURES), descending: fc.boolean() }),
});

describe('the calls screen’s address', () => {
  it('says everything that is shown, and is read back as the same', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const read = callViewOf(searchOfCalls(shown));
        expect(read).toEqual(shown.group === null ? { ...shown, groupOrder: firstGroupOrder('') } : shown);
      }),
    );
  });

  it('is empty for every call, newest first, and ignores what makes no sense', () => {
    expect(addressOfCalls(ALL_CALLS)).toBe('/calls');
    expect(callViewOf('is.=x&begins=7&ends=3&group=&by=nonsense&last=-1')).toEqual(ALL_CALLS);
  });

  it('asks the store only what its schema takes', () => {
    fc.assert(
      fc.property(view, (shown) => {
        expect(
          callFilter.safeParse(filterOfCalls(shown, 'America/New_York', 1_700_000_000_000)).success,
        ).toBe(true);
      }),
    );
  });

  it('holds a column to one condition, kept in its place', () => {
    const both = withCondition(withCondition(ALL_CALLS, 'order', ['yes']), 'field.ad_copy', ['A']);
    expect(withCondition(both, 'order', ['no', '']).where).toEqual([
      { column: 'order', values: ['no', ''] },
      { column: 'field.ad_copy', values: ['A'] },
    ]);
    expect(withCondition(both, 'order', []).where).toEqual([{ column: 'field.ad_copy', values: ['A'] }]);
  });
});

describe('the columns of calls', () => {
  const fields = [{ name: 'ad_copy', calls: 3 }];

  it('are those remembered, as far as calls have them, else the first with the fields that tell whom a call was for', () => {
    expect(shownColumns(['field.ad_copy', 'number', 'field.gone'], fields)).toEqual([
      'number',
      'field.ad_copy',
    ]);
    expect(shownColumns(['field.gone'], fields)).toContain('field.ad_copy');
    expect(keptColumns('["number"]')).toEqual(['number']);
    for (const spoilt of [null, '', '{', '[1]', '"number"']) expect(keptColumns(spoilt)).toBeNull();
  });
});
