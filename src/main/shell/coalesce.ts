/** Gathers what comes in a short while into one call, so that a busy engine does not flood the window. */
export interface Gatherer<T> {
  add(...items: readonly T[]): void;
  stop(): void;
}

/** The first item is passed on at once, what follows within `quietMs` together at its end, without repeats. */
export function gather<T>(quietMs: number, pass: (items: ReadonlySet<T>) => void): Gatherer<T> {
  let waiting = new Set<T>();
  let timer: NodeJS.Timeout | null = null;

  const flush = (): void => {
    timer = null;
    if (waiting.size === 0) return;
    const items = waiting;
    waiting = new Set();
    timer = setTimeout(flush, quietMs);
    pass(items);
  };
  return {
    add(...items) {
      for (const item of items) waiting.add(item);
      if (timer === null) flush();
    },
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
      waiting.clear();
    },
  };
}
