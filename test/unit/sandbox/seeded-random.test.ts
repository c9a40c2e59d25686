import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '#main/sandbox/seeded-random.ts';

test('the same seed and labels draw the same, another label something else', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string(), (seed, label) => {
      const draw = (...labels: string[]): number[] => {
        const random = seededRandom(seed, ...labels);
        return Array.from({ length: 5 }, () => random.next());
      };
      expect(draw(label)).toEqual(draw(label));
      expect(draw(label)).not.toEqual(draw(label, 'more'));
    }),
  );
});

test('draws stay inside their bounds and reach both ends', () => {
  const random = seededRandom(3, 'dice');
  const throws = Array.from({ length: 600 }, () => random.whole(1, 6));
  expect(new Set(throws)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(Array.from({ length: 50 }, () => random.chance(0))).not.toContain(true);
  expect(Array.from({ length: 50 }, () => random.chance(1))).not.toContain(false);
});

test('shuffling keeps every item and leaves the input alone', () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8];
  const shuffled = seededRandom(9, 'cards').shuffled(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((left, right) => left - right)).toEqual(items);
});

test('nothing can be picked from nothing', () => {
  expect(() => seededRandom(1).pick([])).toThrow(RangeError);
});
