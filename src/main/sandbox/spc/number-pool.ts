import type { SpcPhoneNumber } from './spc-refusal.ts';

/** The numbers of one campaign: free, or taken until their rest is over. Instants in ms since 1970. */
export interface NumberPool {
  readonly size: number;
  /** The number free for longest, now taken until `until`; undefined when all are taken or rest. */
  take(now: number, until: number): SpcPhoneNumber | undefined;
  /** Lets a taken number be free earlier. */
  freeAt(number: SpcPhoneNumber, until: number): void;
  /** How many are free at an instant. */
  freeCount(now: number): number;
  /** When the next number comes free; undefined for an empty pool. */
  nextFree(): number | undefined;
}

interface Taken {
  readonly number: SpcPhoneNumber;
  readonly until: number;
}

/** Makes a pool in which all numbers are free. A number is handed out again only after all that were free before it. */
export function createNumberPool(numbers: readonly SpcPhoneNumber[]): NumberPool {
  const free = [...numbers];
  const taken: Taken[] = [];

  function insert(entry: Taken): void {
    let low = 0;
    let high = taken.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((taken[middle]?.until ?? 0) <= entry.until) low = middle + 1;
      else high = middle;
    }
    taken.splice(low, 0, entry);
  }

  function bringBack(now: number): void {
    while ((taken[0]?.until ?? Number.POSITIVE_INFINITY) <= now) {
      const over = taken.shift();
      if (over !== undefined) free.push(over.number);
    }
  }

  return {
    size: numbers.length,
    take(now, until) {
      bringBack(now);
      const number = free.shift();
      if (number !== undefined) insert({ number, until });
      return number;
    },
    freeAt(number, until) {
      const place = taken.findIndex((entry) => entry.number === number);
      if (place === -1) return;
      taken.splice(place, 1);
      insert({ number, until });
    },
    freeCount(now) {
      bringBack(now);
      return free.length;
    },
    nextFree: () => taken[0]?.until,
  };
}
