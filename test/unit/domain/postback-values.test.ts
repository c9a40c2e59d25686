import { describe, expect, it } from 'vitest';
import { expandTemplate, MACROS } from '#shared/domain/macros.ts';
import { macroOrigin, postbackValues } from '#shared/domain/postback-values.ts';
import type { PostbackFacts } from '#shared/domain/postback-values.ts';

const FACTS: PostbackFacts = {
  callId: 'K4T9-6C0D12E88F3A',
  lastTransactionId: '7B2214F0-C3308D61',
  deliveryId: 'dlv_00112233445566778899aabbccddeeff',
  status: 'approved',
  payout: 2100,
  revenue: 3200,
  saleAmount: null,
  currency: 'USD',
  offerId: '45',
  offerName: 'Northgate Roof Inspection',
  partnerId: '23',
  partnerName: 'Couponfield Media',
  advertiserId: '8',
  number: '8885550142',
  subIds: {
    aff_sub2: { value: 'a b&c', origin: 'link' },
    aff_sub3: { value: '', origin: 'ambiguous' },
    aff_sub4: { value: '', origin: 'none' },
    aff_sub5: { value: 'n', origin: 'number' },
    source: { value: 'spring', origin: 'ring_pool' },
  },
  callStartedAt: 1715702561000,
  timeZone: 'America/Los_Angeles',
};

describe('the values of a postback', () => {
  it('are what tune.md 5.4 says, for every macro that is ever filled', () => {
    const values = postbackValues({ ...FACTS, tuneTransactionId: '1027c8', countryCode: 'US' });
    expect(values).toMatchObject({
      invoca_id: 'K4T9-6C0D12E88F3A',
      adv_sub: 'K4T9-6C0D12E88F3A',
      call_transaction_id: '7B2214F0-C3308D61',
      delivery_id: 'dlv_00112233445566778899aabbccddeeff',
      status: 'approved',
      payout: '21.00',
      amount: '32.00',
      currency: 'USD',
      aff_sub: '8885550142',
      aff_sub1: '8885550142',
      aff_sub2: 'a b&c',
      aff_sub3: '',
      source: 'spring',
      aff_id: '23',
      affiliate_id: '23',
      offer_id: '45',
      datetime: '2024-05-14 09:02:41',
      date: '2024-05-14',
      time: '09:02:41',
      transaction_id: '1027c8',
      country_code: 'US',
    });
    const filled = MACROS.filter((macro) => macro.filled !== 'never').map(({ name }) => name);
    expect(Object.keys(values).toSorted()).toEqual(filled.toSorted());
  });

  it('have something for every macro that is said to be always filled', () => {
    const values = postbackValues(FACTS);
    const empty = MACROS.filter(({ name, filled }) => filled === 'always' && !values[name]);
    expect(empty).toEqual([]);
  });

  it('fill the first vector of tune.md', () => {
    const { url } = expandTemplate('https://p.example/cb?s={aff_sub2}&p={payout}', postbackValues(FACTS));
    expect(url).toBe('https://p.example/cb?s=a%20b%26c&p=21.00');
  });

  it('prefer a reported sale, zero included, to the revenue', () => {
    expect(postbackValues({ ...FACTS, saleAmount: 9950 })['sale_amount']).toBe('99.50');
    expect(postbackValues({ ...FACTS, saleAmount: 0 })['amount']).toBe('0.00');
  });

  it.each([
    [2100, 'JPY', '2100.00'],
    [21000, 'KWD', '21.000'],
    [-5, 'USD', '-0.05'],
    [0, 'USD', '0.00'],
  ])('write %i %s as %s', (payout, currency, text) => {
    expect(postbackValues({ ...FACTS, payout, currency })['payout']).toBe(text);
  });

  it('leave the time empty where the call’s start is not known', () => {
    const values = postbackValues({ ...FACTS, callStartedAt: null });
    expect([values['datetime'], values['date'], values['time']]).toEqual(['', '', '']);
  });

  it('give {ran} from the delivery id alone, so that every attempt asks the same', () => {
    const first = postbackValues(FACTS)['ran'];
    expect(postbackValues({ ...FACTS, payout: 1, timeZone: 'UTC' })['ran']).toBe(first);
    expect(postbackValues({ ...FACTS, deliveryId: 'dlv_other' })['ran']).not.toBe(first);
    expect(first).toMatch(/^\d+$/);
  });

  it('say where each came from', () => {
    const names = [
      'aff_sub2',
      'aff_sub3',
      'aff_sub4',
      'source',
      'payout',
      'delivery_id',
      'ip',
      'constructor',
    ];
    expect(names.map((name) => macroOrigin(name, FACTS))).toEqual([
      'link',
      'ambiguous',
      'none',
      'ring_pool',
      'conversion',
      'delivery',
      'not_known',
      'not_known',
    ]);
  });
});
