import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate, expandTemplate, isSavable, MACROS, macroNamed } from '#shared/domain/macros.ts';
import { anyText } from '#test/support/any-text.ts';

const findings = (template: string): readonly string[] =>
  checkTemplate(template).map(
    ({ severity, code, start, end }) => `${severity} ${code} "${template.slice(start, end)}"`,
  );

describe('the macros', () => {
  it('are the names of tune.md 5.4 and the desk’s own, each once', () => {
    const names = MACROS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        'invoca_id',
        'call_transaction_id',
        'delivery_id',
        'status',
        'affiliate_id',
        'aff_id',
        'aff_sub',
        'aff_sub1',
        'aff_sub2',
        'aff_sub3',
        'aff_sub4',
        'aff_sub5',
        'source',
        'offer_id',
        'transaction_id',
        'payout',
        'sale_amount',
        'currency',
        'datetime',
        'ran',
        'ip',
      ]),
    );
    for (const name of names) expect(name).toMatch(/^[a-z0-9_]+$/);
  });

  it('do not include names of the prototype', () => {
    expect(['constructor', '__proto__', 'toString'].map(macroNamed)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('checking a template', () => {
  it.each([
    'https://affiliatepostback.com/conversion.php?id={aff_sub2}',
    'https://p.example/{offer_id}/{affiliate_id}?n={invoca_id}&p={payout}&d={datetime}',
    'https://p.example:8443/cb?d={delivery_id}',
    'https://[::1]:8443/cb?d={delivery_id}',
  ])('has nothing against %s', (template) => {
    expect(findings(template)).toEqual([]);
  });

  it.each([
    ['', ['refused empty ""']],
    ['   ', ['refused empty "   "']],
    ['https://p.example/{invoca_id}?x={nope}', ['refused unknown-macro "{nope}"']],
    ['https://p.example/{invoca_id}?x={Payout}', ['refused unknown-macro "{Payout}"']],
    ['https://p.example/{invoca_id}?x={}', ['refused unknown-macro "{}"']],
    ['https://p.example/{invoca_id}?x={constructor}', ['refused unknown-macro "{constructor}"']],
    ['https://{invoca_id}.p.example/cb', ['refused macro-in-host "{invoca_id}"']],
    ['https://{invoca_id}', ['refused macro-in-host "{invoca_id}"']],
    ['https://p.example:{invoca_id}/cb', ['refused macro-in-host "{invoca_id}"']],
    [
      'https://{invoca_id}@p.example/cb',
      ['refused macro-in-host "{invoca_id}"', 'refused credentials "{invoca_id}@p.example"'],
    ],
    ['https://u:p@p.example/{invoca_id}', ['refused credentials "u:p@p.example"']],
    ['ftp://p.example/{invoca_id}', ['refused scheme "ftp:"']],
    ['javascript:alert({invoca_id})', ['refused scheme "javascript:"']],
    ['{invoca_id}://p.example/', ['refused scheme "{invoca_id}:"']],
    ['file:///etc/{invoca_id}', ['refused scheme "file:"']],
    ['p.example/{invoca_id}', ['refused unparsable "p.example/{invoca_id}"']],
    ['//p.example/{invoca_id}', ['refused unparsable "//p.example/{invoca_id}"']],
    ['https:///{invoca_id}', ['refused unparsable "https:///{invoca_id}"']],
    ['https:/p.example/{invoca_id}', ['refused unparsable "https:/p.example/{invoca_id}"']],
    ['https://p.example\\{invoca_id}', ['refused unparsable "https://p.example\\{invoca_id}"']],
    ['https://p.example:99999/{invoca_id}', ['refused unparsable "https://p.example:99999/{invoca_id}"']],
    [
      'https://p .example/{invoca_id}',
      ['refused unparsable "https://p .example/{invoca_id}"', 'refused whitespace " "'],
    ],
    ['https://p.example/cb?x=a b&i={invoca_id}', ['refused whitespace " "']],
    ['https://p.example/cb?i={invoca_id}\n', ['refused whitespace "\n"']],
    ['https://p.example/cb?i={invoca_id}&n={aff_sub}', ['warning aff-sub-is-the-number "{aff_sub}"']],
    ['https://p.example/cb?i={invoca_id}&n={aff_sub1}', ['warning aff-sub-is-the-number "{aff_sub1}"']],
    ['https://p.example/cb?i={invoca_id}&ip={ip}', ['warning always-empty "{ip}"']],
    ['https://p.example/cb?p={payout}', ['warning no-id-macro "https://p.example/cb?p={payout}"']],
    ['http://p.example/{invoca_id}', ['warning plain-http "http"']],
    ['https://p.example/cb?i={invoca_id}#{payout}', ['warning macro-in-fragment "{payout}"']],
    ['https://p.example/cb?i={invoca_id}&x=%7Bpayout%7D', ['warning encoded-macro "%7Bpayout%7D"']],
    ['https://p.example/cb?i={invoca_id}&x=[clickid]', ['warning other-macro-style "[clickid]"']],
    ['https://p.example/cb?i={invoca_id}&x={payout', ['warning stray-brace "{"']],
  ])('of %j says %j', (template, expected) => {
    expect(findings(template)).toEqual(expected);
  });

  it('points to a spelling that would be known', () => {
    const [fault] = checkTemplate('https://p.example/{invoca_id}?x={PAYOUT}');
    expect(fault?.message).toContain('{payout}');
  });

  it('never throws; its places lie inside the text; what it lets pass is an address for any value', () => {
    const template = fc.oneof(
      anyText,
      anyText.map((tail) => `https://p.example/${tail}`),
      anyText.map((tail) => `https://${tail}/cb?i={invoca_id}`),
      anyText.map((tail) => `https://p.example/cb?i={invoca_id}&x=${tail}`),
    );
    fc.assert(
      fc.property(template, anyText, (given, value) => {
        const faults = checkTemplate(given);
        for (const { start, end } of faults)
          expect(0 <= start && start <= end && end <= given.length).toBe(true);
        fc.pre(isSavable(faults));
        const url = new URL(expandTemplate(given, { invoca_id: value, payout: value }).url);
        const plain = new URL(expandTemplate(given, { invoca_id: 'x', payout: 'x' }).url);
        expect(url.origin).toBe(plain.origin);
        expect(url.username + url.password).toBe('');
        expect(['http:', 'https:']).toContain(url.protocol);
      }),
    );
  });
});
