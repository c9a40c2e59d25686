import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveSubIds, SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdValues } from '#shared/domain/sub-ids.ts';

const values: fc.Arbitrary<SubIdValues> = fc.record(
  Object.fromEntries(SUB_ID_NAMES.map((name) => [name, fc.constantFrom('', 'a', 'b', 'c')])),
  { requiredKeys: [] },
);
const sources = fc.record({
  ringPool: values,
  customData: values,
  links: fc.array(values, { maxLength: 4 }),
});

describe('sub ids of a call', () => {
  it('takes the first source that says something, in the order of tune.md 5.5', () => {
    const from = {
      ringPool: { aff_sub2: 'ring' },
      customData: { aff_sub2: 'number', aff_sub3: 'number' },
      links: [{ aff_sub2: 'link', aff_sub3: 'link', aff_sub4: 'link' }],
    };
    expect(resolveSubIds(from)).toEqual({
      aff_sub2: { value: 'ring', origin: 'ring_pool' },
      aff_sub3: { value: 'number', origin: 'number' },
      aff_sub4: { value: 'link', origin: 'link' },
      aff_sub5: { value: '', origin: 'none' },
      source: { value: '', origin: 'none' },
    });
  });

  it('leaves a sub id empty when the links of the number disagree, one without it included', () => {
    const links = [
      { aff_sub2: 'x', aff_sub3: 'same', source: 's' },
      { aff_sub2: 'y', aff_sub3: 'same' },
    ];
    const resolved = resolveSubIds({ ringPool: {}, customData: {}, links });
    expect(resolved.aff_sub2).toEqual({ value: '', origin: 'ambiguous' });
    expect(resolved.aff_sub3).toEqual({ value: 'same', origin: 'link' });
    expect(resolved.source).toEqual({ value: '', origin: 'ambiguous' });
  });

  it('never makes a value up, and has one exactly when its origin is a source', () => {
    fc.assert(
      fc.property(sources, (from) => {
        const resolved = resolveSubIds(from);
        for (const name of SUB_ID_NAMES) {
          const { value, origin } = resolved[name];
          expect(value === '').toBe(origin === 'ambiguous' || origin === 'none');
          const given = [from.ringPool[name], from.customData[name], ...from.links.map((link) => link[name])];
          expect(['', ...given]).toContain(value);
        }
      }),
    );
  });

  it('does not depend on the order or the repeats of the links', () => {
    fc.assert(
      fc.property(sources, (from) => {
        const turned = { ...from, links: [...from.links.toReversed(), ...from.links] };
        expect(resolveSubIds(turned)).toEqual(resolveSubIds(from));
      }),
    );
  });
});
