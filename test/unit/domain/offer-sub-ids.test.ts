import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleSetFaults, subIdRuleFaults } from '#shared/domain/offer-sub-ids.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';

describe('sub id rules of an offer', () => {
  it('say which sub id breaks which of them', () => {
    const rules = [
      { name: 'aff_sub2', use: 'required', value: '' },
      { name: 'aff_sub3', use: 'forbidden', value: '' },
      { name: 'source', use: 'fixed', value: 'mail' },
    ] as const;
    expect(subIdRuleFaults(rules, { aff_sub2: 'x', source: 'mail', aff_sub4: 'anything' })).toEqual([]);
    expect(subIdRuleFaults(rules, { aff_sub3: 'x', source: 'web' }).map(({ name }) => name)).toEqual([
      'aff_sub2',
      'aff_sub3',
      'source',
    ]);
  });

  it('find nothing wrong where there is no rule', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...SUB_ID_NAMES), fc.string()), (values) => {
        expect(subIdRuleFaults([], values)).toEqual([]);
      }),
    );
  });

  it('are themselves at fault when a sub id has two, or a fixed one no value', () => {
    const rule = { name: 'aff_sub2', use: 'required', value: '' } as const;
    expect(ruleSetFaults([rule])).toEqual([]);
    expect(ruleSetFaults([rule, { ...rule, use: 'forbidden' }])).toHaveLength(1);
    expect(ruleSetFaults([{ ...rule, use: 'fixed' }])).toHaveLength(1);
  });
});
