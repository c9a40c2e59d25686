import type { ConversionSums } from '#shared/ipc/offers.ts';
import type { CountedMark, ListedMarks } from '../conversions/marks.ts';

type Counts = { pending: number; approved: number; rejected: number };
type Sums = Map<string, { currency: string; payout: number; revenue: number }>;

/** What the list counts of every offer or partner of a network, from the tallies the list keeps. */
export interface SumsByRecord {
  /** Of records of the trade by network and id; several count together. */
  readonly of: (keys: readonly { readonly networkId: number; readonly id: string }[]) => ConversionSums;
}

/** Counts by offer or by partner, made again only when the list has a new version. */
export function sumsBy(listed: () => ListedMarks, idOf: (mark: CountedMark) => string): () => SumsByRecord {
  let made: { readonly version: number; readonly sums: SumsByRecord } | null = null;
  return () => {
    const now = listed();
    if (made?.version !== now.version) made = { version: now.version, sums: summed(now, idOf) };
    return made.sums;
  };
}

function summed({ all }: ListedMarks, idOf: (mark: CountedMark) => string): SumsByRecord {
  const byKey = new Map<string, CountedMark[]>();
  for (const mark of all) {
    const key = `${mark.line.networkId}\n${idOf(mark)}`;
    const before = byKey.get(key);
    if (before) before.push(mark);
    else byKey.set(key, [mark]);
  }
  return {
    of: (keys) => {
      const counts: Counts = { pending: 0, approved: 0, rejected: 0 };
      const sums: Sums = new Map();
      for (const key of new Set(keys.map(({ networkId, id }) => `${networkId}\n${id}`))) {
        for (const { status, count, payout, revenue, line } of byKey.get(key) ?? []) {
          counts[status] += count;
          const { currency } = line;
          const before = sums.get(currency) ?? { currency, payout: 0, revenue: 0 };
          sums.set(currency, {
            currency,
            payout: before.payout + payout,
            revenue: before.revenue + revenue,
          });
        }
      }
      return { counts, sums: [...sums.values()] };
    },
  };
}
