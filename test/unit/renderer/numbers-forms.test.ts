import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitsOf, wholeWithin } from '#renderer/features/numbers/pool-form.ts';
import {
  faultsOf,
  formOfInformation,
  informationOf,
  updateOf,
  withNewRow,
  withRow,
} from '#renderer/features/numbers/information-form.ts';
import { placeOfSearch, searchOfPlace } from '#renderer/features/numbers/session-address.ts';
import { applyUpdate, sameInformation } from '#shared/domain/information-update.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const word = fc.stringMatching(/^[A-Za-z0-9 ]{1,12}$/).filter((text) => text.trim() === text && text !== '');
const information = fc.record({
  keywords: fc.array(word, { maxLength: 4 }),
  fields: fc.dictionary(name, word, { maxKeys: 4 }),
});

describe('the form of what is stored with a session number', () => {
  it('makes an update that turns what is stored into what it shows, in either mode', () => {
    fc.assert(
      fc.property(
        information,
        information,
        fc.constantFrom('merge' as const, 'replace' as const),
        (stored, wanted, mode) => {
          const update = updateOf(stored, formOfInformation(wanted), mode);
          const after = update === null ? stored : applyUpdate(stored, update);
          expect(sameInformation(after, wanted)).toBe(true);
        },
      ),
    );
  });

  it('says nothing of what did not change', () => {
    const stored = { keywords: ['roof'], fields: { ad_copy: 'A', twitter_id: '7' } };
    const form = formOfInformation(stored);
    expect(updateOf(stored, form, 'merge')).toBeNull();
    expect(updateOf(stored, withRow(form, 0, { value: 'B' }), 'merge')).toEqual({
      mode: 'merge',
      fields: { ad_copy: 'B' },
    });
  });

  it('tells each fault at the row it is typed in', () => {
    const two = withNewRow(withNewRow({ keywords: 'x'.repeat(121), rows: [] }));
    const named = withRow(withRow(two, 0, { name: 'twitter_id', value: 'seven' }), 1, {
      name: 'Twitter',
      value: '7',
    });
    const faults = faultsOf(named);
    expect(faults.keywords).toContain('120 is the most');
    expect(faults.values.get(0)).toContain('20 decimal digits');
    expect(faults.names.get(1)).toContain('no field name');
    expect(faults.any).toBe(true);
    const twice = withRow(named, 1, { name: ' twitter_id ', value: '7' });
    expect(faultsOf(twice).names.get(1)).toContain('given twice');
  });

  it('leaves rows out that nothing was typed into', () => {
    const form = withNewRow({ keywords: ' roof \n\n storm ', rows: [] });
    expect(informationOf(form)).toEqual({ keywords: ['roof', 'storm'], fields: {} });
    expect(faultsOf(form).any).toBe(false);
  });
});

describe('the address of the list of session numbers', () => {
  it('comes back as it was, and leaves out what makes no sense', () => {
    const address = 'state=active&state=failed&campaign=a%26b&by=send_list&text=50+%25&open=7';
    expect(searchOfPlace(placeOfSearch(address))).toBe(address);
    expect(searchOfPlace(placeOfSearch('state=ending'))).toBe('state=ending');
    expect(searchOfPlace(placeOfSearch('state=none&by=nobody&open=-1'))).toBe('');
  });
});

describe('visits that are pasted', () => {
  it('take their names from the first line, and an empty value is none', () => {
    expect(visitsOf('aff_sub2,source\n12,mail\n13,\n')).toEqual({
      visits: [{ aff_sub2: '12', source: 'mail' }, { aff_sub2: '13' }],
    });
    expect(visitsOf('a\tb\n1\t2')).toEqual({ visits: [{ a: '1', b: '2' }] });
  });

  it('are refused with the line that is wrong', () => {
    expect(visitsOf('a,b\n1,2,3')).toEqual({ fault: 2 });
    expect(visitsOf('a,b')).toEqual({ fault: 'empty' });
    expect(wholeWithin('12', 1, 10)).toBeNull();
    expect(wholeWithin(' 7 ', 1, 10)).toBe(7);
  });
});
