import { ask } from '#renderer/state/desk-client.ts';
import type { ConversionFilter, ConversionRow } from '#shared/ipc/conversions.ts';
import type { DecisionConflict } from '#shared/ipc/decisions.ts';

/** The queues of the review, in the order of their tabs. */
export const QUEUES = ['all', 'conflicts', 'unknown', 'pending'] as const;
export type QueueName = (typeof QUEUES)[number];

/** One conversion that needs a person, and why. */
export interface ReviewItem {
  readonly row: ConversionRow;
  readonly why: 'conflict' | 'unknown' | 'pending';
  readonly conflict: DecisionConflict | null;
}

/** A queue as it was when it was looked at: its first items, and how many there are. */
export interface ReviewQueue {
  readonly items: readonly ReviewItem[];
  readonly count: number;
}

const AT_MOST = 200;
const OLDEST_FIRST = { by: 'call_started_at', descending: false } as const;

/** Pending conversions whose result is not known. */
export const UNKNOWN_FILTER: ConversionFilter = { statuses: ['pending'], unknownResult: true };

/** Pending conversions of calls before an instant. */
export function pendingFilter(before: number): ConversionFilter {
  return { statuses: ['pending'], to: before };
}

/** Asks what needs a person: conflicts first, then unknown results, then what waits, oldest first. */
export async function loadQueue(name: QueueName, pendingBefore: number): Promise<ReviewQueue> {
  const wants = (part: QueueName): boolean => name === 'all' || name === part;
  const nothing: ReviewQueue = { items: [], count: 0 };
  const [conflicts, unknown, pending] = await Promise.all([
    wants('conflicts') ? conflictItems() : nothing,
    wants('unknown') ? filtered(UNKNOWN_FILTER, 'unknown') : nothing,
    wants('pending') ? filtered(pendingFilter(pendingBefore), 'pending') : nothing,
  ]);
  const seen = new Set<number>();
  const items = [...conflicts.items, ...unknown.items, ...pending.items].filter(({ row }) => {
    if (seen.has(row.id)) return false;
    seen.add(row.id);
    return true;
  });
  const whole = [conflicts, unknown, pending].every((part) => part.items.length === part.count);
  const count = whole ? items.length : conflicts.count + unknown.count + pending.count;
  return { items, count };
}

async function conflictItems(): Promise<ReviewQueue> {
  const { count, rows } = await ask('decisions.conflicts', { after: 0, limit: AT_MOST });
  return { count, items: rows.map((conflict) => ({ row: conflict.row, why: 'conflict', conflict })) };
}

async function filtered(filter: ConversionFilter, why: 'unknown' | 'pending'): Promise<ReviewQueue> {
  const [{ rows }, { count }] = await Promise.all([
    ask('conversions.page', { filter, order: OLDEST_FIRST, index: 0, limit: AT_MOST }),
    ask('conversions.totals', { filter, order: OLDEST_FIRST }),
  ]);
  return { count, items: rows.map((row) => ({ row, why, conflict: null })) };
}
