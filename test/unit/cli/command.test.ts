import { describe, expect, it } from 'vitest';
import { instantOption, readWords, UsageError, wholeNumberOption } from '#main/cli/command.ts';

describe('the words of a call', () => {
  it('reads options wherever they stand, and positional words', () => {
    const words = readWords(['--name', 'Leadtrust', 'paid', '--once'], { name: 'text', once: 'flag' }, 1);
    expect(words.required('name')).toBe('Leadtrust');
    expect(words.flag('once')).toBe(true);
    expect(words.positionals).toEqual(['paid']);
    expect(words.text('name')).toBe('Leadtrust');
  });

  it.each([
    [['--nmae', 'x'], /nmae/],
    [['--name'], /name/],
    [['a', 'b'], /Unexpected word “b”/],
  ])('refuses %j and says why', (words, why) => {
    expect(() => readWords(words, { name: 'text' }, 1)).toThrow(UsageError);
    expect(() => readWords(words, { name: 'text' }, 1)).toThrow(why);
  });

  it('refuses an option that is there but empty', () => {
    expect(() => readWords(['--name', ' '], { name: 'text' }).text('name')).toThrow(/--name needs a value/);
  });

  it('names what is missing', () => {
    expect(() => readWords([], { out: 'text' }).required('out')).toThrow(/--out is missing/);
  });
});

describe('instants of options', () => {
  it.each([
    ['2026-05-14', Date.UTC(2026, 4, 14)],
    ['2026-05-14T09:02:41Z', Date.UTC(2026, 4, 14, 9, 2, 41)],
    ['2026-05-14T09:02-07:00', Date.UTC(2026, 4, 14, 16, 2)],
  ])('reads %s', (text, instant) => {
    expect(instantOption('from', text)).toBe(instant);
  });

  it.each(['yesterday', '2026-13-40', '2026-05-14T09:02:41', '14.05.2026', ''])('refuses %j', (text) => {
    expect(() => instantOption('from', text)).toThrow(UsageError);
  });
});

describe('whole numbers of options', () => {
  it('takes what lies within the bounds', () => {
    expect(wholeNumberOption('port', '0', 0, 65_535)).toBe(0);
  });

  it.each(['-1', '1.5', '65536', 'abc', '0x10'])('refuses %s', (text) => {
    expect(() => wholeNumberOption('port', text, 0, 65_535)).toThrow(/whole number from 0 to 65535/);
  });
});
