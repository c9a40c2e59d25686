import { describe, expect, it } from 'vitest';
import { mayApply, mayRequestNumber, numbersLeft } from '#shared/domain/campaign-access.ts';
import type { CampaignStanding } from '#shared/domain/campaign-access.ts';

const standing = (more: Partial<CampaignStanding> = {}): CampaignStanding => ({
  offerStatus: 'Live',
  campaignType: 'AffiliateEnabled',
  visibility: 'All',
  partnerStatus: 'Approved',
  relation: { status: 'Approved', maxPromoNumbers: 5 },
  numbers: 2,
  ...more,
});
const relation = (status: string, maxPromoNumbers: number | null = 5) => ({
  relation: { status, maxPromoNumbers },
});

describe('asking for a number', () => {
  it.each<[string, Partial<CampaignStanding>]>([
    ['an approved partner on a live offer', {}],
    ['a limit nobody tells', { ...relation('Approved', null), numbers: 900 }],
    ['a status nobody has heard of, which the network decides on', { offerStatus: 'Running' }],
  ])('is open to %s', (_what, more) => {
    expect(mayRequestNumber(standing(more))).toEqual({ can: true, reason: '' });
  });

  it.each<[Partial<CampaignStanding>, string]>([
    [{ offerStatus: 'Paused' }, 'The offer is not live: Paused.'],
    [{ relation: null }, 'The partner has not applied to this offer.'],
    [relation('Applied'), 'The partner is not approved on this offer: Applied.'],
    [relation('Approved_NotActive'), 'The partner is not approved on this offer: Approved, NotActive.'],
    [{ numbers: 5 }, 'All 5 numbers this partner may have on the offer are taken (5).'],
    [{ numbers: 7 }, 'All 5 numbers this partner may have on the offer are taken (7).'],
  ])('%j is closed with a reason', (more, reason) => {
    expect(mayRequestNumber(standing(more))).toEqual({ can: false, reason });
  });

  it('knows how many are left', () => {
    expect(numbersLeft(standing())).toBe(3);
    expect(numbersLeft(standing({ numbers: 9 }))).toBe(0);
    expect(numbersLeft(standing({ relation: null }))).toBeNull();
  });
});

describe('applying', () => {
  it('is open where there is no relation and the offer is shown', () => {
    expect(mayApply(standing({ relation: null }))).toEqual({ can: true, reason: '' });
    expect(mayApply(standing({ relation: null, visibility: 'Approved_Affiliates' }))).toMatchObject({
      can: true,
    });
  });

  it.each<[Partial<CampaignStanding>, RegExp]>([
    [{}, /applied already: Approved/],
    [{ relation: null, campaignType: 'DirectOnly' }, /not open to partners/],
    [{ relation: null, offerStatus: 'Archived' }, /not live: Archived/],
    [{ relation: null, partnerStatus: 'Suspended' }, /is suspended/],
    [{ relation: null, visibility: 'None' }, /hidden/],
  ])('%j is closed with a reason', (more, reason) => {
    expect(mayApply(standing(more))).toMatchObject({ can: false, reason: expect.stringMatching(reason) });
  });
});
