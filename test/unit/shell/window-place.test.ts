import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closingMeans } from '#main/shell/window/closing.ts';
import { openingPlace, SMALLEST } from '#main/shell/window/window-place.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const BESIDE = { x: 1440, y: 0, width: 2560, height: 1400 };

describe('openingPlace', () => {
  test('opens where it was, on whichever display that is', () => {
    const place = { x: 1700, y: 200, width: 1500, height: 900, maximised: false };
    expect(openingPlace(place, [LAPTOP, BESIDE])).toEqual({ x: 1700, y: 200, width: 1500, height: 900 });
  });

  test('comes back to the first display when its own is gone, fitted to it', () => {
    const place = { x: 1700, y: 200, width: 2400, height: 1300, maximised: false };
    expect(openingPlace(place, [LAPTOP])).toEqual({ x: 0, y: 25, width: 1440, height: 875 });
  });

  test('opens in the middle the first time', () => {
    expect(openingPlace(null, [LAPTOP])).toEqual({ x: 40, y: 33, width: 1360, height: 860 });
  });

  test('can always be taken hold of and is never smaller than every screen needs', () => {
    const coordinate = fc.integer({ min: -10_000, max: 10_000 });
    const size = fc.integer({ min: 1, max: 10_000 });
    const place = fc.record({
      x: coordinate,
      y: coordinate,
      width: size,
      height: size,
      maximised: fc.boolean(),
    });
    const displays = fc.constantFrom([LAPTOP], [LAPTOP, BESIDE], [BESIDE, LAPTOP]);
    fc.assert(
      fc.property(fc.option(place), displays, (remembered, areas) => {
        const opened = openingPlace(remembered, areas);
        expect(opened.width).toBeGreaterThanOrEqual(SMALLEST.width);
        expect(opened.height).toBeGreaterThanOrEqual(SMALLEST.height);
        const reachable = areas.some(
          (area) =>
            opened.y >= area.y &&
            opened.y < area.y + area.height &&
            Math.min(opened.x + opened.width, area.x + area.width) - Math.max(opened.x, area.x) >= 80,
        );
        expect(reachable).toBe(true);
      }),
    );
  });
});

describe('closingMeans', () => {
  const now = { platform: 'linux', quitting: false, closeToTray: true, trayShown: true };
  test.each([
    ['hides into a tray that can be seen', {}, 'hide'],
    ['never hides where no tray is seen', { trayShown: false }, 'minimise'],
    ['quits where the person does not want the tray', { closeToTray: false }, 'quit'],
    ['quits when the app is quitting', { quitting: true }, 'quit'],
    ['hides on macOS, tray or not', { platform: 'darwin', trayShown: false, closeToTray: false }, 'hide'],
    ['quits on macOS when the app is quitting', { platform: 'darwin', quitting: true }, 'quit'],
    ['is the same on Windows as on Linux', { platform: 'win32', trayShown: false }, 'minimise'],
  ] as const)('%s', (_what, change, meaning) => {
    expect(closingMeans({ ...now, ...change })).toBe(meaning);
  });
});
