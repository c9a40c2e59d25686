import { describe, expect, it } from 'vitest';
import { whereOf } from '#main/cli/commands/calls-export.ts';
import { readWords, UsageError } from '#main/cli/command.ts';
import { columnTitle, fieldColumn } from '#shared/domain/call-columns.ts';

describe('--where', () => {
  it('takes columns, custom fields by name, alternatives and calls without a value', () => {
    const words = readWords(
      [
        '--where',
        'ad_copy=B: 24 hours & 20% off',
        '--where=ad_copy=A=b',
        '--where',
        'order=yes',
        '--where',
        'field.number=1',
        '--where',
        'twitter_id=',
      ],
      { where: 'texts' },
    );
    expect(whereOf(words.texts('where'))).toEqual([
      { column: 'field.ad_copy', values: ['B: 24 hours & 20% off', 'A=b'] },
      { column: 'order', values: ['yes'] },
      { column: 'field.number', values: ['1'] },
      { column: 'field.twitter_id', values: [''] },
    ]);
  });

  it('refuses what is no condition', () => {
    for (const spoilt of ['ad_copy', '=x']) expect(() => whereOf([spoilt])).toThrow(UsageError);
  });
});

describe('a column’s name in a file', () => {
  it('is the field’s own, unless a standard column has it', () => {
    expect([fieldColumn('ad_copy'), fieldColumn('number'), 'number'].map(columnTitle)).toEqual([
      'ad_copy',
      'field.number',
      'number',
    ]);
  });
});
