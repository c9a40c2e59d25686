/**
 * From scroll position to row and back. A browser element is at most 33,554,428 px high at scale 1 and a third of
 * that at scale 3, so the element that is scrolled is capped and its position is stretched over the whole list.
 */

/** The highest the scrolled element ever is, in CSS pixels: safe up to scale 4 (33,554,428 / 4). */
export const HEIGHT_CAP = 8_000_000;

/** What the mapping depends on: how many rows there are, how high each is, and how much is seen at once (CSS px). */
export interface ScrollShape {
  readonly count: number;
  readonly rowHeight: number;
  readonly viewport: number;
}

/** Rows from `first` to before `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** How high the whole list would be. */
export const listHeight = (shape: ScrollShape): number => shape.count * shape.rowHeight;

/** How high the scrolled element is. */
export const elementHeight = (shape: ScrollShape): number => Math.min(listHeight(shape), HEIGHT_CAP);

/** Whether the list is higher than the element that stands for it. */
export const isStretched = (shape: ScrollShape): boolean => listHeight(shape) > HEIGHT_CAP;

/** The furthest the list can be scrolled. */
export const lastOffset = (shape: ScrollShape): number => Math.max(0, listHeight(shape) - shape.viewport);

const lastScrollTop = (shape: ScrollShape): number => Math.max(0, elementHeight(shape) - shape.viewport);

/** How far into the list a scroll position is, in pixels of the whole list. */
export function offsetOfScroll(scrollTop: number, shape: ScrollShape): number {
  const reach = lastScrollTop(shape);
  if (reach === 0) return 0;
  const within = Math.min(Math.max(scrollTop, 0), reach);
  return isStretched(shape) ? Math.round((within / reach) * lastOffset(shape)) : within;
}

/** The scroll position that stands for an offset into the list. */
export function scrollOfOffset(offset: number, shape: ScrollShape): number {
  const within = clampOffset(offset, shape);
  if (!isStretched(shape)) return within;
  return (within / lastOffset(shape)) * lastScrollTop(shape);
}

/** The nearest offset the list can be at. */
export function clampOffset(offset: number, shape: ScrollShape): number {
  return Math.min(Math.max(offset, 0), lastOffset(shape));
}

/** The rows to draw at an offset: those seen, and so many more on either side. */
export function rowsAt(offset: number, shape: ScrollShape, around: number): RowRange {
  const first = Math.floor(offset / shape.rowHeight) - around;
  const end = Math.ceil((offset + shape.viewport) / shape.rowHeight) + around;
  return { first: Math.max(0, Math.min(first, shape.count)), end: Math.max(0, Math.min(end, shape.count)) };
}

/** The offset nearest to the present one at which the row is seen whole. */
export function offsetShowing(row: number, offset: number, shape: ScrollShape): number {
  const top = row * shape.rowHeight;
  const bottom = top + shape.rowHeight;
  if (top < offset) return clampOffset(top, shape);
  if (bottom > offset + shape.viewport) return clampOffset(bottom - shape.viewport, shape);
  return offset;
}
