import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phpQuery } from '#main/networks/tune/php-query.ts';
import { echoOf, phpParameters } from '#main/sandbox/tune/php-parameters.ts';

test('brackets as TUNE reads them, percent-encoded', () => {
  const query = phpQuery({
    filters: { status: ['active', 'paused'], id: { GREATER_THAN: '25' } },
    fields: ['id'],
    limit: '100',
  });
  expect(decodeURIComponent(query)).toBe(
    'filters[status][]=active&filters[status][]=paused&filters[id][GREATER_THAN]=25&fields[]=id&limit=100',
  );
  expect(query).not.toMatch(/[[\]]/);
});

test('whatever is written is what a PHP server reads', () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z_.]{0,9}$/);
  const value = fc.string({ unit: 'grapheme', maxLength: 8 });
  const parameters = fc.dictionary(
    name,
    fc.oneof(
      value,
      fc.array(value, { minLength: 1, maxLength: 4 }),
      fc.dictionary(name, value, { minKeys: 1, maxKeys: 3 }),
    ),
  );
  fc.assert(
    fc.property(parameters, (given) => {
      expect(echoOf(phpParameters(phpQuery(given)))).toEqual(Object.assign({}, given));
    }),
  );
});
