import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEnvelope } from '#main/networks/tune/envelope.ts';

const TOKEN = 'NETabc123';
const read = (value: unknown) =>
  readEnvelope(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), TOKEN);
const refusal = (response: object) =>
  read({ request: {}, response: { status: -1, httpStatus: 200, ...response } });

test('data come with status 1, as a number or a text', () => {
  expect(read({ response: { status: 1, data: { a: 1 } } })).toEqual({ kind: 'data', data: { a: 1 } });
  expect(read({ response: { status: '1', data: true } })).toEqual({ kind: 'data', data: true });
});

test.each([
  [{ errorMessage: 'one', errors: [{ publicMessage: 'two' }] }, 'one'],
  [{ errorMessage: null, errors: [{ publicMessage: 'two', err_msg: 'three' }] }, 'two'],
  [{ errorMessage: '', errors: [{ err_msg: 'three' }] }, 'three'],
  [{ errors: { publicMessage: 'four' } }, 'four'],
  [{ errors: [], data: { error_code: 1, errors: { error: 'five' } } }, 'five'],
  [{ errors: [], data: { errors: { error: ['six', 'seven'] } } }, 'six'],
  [{ errors: [], data: '' }, 'no reason given'],
  [
    { errorMessage: `NetworkToken ${TOKEN} is not\n authenticated` },
    'NetworkToken (key) is not authenticated',
  ],
  [{ errorMessage: `${'x'.repeat(295)}${TOKEN}` }, `${'x'.repeat(295)}(key)`],
])('%j says %s', (response, text) => {
  expect(refusal(response)).toEqual({ kind: 'refused', text });
});

test.each([
  ['', 'nothing'],
  ['<html><title>502 Bad Gateway</title></html>', 'a web page (“502 Bad Gateway”)'],
  ['{"response":{"status":1,', 'something that is no answer of TUNE, or only a part of one'],
  ['[]', 'something that is no answer of TUNE, or only a part of one'],
  [`oops ${TOKEN}`, 'text that is not JSON (“oops (key)”)'],
])('%j is foreign', (body, seen) => {
  expect(read(body)).toEqual({ kind: 'foreign', seen });
});

test('nothing breaks it, and nothing quotes the token', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), (value, around) => {
      for (const body of [
        value,
        `{"response":${value}}`,
        `{"response":{"status":-1,"errors":${value}}}`,
        around + TOKEN,
      ]) {
        const outcome = readEnvelope(Buffer.from(body), TOKEN);
        if (outcome.kind !== 'data') expect(JSON.stringify(outcome)).not.toContain(TOKEN);
      }
    }),
  );
});
