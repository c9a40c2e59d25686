import { describe, expect, it } from 'vitest';
import { drawsWithoutCard } from '#main/shell/system/drawing.ts';

const DAY = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 2, 1);
const known = { electron: '33.2.1', at: now - DAY };

describe('drawing without a graphics card', () => {
  it('is begun with where none was found lately', () => {
    expect(drawsWithoutCard(known, '33.2.1', now)).toBe(true);
  });

  it.each([
    ['nothing is known', null, '33.2.1', now],
    ['it was another Electron that found none', known, '34.0.0', now],
    ['it was found a week ago', known, '33.2.1', known.at + 7 * DAY],
    ['the clock was put back since', known, '33.2.1', known.at - 8 * DAY],
  ])('is not begun with when %s', (_case, what, electron, at) => {
    expect(drawsWithoutCard(what, electron, at)).toBe(false);
  });
});
