import { describe, expect, test } from 'vitest';
import { placeOfAddress } from '#main/shell/window/place-of-address.ts';

describe('the place an address leads to', () => {
  test.each([
    ['app://switchboard/index.html', '/'],
    ['app://switchboard/index.html#/', '/'],
    ['app://switchboard/index.html#/conversions', '/conversions'],
    ['app://switchboard/index.html#/conversions?text=%2B15550100&open=7', '/conversions'],
    ['app://switchboard/index.html#/conversions/7', '/conversions'],
    ['app://switchboard/index.html#/send-lists/3/recipients', '/send-lists'],
    ['app://switchboard/index.html#/?x=#/links', '/'],
    ['http://localhost:5173/#/offers', '/offers'],
  ])('of %s is %s', (url, place) => {
    expect(placeOfAddress(url)).toBe(place);
  });
});
