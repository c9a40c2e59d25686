import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnsOfFillings,
  linksARow,
  MOST_LINKS_A_ROW,
  NO_FILLINGS,
  fillingFaults,
  filledSubIds,
} from '#shared/domain/sub-id-filling.ts';
import type { SubIdFilling, SubIdFillings } from '#shared/domain/sub-id-filling.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';

const word = fc.stringMatching(/^[a-z0-9 &%]{1,8}$/).filter((text) => text.trim() !== '');
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
const rule: fc.Arbitrary<SubIdFilling> = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  word.map((value) => ({ kind: 'fixed', value }) as const),
  words.map((values) => ({ kind: 'list', values, take: 'in_turn' }) as const),
  words.map((values) => ({ kind: 'list', values, take: 'each' }) as const),
  word.map((column) => ({ kind: 'column', column, otherwise: '' }) as const),
);
const rules: fc.Arbitrary<SubIdFillings> = fc.record({
  aff_sub2: rule,
  aff_sub3: rule,
  aff_sub4: rule,
  aff_sub5: rule,
  source: rule,
});
const nothing = (): string => '';

describe('sub ids by rule', () => {
  it('gives as many links as the lists taken each make, all different', () => {
    fc.assert(
      fc.property(rules, fc.nat(50), (given, row) => {
        const links = filledSubIds(given, { row, own: {}, cell: (column) => column });
        expect(links).toHaveLength(linksARow(given));
        expect(new Set(links.map((link) => JSON.stringify(link))).size).toBe(links.length);
      }),
    );
  });

  it('never gives an empty value, and never goes before what the row says itself', () => {
    fc.assert(
      fc.property(rules, fc.constantFrom(...SUB_ID_NAMES), word, (given, name, value) => {
        const links = filledSubIds(given, { row: 0, own: { [name]: value }, cell: nothing });
        for (const link of links) {
          expect(link[name]).toBe(value);
          expect(Object.values(link)).not.toContain('');
        }
      }),
    );
  });

  it('takes a list in turn from the first again', () => {
    fc.assert(
      fc.property(words, fc.nat(100), (values, row) => {
        const given: SubIdFillings = { ...NO_FILLINGS, source: { kind: 'list', values, take: 'in_turn' } };
        const at = (index: number) => filledSubIds(given, { row: index, own: {}, cell: nothing });
        expect(at(row)).toEqual([{ source: values[row % values.length] }]);
        expect(at(row + values.length)).toEqual(at(row));
      }),
    );
  });

  it('takes a column’s cell, and what stands for an empty one', () => {
    const given: SubIdFillings = {
      ...NO_FILLINGS,
      aff_sub2: { kind: 'column', column: 'zip', otherwise: 'none' },
      aff_sub3: { kind: 'fixed', value: 'mail' },
    };
    const cells: Readonly<Record<string, string>> = { zip: '80202' };
    const from = (cell: (column: string) => string) => filledSubIds(given, { row: 3, own: {}, cell });
    expect(from((column) => cells[column] ?? '')).toEqual([{ aff_sub2: '80202', aff_sub3: 'mail' }]);
    expect(from(nothing)).toEqual([{ aff_sub2: 'none', aff_sub3: 'mail' }]);
    expect(columnsOfFillings(given)).toEqual(['zip']);
  });

  it('refuses rules that cannot be meant', () => {
    const many = Array.from({ length: 40 }, (_, place) => `v${place}`);
    const list = (values: readonly string[]): SubIdFilling => ({ kind: 'list', values, take: 'each' });
    expect(fillingFaults(NO_FILLINGS)).toEqual([]);
    const faults = fillingFaults({
      aff_sub2: { kind: 'fixed', value: ' ' },
      aff_sub3: { kind: 'column', column: '', otherwise: '' },
      aff_sub4: list(['a', 'a']),
      aff_sub5: list(many),
      source: list(many),
    });
    expect(faults.map(({ name }) => name)).toEqual(['aff_sub2', 'aff_sub3', 'aff_sub4', 'source']);
    expect(faults.at(-1)?.message).toContain(String(MOST_LINKS_A_ROW));
  });
});
