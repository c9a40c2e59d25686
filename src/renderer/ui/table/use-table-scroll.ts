import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  clampOffset,
  isStretched,
  offsetOfScroll,
  offsetShowing,
  type RowRange,
  rowsAt,
  scrollOfOffset,
  type ScrollShape,
} from './scroll-mapping.ts';

/** Rows drawn beyond what is seen, on either side. */
const ROWS_AROUND = 8;

export const ROW_HEIGHT = 32;
export const HEAD_HEIGHT = 30;

/** What is drawn: which rows, and how far down in the scrolled element the first of them stands. */
interface Drawn extends RowRange {
  readonly top: number;
  /** Only what is seen is drawn: the rows around it follow with the next frame, unless that shows others again. */
  readonly bare: boolean;
}

export interface TableScroll {
  readonly drawn: Drawn;
  /** How many rows are drawn at most. */
  readonly slots: number;
  readonly shape: ScrollShape;
  /** Scrolls as little as needed for the row to be seen. */
  readonly show: (row: number) => void;
  /** How many rows are seen whole. */
  readonly page: number;
  readonly offset: () => number;
}

/**
 * Maps the scroll position of the element to rows. Where the list is higher than an element may be, the wheel moves
 * by its own pixels and the scrollbar follows; dragging the scrollbar, or setting `scrollTop`, moves proportionally.
 */
export function useTableScroll(
  element: RefObject<HTMLElement | null>,
  count: number,
  begin: number,
): TableScroll {
  const [viewport, setViewport] = useState(600);
  const shape: ScrollShape = { count, rowHeight: ROW_HEIGHT, viewport };
  const latest = useRef(shape);
  const offset = useRef(begin);
  const placed = useRef(-1);
  const [drawn, setDrawn] = useState<Drawn>(() => drawnAt(begin, 0, shape));

  const draw = useCallback((scrollTop: number) => {
    const next = drawnAt(offset.current, scrollTop, latest.current);
    setDrawn((last) => {
      if (last.first === next.first && last.end === next.end && last.top === next.top) return last;
      // Where no row stays, all of them are made anew: a frame has time for those that are seen.
      const stays = next.first < last.end && last.first < next.end;
      return stays ? next : drawnAt(offset.current, scrollTop, latest.current, 0);
    });
  }, []);
  useEffect(() => {
    if (!drawn.bare) return;
    const frame = requestAnimationFrame(() => draw(placed.current));
    return () => cancelAnimationFrame(frame);
  }, [drawn, draw]);

  const moveTo = useCallback(
    (next: number) => {
      const scroller = element.current;
      if (!scroller) return;
      offset.current = clampOffset(next, latest.current);
      scroller.scrollTop = scrollOfOffset(offset.current, latest.current);
      placed.current = scroller.scrollTop;
      draw(placed.current);
    },
    [draw, element],
  );

  useLayoutEffect(() => {
    latest.current = { count, rowHeight: ROW_HEIGHT, viewport };
    // A new list stands at its top already, and to ask where it stands would have the page laid out at once.
    if (placed.current === -1 && offset.current === 0) placed.current = 0;
    else moveTo(offset.current);
  }, [count, viewport, moveTo]);

  useEffect(() => {
    const scroller = element.current;
    if (!scroller) return;
    const onScroll = (): void => {
      const { scrollTop } = scroller;
      if (!isStretched(latest.current) || Math.abs(scrollTop - placed.current) > 0.5) {
        offset.current = offsetOfScroll(scrollTop, latest.current);
      }
      placed.current = scrollTop;
      draw(scrollTop);
    };
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0 || !isStretched(latest.current)) return;
      event.preventDefault();
      scroller.scrollLeft += event.deltaX;
      moveTo(offset.current + Math.round(wheelPixels(event, latest.current.viewport)));
    };
    const watch = new ResizeObserver(() =>
      setViewport(Math.max(ROW_HEIGHT, scroller.clientHeight - HEAD_HEIGHT)),
    );
    watch.observe(scroller);
    scroller.addEventListener('scroll', onScroll, { passive: true });
    scroller.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      watch.disconnect();
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('wheel', onWheel);
    };
  }, [draw, element, moveTo]);

  const show = useCallback(
    (row: number) => {
      const next = offsetShowing(row, offset.current, latest.current);
      if (next !== offset.current) moveTo(next);
    },
    [moveTo],
  );
  const offsetNow = useCallback(() => offset.current, []);
  const page = Math.max(1, Math.floor(viewport / ROW_HEIGHT));
  return { drawn, slots: page + 2 + 2 * ROWS_AROUND, shape, show, page, offset: offsetNow };
}

function drawnAt(offset: number, scrollTop: number, shape: ScrollShape, around = ROWS_AROUND): Drawn {
  const range = rowsAt(offset, shape, around);
  const top = isStretched(shape)
    ? Math.round(scrollTop - offset + range.first * shape.rowHeight)
    : range.first * shape.rowHeight;
  return { ...range, top, bare: around === 0 };
}

function wheelPixels(event: WheelEvent, viewport: number): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return event.deltaY * ROW_HEIGHT;
  return event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? event.deltaY * viewport : event.deltaY;
}
