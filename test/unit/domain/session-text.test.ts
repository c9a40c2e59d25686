import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fieldText,
  identifierText,
  oneLineText,
  pageWithoutQuery,
  storedInformation,
  storedUpdate,
} from '#shared/domain/session-text.ts';
import { anyText } from '#test/support/any-text.ts';

describe('text as it is stored', () => {
  it('is one line: each tab and line break is a space', () => {
    expect(oneLineText('a\tb\r\nc\rd\ne')).toBe('a b c d e');
    expect(oneLineText(' a  b ')).toBe(' a  b ');
  });

  it('stays as it is the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const change of [oneLineText, identifierText, pageWithoutQuery]) {
          expect(change(change(text))).toBe(change(text));
        }
        expect(oneLineText(text)).not.toMatch(/[\t\r\n]/);
      }),
    );
  });

  it('leaves out lists that were left out', () => {
    expect(storedUpdate({ mode: 'merge', remove: [' a '] })).toEqual({ mode: 'merge', remove: ['a'] });
    expect(storedInformation({ keywords: ['a\tb'], fields: { ' source ': 'x\ny' } })).toEqual({
      keywords: ['a b'],
      fields: { source: 'x y' },
    });
  });
});

describe('a page', () => {
  it.each([
    ['https://shop.example/garden/mowers?utm=x&email=a@b.c#top', 'https://shop.example/garden/mowers'],
    ['https://user:pass@shop.example:8443/a', 'https://shop.example:8443/a'],
    ['https://shop.example?session=1', 'https://shop.example/'],
    ['android-app://com.example/path?x=1', 'android-app://com.example/path'],
    ['ftp://user:pass@files.example/a?b', 'ftp://files.example/a'],
    ['/garden?email=a', '/garden'],
    ['not a page', 'not a page'],
    ['', ''],
  ])('%s becomes %s', (address, page) => {
    expect(fieldText('landing_page', address)).toBe(page);
    expect(fieldText('referrer', address)).toBe(page);
    expect(fieldText('source', address)).toBe(address);
  });

  it('never keeps a query, a fragment or a password, whatever was typed', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), anyText, (url, text) => {
        expect(pageWithoutQuery(url)).not.toMatch(/[?#]/);
        expect(pageWithoutQuery(text)).not.toMatch(/[?#]/);
      }),
    );
  });
});
