import type { Money } from '../money.ts';
import type { ReconcileCause } from './sides.ts';

/** One call as both sides count it; null where a side does not. `cause` says why they differ, null when they do not. */
export interface Share {
  readonly here: Money | null;
  readonly there: Money | null;
  readonly cause: ReconcileCause | null;
}

/** What two sides count in one currency. `there - here` is the sum of `explained`, to the minor unit. */
export interface SideTotals {
  readonly currency: string;
  readonly here: number;
  readonly there: number;
  /** What the other side has more (or, below zero, less) for each cause; causes that come to nothing are left out. */
  readonly explained: readonly { readonly cause: ReconcileCause; readonly amount: number }[];
}

/** Adds up both sides by currency, call by call, and tells the difference cause by cause. */
export class TieOut {
  readonly #sums = new Map<string, Sum>();

  add({ here, there, cause }: Share): void {
    if (here !== null) this.#count('here', here, cause);
    if (there !== null) this.#count('there', there, cause);
  }

  totals(): readonly SideTotals[] {
    return [...this.#sums]
      .map(([currency, { here, there, causes }]) => ({
        currency,
        here,
        there,
        explained: [...causes]
          .map(([cause, amount]) => ({ cause, amount }))
          .filter(({ amount }) => amount !== 0)
          .toSorted((a, b) => a.cause.localeCompare(b.cause)),
      }))
      .toSorted((a, b) => a.currency.localeCompare(b.currency));
  }

  #count(side: 'here' | 'there', { amount, currency }: Money, cause: ReconcileCause | null): void {
    let sum = this.#sums.get(currency);
    if (!sum) {
      sum = { here: 0, there: 0, causes: new Map() };
      this.#sums.set(currency, sum);
    }
    sum[side] += amount;
    if (cause === null) return;
    sum.causes.set(cause, (sum.causes.get(cause) ?? 0) + (side === 'here' ? -amount : amount));
  }
}

interface Sum {
  here: number;
  there: number;
  readonly causes: Map<ReconcileCause, number>;
}
