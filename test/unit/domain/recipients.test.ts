import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRecipients } from '#shared/domain/recipients.ts';

const row = (
  line: number,
  twitterId: string,
  handle: string,
  name = '',
): {
  line: number;
  twitterId: string;
  handle: string;
  name: string;
} => ({ line, twitterId, handle, name });

describe('recipients', () => {
  it('are taken as text, whole, with or without the @', () => {
    const checked = checkRecipients([row(1, ' 1597334455667788990 ', '@ada_l', 'Ada\n Lovelace')]);
    expect(checked.recipients).toEqual([
      { twitterId: '1597334455667788990', handle: 'ada_l', name: 'Ada Lovelace' },
    ]);
  });

  it('are left out with the reason', () => {
    const rows = [
      row(2, '12', 'ada'),
      row(3, '', 'bob'),
      row(4, '1.59733E+18', 'eve'),
      row(5, 'abc', 'eve'),
      row(6, '13', ''),
      row(7, '14', 'much_too_long_a_handle'),
      row(8, '12', 'other'),
      row(9, '15', 'ADA'),
      row(10, '99', 'mallory'),
    ];
    const { recipients, excluded } = checkRecipients(rows, new Set(['99']));
    expect(recipients.map(({ twitterId }) => twitterId)).toEqual(['12']);
    expect(excluded.map(({ reason }) => reason)).toEqual([
      'no_id',
      'bad_id',
      'bad_id',
      'no_handle',
      'bad_handle',
      'repeated_id',
      'repeated_handle',
      'excluded',
    ]);
    expect(excluded[1]?.message).toContain('its digits are lost');
    expect(excluded[5]?.message).toContain('line 2');
  });

  it('loses no row and takes nobody twice', () => {
    const given = fc.array(
      fc.record({
        twitterId: fc.oneof(fc.integer({ min: 0, max: 30 }).map(String), fc.string({ maxLength: 4 })),
        handle: fc.oneof(fc.constantFrom('a', 'A', 'b', 'c', '@d'), fc.string({ maxLength: 4 })),
        name: fc.string({ maxLength: 8 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(given, (list) => {
        const rows = list.map((one, index) => ({ ...one, line: index + 1 }));
        const { recipients, excluded } = checkRecipients(rows);
        expect(recipients.length + excluded.length).toBe(rows.length);
        expect(new Set(recipients.map(({ twitterId }) => twitterId)).size).toBe(recipients.length);
        expect(new Set(recipients.map(({ handle }) => handle.toLowerCase())).size).toBe(recipients.length);
      }),
    );
  });
});
