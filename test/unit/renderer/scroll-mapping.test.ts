import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  elementHeight,
  HEIGHT_CAP,
  isStretched,
  lastOffset,
  offsetOfScroll,
  offsetShowing,
  rowsAt,
  scrollOfOffset,
  type ScrollShape,
} from '#renderer/ui/table/scroll-mapping.ts';

/** The highest element of Chromium, in CSS pixels, at a display scale (performance.md B.4). */
const browserLimit = (scale: number): number => Math.floor(33_554_428 / scale);

const shape: fc.Arbitrary<ScrollShape> = fc.record({
  count: fc.integer({ min: 1, max: 3_000_000 }),
  rowHeight: fc.constant(32),
  viewport: fc.integer({ min: 64, max: 2000 }),
});

const million: ScrollShape = { count: 1_000_000, rowHeight: 32, viewport: 600 };

/** The scroll positions an element can take are whole device pixels. */
const devicePixel = (scrollTop: number, scale: number): number => Math.round(scrollTop * scale) / scale;

const seenWhole = (row: number, offset: number, { rowHeight, viewport }: ScrollShape): boolean =>
  row * rowHeight >= offset && (row + 1) * rowHeight <= offset + viewport;

describe('scroll mapping', () => {
  it.each([1, 1.25, 1.5, 2, 3])('keeps the element within what a browser can draw at scale %s', (scale) => {
    fc.assert(fc.property(shape, (any) => elementHeight(any) <= browserLimit(scale)));
    expect(elementHeight(million)).toBe(HEIGHT_CAP);
  });

  it.each([1, 2])('reaches every row by a scroll position of whole device pixels at scale %s', (scale) => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 1, noNaN: true }), (any, part) => {
        const row = Math.floor(part * (any.count - 1));
        const wanted = offsetShowing(row, 0, any);
        const offset = offsetOfScroll(devicePixel(scrollOfOffset(wanted, any), scale), any);
        const { first, end } = rowsAt(offset, any, 0);
        expect(row).toBeGreaterThanOrEqual(first);
        expect(row).toBeLessThan(end);
      }),
    );
  });

  it('shows the last row whole at the end and the first at the start', () => {
    fc.assert(
      fc.property(shape, (any) => {
        const end = offsetOfScroll(elementHeight(any) - any.viewport, any);
        expect(end).toBe(lastOffset(any));
        if (any.count * any.rowHeight >= any.viewport) expect(seenWhole(any.count - 1, end, any)).toBe(true);
        expect(offsetOfScroll(0, any)).toBe(0);
      }),
    );
  });

  it('is monotone: scrolling down never goes up', () => {
    fc.assert(
      fc.property(shape, fc.nat(HEIGHT_CAP), fc.nat(HEIGHT_CAP), (any, one, other) => {
        const [upper, lower] = one < other ? [one, other] : [other, one];
        expect(offsetOfScroll(upper, any)).toBeLessThanOrEqual(offsetOfScroll(lower, any));
      }),
    );
  });

  it('comes back to the same row from its own scroll position', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 1, noNaN: true }), (any, part) => {
        const offset = Math.round(part * lastOffset(any));
        expect(Math.abs(offsetOfScroll(scrollOfOffset(offset, any), any) - offset)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is the identity as long as the list fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 250_000 }), fc.nat(8_000_000), (count, scrollTop) => {
        const fitting = { count, rowHeight: 32, viewport: 600 };
        expect(isStretched(fitting)).toBe(false);
        expect(offsetOfScroll(scrollTop, fitting)).toBe(Math.min(scrollTop, lastOffset(fitting)));
      }),
    );
  });

  it('draws only rows that exist, and no more than are seen and their surroundings', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 1, noNaN: true }), (any, part) => {
        const { first, end } = rowsAt(part * lastOffset(any), any, 8);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(any.count);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(any.viewport / any.rowHeight) + 1 + 16);
      }),
    );
  });

  it('moves as little as needed to show a row', () => {
    expect(offsetShowing(5, 100, million)).toBe(100);
    expect(offsetShowing(2, 100, million)).toBe(64);
    expect(offsetShowing(30, 100, million)).toBe(31 * 32 - 600);
    expect(offsetShowing(999_999, 0, million)).toBe(32_000_000 - 600);
  });
});
