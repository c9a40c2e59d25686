import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteOrigin } from '#shared/domain/site-origin.ts';
import { stepFields } from '#shared/domain/visit-step.ts';
import { carryAt } from '#shared/domain/visit-timing.ts';

const path = fc.array(fc.constantFrom('a', 'é', '/', '%20', '😀', '.', '@'), { maxLength: 300 });
const step = { keywords: null, page: '', referrer: '', fields: {} };

describe('what a step stores', () => {
  it('is the page without query and fragment; at the first step also where the visit began and came from', () => {
    const told = { ...step, page: 'https://a.example/b?c=d#e', referrer: 'https://me:pw@s.example/?q=x' };
    expect(stepFields(told, true)).toEqual({
      page: 'https://a.example/b',
      landing_page: 'https://a.example/b',
      referrer: 'https://s.example/',
    });
    expect(stepFields(told, false)).toEqual({ page: 'https://a.example/b' });
    expect(stepFields(step, true)).toEqual({});
  });

  it('never has a query, and never more than a field holds', () => {
    fc.assert(
      fc.property(path, fc.string(), (way, tail) => {
        const { page = '' } = stepFields(
          { ...step, page: `https://a.example/${way.join('')}${'x'.repeat(300)}?${tail}` },
          false,
        );
        expect(Array.from(page).length).toBeLessThanOrEqual(255);
        expect(page).not.toMatch(/[?#]/);
      }),
    );
  });
});

describe('when steps are carried', () => {
  it('is two seconds after the last, ten after the first at most, and never before the last', () => {
    expect(carryAt({ since: 0, lastStepAt: 0 })).toBe(2_000);
    expect(carryAt({ since: 0, lastStepAt: 7_000 })).toBe(9_000);
    expect(carryAt({ since: 0, lastStepAt: 9_500 })).toBe(10_000);
  });
});

describe('the origin of a site', () => {
  it('is scheme and host, as browsers name it', () => {
    expect(siteOrigin(' HTTPS://Shop.Example/ ')).toBe('https://shop.example');
    expect(siteOrigin('https://shop.example:443')).toBe('https://shop.example');
    expect(siteOrigin('http://localhost:8080')).toBe('http://localhost:8080');
    for (const none of ['', 'shop.example', 'https://shop.example/a', 'https://shop.example/?', 'null']) {
      expect(siteOrigin(none)).toBeNull();
    }
    for (const none of [
      'https://me@shop.example',
      'file:///etc',
      'https://*.example/x',
      'https://a.example/#',
    ]) {
      expect(siteOrigin(none)).toBeNull();
    }
  });
});
