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

/** Adds up both sides by currency and tells the difference cause by cause. */
export function tieOut(shares: readonly Share[]): readonly SideTotals[] {
  const sums = new Map<string, { here: number; there: number; causes: Map<ReconcileCause, number> }>();
  const of = (currency: string): { here: number; there: number; causes: Map<ReconcileCause, number> } => {
    const known = sums.get(currency);
    if (known) return known;
    const made = { here: 0, there: 0, causes: new Map<ReconcileCause, number>() };
    sums.set(currency, made);
    return made;
  };
  for (const { here, there, cause } of shares) {
    for (const [money, sign] of [
      [here, -1],
      [there, 1],
    ] as const) {
      if (money === null) continue;
      const sum = of(money.currency);
      if (sign < 0) sum.here += money.amount;
      else sum.there += money.amount;
      if (cause !== null) sum.causes.set(cause, (sum.causes.get(cause) ?? 0) + sign * money.amount);
    }
  }
  return [...sums]
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
