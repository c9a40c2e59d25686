import type { ReplayItem } from '#shared/ipc/replays.ts';

/** Whether the new request is the one of then. */
export function isSameRequest({ before, after }: Pick<ReplayItem, 'before' | 'after'>): boolean {
  return before.method === after.method && before.url === after.url && before.body === after.body;
}
