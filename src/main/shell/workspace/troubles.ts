import type { DeskStore } from '#main/engine/ports.ts';

/** How many deliveries need a person, for the tray; none without a workspace. */
export async function countTroubles(store: DeskStore | null): Promise<number> {
  if (store === null) return 0;
  const counts = await store.read.deliveryCounts();
  return counts.needs_person + counts.exhausted + counts.stopped;
}
