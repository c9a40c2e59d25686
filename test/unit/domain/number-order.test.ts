import { describe, expect, it } from 'vitest';
import { filledDescription } from '#shared/domain/filled-description.ts';
import { MEDIA_TYPES, mediaTypeOf } from '#shared/domain/media-types.ts';
import { numberId, numberIdPrefix, numberOfId } from '#shared/domain/number-id.ts';
import { orderFaults, TOLL_FREE } from '#shared/domain/number-order.ts';
import type { NumberOrder } from '#shared/domain/number-order.ts';

const order = (more: Partial<NumberOrder> = {}): NumberOrder => ({
  description: 'Spring',
  mediaType: 'Online: Email',
  customData: {},
  wish: TOLL_FREE,
  ...more,
});

describe('an order', () => {
  it.each<Partial<NumberOrder>>([
    {},
    { mediaType: 'offline:in\u2010call ad' },
    { customData: { aff_sub2: 'x'.repeat(500), note: 'y'.repeat(10_000) } },
    { wish: { kind: 'area', areaCode: '805', only: true } },
    { wish: { kind: 'zip', zip: '93101' } },
    { wish: { kind: 'city', city: 'Santa Barbara', state: 'CA' } },
  ])('%j is good', (more) => {
    expect(orderFaults(order(more))).toEqual([]);
  });

  it.each<[Partial<NumberOrder>, string]>([
    [{ description: ' ' }, 'description'],
    [{ description: 'x'.repeat(256) }, 'description'],
    [{ mediaType: '' }, 'mediaType'],
    [{ mediaType: 'Smoke' }, 'mediaType'],
    [{ wish: { kind: 'area', areaCode: '12', only: false } }, 'wish'],
    [{ wish: { kind: 'area', areaCode: '180', only: false } }, 'wish'],
    [{ wish: { kind: 'zip', zip: '9310' } }, 'wish'],
    [{ wish: { kind: 'city', city: '', state: 'CA' } }, 'wish'],
    [{ wish: { kind: 'city', city: 'Ojai', state: 'Calif' } }, 'wish'],
    [{ customData: { aff_sub: '8885550142' } }, 'customData.aff_sub'],
    [{ customData: { aff_sub3: 'x'.repeat(501) } }, 'customData.aff_sub3'],
  ])('%j has its fault at %s', (more, field) => {
    expect(orderFaults(order(more)).map((fault) => fault.field)).toEqual([field]);
  });

  it('tells all faults together', () => {
    expect(orderFaults(order({ description: '', mediaType: '' }))).toHaveLength(2);
  });
});

describe('a media type', () => {
  it('is known in its own words', () => {
    for (const type of MEDIA_TYPES) expect(mediaTypeOf(type)).toBe(type);
    expect(new Set(MEDIA_TYPES.map((type) => type.toLowerCase())).size).toBe(MEDIA_TYPES.length);
  });

  it.each([
    ['online: search', 'Online: Search'],
    [' Online:Content/Review  Site ', 'Online: Content / Review Site'],
    ['Offline: In-\u00adCall Ad', 'Offline: In-Call Ad'],
    ['Google Call Extension', null],
  ])('%j is %j', (typed, type) => {
    expect(mediaTypeOf(typed)).toBe(type);
  });
});

describe('an id of our own', () => {
  it('is readable, and its number is found again', () => {
    const owner = { offerId: '45', partnerId: '23' };
    expect(numberId(owner, 7)).toBe('tune-45-23-0007');
    expect(numberId({ offerId: '45', partnerId: '' }, 12_345)).toBe('tune-45-0-12345');
    expect(numberOfId(numberIdPrefix(owner), 'tune-45-23-0007')).toBe(7);
    expect(numberOfId(numberIdPrefix(owner), 'tune-45-23-spring')).toBeNull();
    expect(numberOfId(numberIdPrefix(owner), 'tune-45-230-0007')).toBeNull();
  });
});

describe('a description', () => {
  it('is filled in for each number, and nothing in it is filled twice', () => {
    const values = { n: 8, offerId: '45', partnerId: '{n}' };
    expect(filledDescription('{offer}/{partner} #{n} {other}', values)).toBe('45/{n} #8 {other}');
  });
});
