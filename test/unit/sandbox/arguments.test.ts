import { expect, test } from 'vitest';
import { BadPracticeArguments, readPracticeArguments } from '#main/sandbox/arguments.ts';

test('without words the process takes any port and a quiet network', () => {
  expect(readPracticeArguments([])).toEqual({
    network: { port: 0, seed: 1, pace: 0 },
    untilStdinCloses: false,
  });
});

test('every word is read', () => {
  const words = [
    '--port',
    '8123',
    '--seed',
    '7',
    '--calls',
    '20',
    '--pace=1.5',
    '--base',
    '2026-03-12T20:00:00Z',
    '--resume-after',
    'A1-B2',
    '--spc-rate=500',
    '--spc-pool=20',
    '--followers=10000',
    '--until-stdin-closes',
  ];
  expect(readPracticeArguments(words)).toEqual({
    network: {
      port: 8123,
      seed: 7,
      initialCalls: 20,
      pace: 1.5,
      base: Date.UTC(2026, 2, 12, 20),
      resumeAfter: 'A1-B2',
      spc: { rate: { perSecond: 500 }, followerPool: 20 },
      followers: { count: 10_000 },
    },
    untilStdinCloses: true,
  });
});

test.each([
  [['--port', '70000'], '--port'],
  [['--seed', 'x'], '--seed'],
  [['--calls', '-1'], 'calls'],
  [['--base', 'yesterday'], '--base'],
  [['--resume-after', 'not an id'], '--resume-after'],
  [['--spc-rate', '-1'], '--spc-rate'],
  [['--followers', 'many'], '--followers'],
  [['--colour', 'red'], '--colour'],
])('%j is refused by name', (words, name) => {
  expect(() => readPracticeArguments(words)).toThrow(BadPracticeArguments);
  expect(() => readPracticeArguments(words)).toThrow(name);
});
