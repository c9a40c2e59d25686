import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * How wide an element is inside, in CSS pixels; null until it was measured. It is measured only while somebody wants to know: the
 * browser must lay out the page at once for that.
 */
export function useWidth(element: RefObject<HTMLElement | null>, wanted: boolean): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current || !wanted) return;
    const measure = (): void => setWidth(current.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, wanted]);
  return width;
}
