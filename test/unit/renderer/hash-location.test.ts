import { describe, expect, it } from 'vitest';
import { hashHref, parseHash } from '#renderer/app/hash-location.ts';
import { isAt, PLACES } from '#renderer/app/places.ts';

describe('addresses', () => {
  it.each([
    ['', '/', ''],
    ['#/', '/', ''],
    ['#/conversions', '/conversions', ''],
    ['#/conversions?status=pending&last=7', '/conversions', 'status=pending&last=7'],
    ['#conversions/3', '/conversions/3', ''],
    ['#/links?text=what%3F', '/links', 'text=what%3F'],
  ])('takes %s apart', (hash, path, search) => expect(parseHash(hash)).toEqual({ path, search }));

  it('becomes a link whether it carries its mark or not', () => {
    expect(hashHref('/attention/unparsed')).toBe('#/attention/unparsed');
    expect(hashHref('#/settings')).toBe('#/settings');
  });

  it('belongs to exactly one place', () => {
    for (const path of [
      '/',
      '/attention/unparsed',
      '/conversions/12',
      '/links/saved',
      '/postbacks',
      '/settings',
    ]) {
      expect(PLACES.filter((place) => isAt(place, path))).toHaveLength(1);
    }
    expect(PLACES.some((place) => isAt(place, '/conversionsx'))).toBe(false);
  });
});
