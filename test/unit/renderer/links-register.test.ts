import { describe, expect, it } from 'vitest';
import { fillingsOf, formOfFillings, subIdsFromTemplate } from '#renderer/features/links/filling-form.ts';
import {
  followAddress,
  linkOfSearch,
  registerAddress,
  registerOfSearch,
  savedOfSearch,
} from '#renderer/features/links/link-address.ts';
import { NO_FILLINGS } from '#shared/domain/sub-id-filling.ts';

const searchOf = (address: string): string => address.split(/\?(.*)/s)[1] ?? '';

describe('addresses of links', () => {
  it('name the link to follow, and the saved one its check is kept with', () => {
    const link = 'http://networkid.ringrevenue.com/c/1/2-3-4?us=%2Faff_c%3Fa%3D1%26b%3D%2525';
    const search = searchOf(followAddress(link, 7));
    expect([linkOfSearch(search), savedOfSearch(search)]).toEqual([link, 7]);
    expect(followAddress('')).toBe('/links/follow');
    expect(savedOfSearch('saved=-1')).toBeNull();
  });

  it('hold every condition of the register, and what does not make sense is left out', () => {
    const place = {
      filter: {
        states: ['published' as const],
        partnerIds: ['23'],
        offerIds: ['45', '60'],
        numbers: ['8885550142'],
        batchId: 3,
        trouble: true,
        text: 'a & b',
      },
      open: 9,
    };
    expect(registerOfSearch(searchOf(registerAddress(place)))).toEqual(place);
    expect(registerOfSearch('state=nonsense&batch=x&open=0')).toEqual({ filter: {}, open: null });
    expect(registerAddress({ filter: {}, open: null })).toBe('/links/saved');
  });
});

describe('the form of fillings', () => {
  const fillings = {
    ...NO_FILLINGS,
    aff_sub2: { kind: 'list' as const, values: ['a', 'b'], take: 'each' as const },
    aff_sub3: { kind: 'column' as const, column: 'city', otherwise: 'none' },
    source: { kind: 'fixed' as const, value: 'mail' },
  };

  it('gives back what it was made of; empty lines are no values', () => {
    const form = formOfFillings(fillings);
    expect(fillingsOf(form)).toEqual(fillings);
    const typed = { ...form, aff_sub2: { ...form.aff_sub2, values: ' a \n\n b\n' } };
    expect(fillingsOf(typed).aff_sub2).toEqual(fillings.aff_sub2);
  });

  it('fills one link with fixed values and the first of lists, and never what was typed', () => {
    const typed = { aff_sub2: '', aff_sub3: '', aff_sub4: 'x', aff_sub5: '', source: 'sms' };
    expect(subIdsFromTemplate(typed, fillings)).toEqual({ ...typed, aff_sub2: 'a' });
  });
});
