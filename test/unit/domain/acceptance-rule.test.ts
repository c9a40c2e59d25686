import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, READY_RULES, ruleFaults } from '#shared/domain/acceptance-rule.ts';
import type { AcceptanceRule, AnswerCondition } from '#shared/domain/acceptance-rule.ts';
import { jsonAt } from '#shared/domain/json-path.ts';

const answer = (status: number, body = '', headers: Readonly<Record<string, string>> = {}) => ({
  status,
  body,
  headers,
});
const own = (
  accepted: readonly AnswerCondition[],
  refused: readonly AnswerCondition[] = [],
): AcceptanceRule => ({
  rule: 'own',
  accepted,
  refused,
});

describe('a rule for answers', () => {
  it.each([
    ['usual', 'success=false; err_msg=Duplicate', false],
    ['usual', '{"success": false}', false],
    ['usual', '{\n  "success": false,\n  "error": "duplicate"\n}', false],
    ['usual', '{ "success" : "false" }', false],
    ['usual', 'success = false; err_msg=Duplicate', false],
    ['usual', '{\n  "success": true\n}', true],
    ['usual', '{"falsehood": 1, "success": true}', true],
    ['usual', 'whatever', true],
    ['plain', 'success=false;', true],
    ['tune', 'success=true;', true],
    ['tune', ' success = true;', true],
    ['tune', 'success=false; err_msg=Invalid Trans. ID', false],
    ['tune', '', false],
    ['everflow', '', true],
    ['everflow', '{"conversion_id":"1","error_code":0,"error":null}', true],
    ['everflow', '{"error":"transaction not found"}', false],
    ['everflow', '{"error_code":4}', false],
    ['everflow', '{"errors":["nope"]}', false],
    ['everflow', '{"success":false}', false],
  ] as const)('%s takes 200 with %j for %s', (rule, body, accepted) => {
    expect(judge({ rule }, answer(200, body))).toMatchObject({ accepted });
  });

  it.each([
    ['a status', { test: 'status', from: 204, to: 204 }, answer(204), answer(200)],
    [
      'a header that is there',
      { test: 'header', name: 'X-Ok', contains: '' },
      answer(200, '', { 'x-ok': '' }),
      answer(200),
    ],
    [
      'a header’s text',
      { test: 'header', name: 'x-result', contains: 'taken' },
      answer(200, '', { 'x-result': 'Taken, thanks' }),
      answer(200, '', { 'x-result': 'no' }),
    ],
    [
      'a text of the body',
      { test: 'body_contains', text: 'Thank you' },
      answer(200, 'ok THANK YOU'),
      answer(200, 'ok'),
    ],
    [
      'a value in JSON',
      { test: 'json', path: 'data.items[0].state', equals: 'ok' },
      answer(200, '\uFEFF{"data":{"items":[{"state":"OK"}]}}'),
      answer(200, '{"data":{"items":[]}}'),
    ],
    [
      'any value in JSON',
      { test: 'json', path: 'id', equals: '' },
      answer(200, '{"id":0}'),
      answer(200, '{"id":null}'),
    ],
    [
      'a boolean in JSON',
      { test: 'json', path: 'ok', equals: 'true' },
      answer(200, '{"ok":true}'),
      answer(200, 'ok=true'),
    ],
    ['a pattern', { test: 'pattern', pattern: '^OK \\d+$' }, answer(200, 'OK 17'), answer(200, 'OK')],
  ] as const)('looks at %s', (_, condition, yes, no) => {
    expect(judge(own([condition]), yes)).toMatchObject({ accepted: true });
    expect(judge(own([condition]), no)).toMatchObject({ accepted: false });
    expect(judge(own([], [condition]), yes)).toMatchObject({ accepted: false });
    expect(judge(own([], [condition]), no)).toMatchObject({ accepted: true });
  });

  it('says which condition decided, with the beginning of the body', () => {
    const rule = own([{ test: 'json', path: 'ok', equals: 'true' }]);
    expect(judge(rule, answer(200, '{"ok":false}'))?.reason).toBe(
      'HTTP 200, but ok in the body is not true; the body says: {"ok":false}',
    );
    expect(judge(own([{ test: 'body_contains', text: 'yes' }]), answer(200))?.reason).toBe(
      'HTTP 200, but the body does not contain “yes”; the body is empty',
    );
  });

  it('leaves what is no answer to a postback to the schedule, but for a redirect that a rule names', () => {
    for (const rule of READY_RULES) {
      for (const status of [301, 302, 404, 410, 429, 500, 503])
        expect(judge({ rule }, answer(status, 'success=true'))).toBeNull();
    }
    const redirect = own([{ test: 'status', from: 302, to: 303 }]);
    expect(judge(redirect, answer(302))).toMatchObject({ accepted: true });
    expect(judge(redirect, answer(301))).toBeNull();
    expect(judge(own([{ test: 'status', from: 200, to: 599 }]), answer(500))).toBeNull();
  });

  it.each([
    [own([]), 'at least one'],
    [own([{ test: 'status', from: 300, to: 200 }]), 'is none'],
    [own([{ test: 'status', from: 200, to: 500 }]), 'between 200 and 399'],
    [own([{ test: 'header', name: 'a b', contains: '' }]), 'no name'],
    [own([{ test: 'body_contains', text: ' ' }]), 'empty'],
    [own([{ test: 'json', path: 'a..b', equals: '' }]), 'no path'],
    [own([{ test: 'pattern', pattern: '(a' }]), 'cannot be used'],
  ])('cannot be used when it is faulty', (rule, why) => {
    expect(ruleFaults(rule).join(' ')).toContain(why);
  });

  it('gives one of three verdicts whatever the answer is', () => {
    const condition = fc.oneof(
      fc.record({ test: fc.constant('status' as const), from: fc.integer(), to: fc.integer() }),
      fc.record({ test: fc.constant('header' as const), name: fc.string(), contains: fc.string() }),
      fc.record({ test: fc.constant('body_contains' as const), text: fc.string() }),
      fc.record({ test: fc.constant('json' as const), path: fc.string(), equals: fc.string() }),
    );
    const rule = fc.record({
      rule: fc.constant('own' as const),
      accepted: fc.array(condition),
      refused: fc.array(condition),
    });
    fc.assert(
      fc.property(
        rule,
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        (given, status, body) => {
          const judged = judge(given, answer(status, body));
          if (judged === null) expect(status < 200 || status > 299).toBe(true);
          else expect(judged.reason).toContain(`HTTP ${status}`);
        },
      ),
    );
  });
});

describe('a path into JSON', () => {
  it.each([
    ['a', { a: 1 }, { value: 1 }],
    ['$.a.b', { a: { b: 'x' } }, { value: 'x' }],
    ['[1].c', [0, { c: false }], { value: false }],
    ['a["b c"][0]', { a: { 'b c': [null] } }, { value: null }],
    ['a.b', { a: null }, 'not there'],
    ['a.length', { a: 'text' }, 'not there'],
    ['constructor', {}, 'not there'],
    ['a', undefined, 'not there'],
    ['', {}, 'no path'],
    ['a.', {}, 'no path'],
    ['a[b]', {}, 'no path'],
  ])('%s', (path, value, expected) => {
    expect(jsonAt(value, path)).toEqual(expected);
  });
});
