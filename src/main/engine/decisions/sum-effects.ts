import type { ChangePreview } from '#shared/ipc/decisions.ts';
import type { ChangeEffect } from '../ports/decision-store.ts';

/** What many conversions would say after a change, out of what some at a time would. */
export function summedEffects(effects: readonly ChangeEffect[]): ChangePreview & {
  readonly conflicts: number;
  readonly currencies: string[];
} {
  const preview = {
    count: 0,
    changed: 0,
    conflicts: 0,
    before: { pending: 0, approved: 0, rejected: 0 },
    after: { pending: 0, approved: 0, rejected: 0 },
  };
  const money = new Map<string, { before: number; after: number }>();
  const receivers = new Map<string, number>();
  let unseen = 0;
  for (const effect of effects) {
    preview.count += effect.count;
    preview.changed += effect.changed;
    preview.conflicts += effect.conflicts;
    for (const status of ['pending', 'approved', 'rejected'] as const) {
      preview.before[status] += effect.before[status];
      preview.after[status] += effect.after[status];
    }
    for (const { currency, before, after } of effect.money) {
      const sum = money.get(currency) ?? { before: 0, after: 0 };
      money.set(currency, { before: sum.before + before, after: sum.after + after });
    }
    for (const { receiver, count } of effect.postbacks) {
      receivers.set(receiver, (receivers.get(receiver) ?? 0) + count);
    }
    unseen += effect.postbacksUnseen;
  }
  return {
    ...preview,
    currencies: [...money.keys()],
    money: [...money].map(([currency, sum]) => ({ currency, ...sum })),
    postbacks: {
      count: [...receivers.values()].reduce((sum, count) => sum + count, 0),
      atLeast: unseen > 0,
      receivers: [...receivers]
        .map(([receiver, count]) => ({ receiver, count }))
        .toSorted((one, other) => other.count - one.count),
      example: effects.find(({ example }) => example !== null)?.example ?? null,
    },
  };
}
