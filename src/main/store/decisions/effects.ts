import type { ChangeEffect } from '#main/engine/ports/decision-store.ts';
import { sameWord } from '#shared/domain/decision.ts';
import type { Word } from '#shared/domain/decision.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import { owedDeliveries } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { oweChanges } from './owe-changes.ts';
import type { SaidChange } from './owe-changes.ts';

/** One conversion, or several that stand alike, as a preview counts them. */
export interface CountedChange {
  readonly count: number;
  readonly currency: string;
  readonly before: Word;
  readonly after: Word;
  readonly conflict: boolean;
}

type Counts = Record<ConversionStatus, number>;

/** Adds up what a change would do, without what it would owe. `payout` of a word is the sum over `count` conversions. */
export function countedEffect(
  changes: readonly CountedChange[],
): Omit<ChangeEffect, 'postbacks' | 'example' | 'postbacksUnseen'> {
  const before: Counts = { pending: 0, approved: 0, rejected: 0 };
  const after: Counts = { pending: 0, approved: 0, rejected: 0 };
  const money = new Map<string, { before: number; after: number }>();
  let count = 0;
  let changed = 0;
  let conflicts = 0;
  for (const change of changes) {
    count += change.count;
    if (!sameWord(change.before, change.after)) changed += change.count;
    if (change.conflict) conflicts += change.count;
    before[change.before.status] += change.count;
    after[change.after.status] += change.count;
    const sum = money.get(change.currency) ?? { before: 0, after: 0 };
    if (change.before.status === 'approved') sum.before += change.before.payout;
    if (change.after.status === 'approved') sum.after += change.after.payout;
    money.set(change.currency, sum);
  }
  const sums = [...money].map(([currency, sum]) => ({ currency, ...sum }));
  return { count, changed, conflicts, before, after, money: sums, currencies: [...money.keys()] };
}

/** Tells what changes would owe, owing nothing. Templates are looked up anew each time. */
export function owedPreview(
  db: Sqlite,
): (
  changes: readonly SaidChange[],
  most: number,
) => Pick<ChangeEffect, 'postbacks' | 'example' | 'postbacksUnseen'> {
  const owed = owedDeliveries(db);
  const owing = oweChanges(db, owed);
  return (changes, most) => {
    owed.forget();
    const telling = changes.filter(({ before, after }) => owed.possible(before, after));
    const counts = new Map<string, number>();
    let example: ChangeEffect['example'] = null;
    for (const conversion of owing.told(telling.slice(0, most))) {
      for (const delivery of owed.wouldOwe(conversion)) {
        counts.set(delivery.receiver, (counts.get(delivery.receiver) ?? 0) + 1);
        example ??= delivery;
      }
    }
    return {
      postbacks: [...counts].map(([receiver, count]) => ({ receiver, count })),
      example,
      postbacksUnseen: Math.max(0, telling.length - most),
    };
  };
}
