import { describe, expect, test } from 'vitest';
import { MARKETING_FIELDS } from '#main/sandbox/world/marketing-data.ts';
import { MEDIA_TYPES } from '#shared/domain/media-types.ts';
import { createNumberSupply } from '#main/sandbox/world/number-supply.ts';
import { PLACES } from '#main/sandbox/world/places.ts';
import { createWorld } from '#main/sandbox/world/practice-world.ts';

const plain = (seed: number): string => {
  const { affiliateCampaigns, promoNumbers } = createWorld(seed);
  return JSON.stringify({ affiliateCampaigns, promoNumbers });
};

describe('the seeded world', () => {
  test('comes out the same from the same seed and different from another', () => {
    expect(plain(42)).toBe(plain(42));
    expect(plain(42)).not.toBe(plain(43));
  });

  test.each([1, 7, 99, 4_294_967_295])('holds together for seed %i', (seed) => {
    const { promoNumbers, affiliateCampaigns } = createWorld(seed);
    const distinct = (values: readonly (string | number)[]): number => new Set(values).size;
    expect(distinct(promoNumbers.map(({ id }) => id))).toBe(promoNumbers.length);
    expect(distinct(promoNumbers.map(({ idFromNetwork }) => idFromNetwork))).toBe(promoNumbers.length);
    expect(distinct(promoNumbers.map(({ number }) => number))).toBe(promoNumbers.length);
    expect(distinct(affiliateCampaigns.map(({ id }) => id))).toBe(affiliateCampaigns.length);
    for (const { number, mediaType, customData } of promoNumbers) {
      expect(number).toMatch(/^\d{3}55501\d\d$/);
      expect(MEDIA_TYPES).toContain(mediaType);
      for (const name of Object.keys(customData))
        expect(MARKETING_FIELDS.map((field) => field.name)).toContain(name);
    }
    for (const { offer, partner } of promoNumbers) {
      if (partner === undefined) continue;
      const relation = affiliateCampaigns.find((one) => one.offer === offer && one.partner === partner);
      expect(relation?.status).toBe('Approved');
    }
  });

  test('always has the number of the examples', () => {
    const number = createWorld(5).promoNumbers.find(({ id }) => id === 833064);
    expect(number).toMatchObject({
      number: '8885550142',
      idFromNetwork: 'tune-45-23-0007',
      customData: { aff_sub2: '12345' },
    });
    expect(number?.partner?.idFromNetwork).toBe('23');
    expect(number?.offer.id).toBe(43943);
  });

  test('has numbers with and without sub ids, and partners in every standing', () => {
    const { promoNumbers, affiliateCampaigns } = createWorld(1);
    const withData = promoNumbers.filter(({ customData }) => Object.keys(customData).length > 0);
    expect(withData.length).toBeGreaterThan(0);
    expect(withData.length).toBeLessThan(promoNumbers.length);
    expect(new Set(affiliateCampaigns.map(({ status }) => status))).toEqual(
      new Set(['Approved', 'Applied', 'Declined', 'Suspended']),
    );
  });
});

test('the number supply never hands out a number twice and runs dry', () => {
  const supply = createNumberSupply();
  const local = Array.from({ length: 100 }, () => supply.take(['415']));
  expect(new Set(local).size).toBe(100);
  expect(supply.take(['415'])).toBeUndefined();
  expect(supply.take(['415', '510'])).toBe('5105550100');
  expect(supply.claim('5105550100')).toBe(false);
  expect(supply.take('toll-free')).toBe('8885550100');
});

test('the places are well-formed', () => {
  for (const { areaCode, city, region } of PLACES) {
    expect(areaCode).toMatch(/^\d{3}$/);
    expect(region).toMatch(/^[A-Z]{2}$/);
    expect(city).not.toBe('');
  }
});
