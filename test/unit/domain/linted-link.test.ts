import { describe, expect, it } from 'vitest';
import type { TrackingLinkParts } from '#shared/domain/tracking-link.ts';
import type { LinkStanding } from '#shared/domain/link-standing.ts';
import { UNKNOWN_STANDING } from '#shared/domain/link-standing.ts';
import { faultTexts, lintedLink } from '#shared/domain/linted-link.ts';

const PARTS: TrackingLinkParts = {
  base: 'http://networkid.ringrevenue.com/c/142/7419-43943-833064',
  offerId: '45',
  partnerId: '23',
  number: '8886532941',
  subIds: { aff_sub2: '12345' },
};
const codes = (standing: Partial<LinkStanding>, parts: Partial<TrackingLinkParts> = {}): readonly string[] =>
  lintedLink({ ...PARTS, ...parts }, { ...UNKNOWN_STANDING, ...standing }).faults.map(({ code }) => code);

describe('a link held against the records', () => {
  it('has no fault when nothing is known of it, or all is well', () => {
    expect(codes({})).toEqual([]);
    const well = { number: 'active', offerStatus: 'Active', approval: { status: 'Approved' } } as const;
    expect(codes(well)).toEqual([]);
  });

  it('tells an ended number, somebody else’s, an offer that is not live, a partner not approved', () => {
    expect(codes({ number: 'ended' })).toEqual(['number-ended']);
    expect(codes({ owner: { partner: 'Okapi', offer: 'Dental' } })).toEqual(['number-of-another']);
    expect(codes({ offerStatus: 'Paused' })).toEqual(['offer-not-live']);
    expect(codes({ approval: { status: 'Applied' } })).toEqual(['not-approved']);
    const { faults } = lintedLink(PARTS, { ...UNKNOWN_STANDING, approval: { status: '' } });
    expect(faults[0]?.message).toContain('has not applied');
  });

  it('holds sub ids to what their offer asks', () => {
    const rules = [
      { name: 'aff_sub2', use: 'fixed', value: 'mail' },
      { name: 'source', use: 'required', value: '' },
    ] as const;
    expect(codes({ subIdRules: rules })).toEqual(['sub-id-rule', 'sub-id-rule']);
    expect(codes({ subIdRules: rules }, { subIds: { aff_sub2: 'mail', source: 'x' } })).toEqual([]);
  });

  it('holds values and the whole link to what was set for the network', () => {
    const long = { subIds: { aff_sub2: 'x'.repeat(80) } };
    expect(codes({}, long)).toEqual([]);
    expect(codes({ limits: { value: 64, link: 8000 } }, long)).toEqual(['value-too-long']);
    expect(codes({ limits: { value: 500, link: 120 } }, long)).toEqual(['link-too-long']);
    expect(codes({}, { subIds: { aff_sub2: '日本'.repeat(300) } })).toEqual([
      'link-too-long',
      'value-too-long',
    ]);
  });

  it('tells macros and personal data in sub ids, and what keeps a link from being made', () => {
    expect(codes({}, { subIds: { aff_sub2: '{clickid}' } })).toEqual(['unresolved-macro']);
    expect(codes({}, { subIds: { aff_sub2: 'jane@example.com' } })).toEqual(['personal-data']);
    expect(faultTexts(lintedLink({ ...PARTS, number: '12' }))).toEqual([
      'not_ten_digits: The promo number must be 10 digits, such as 8886532941; it is "12".',
    ]);
  });
});
