import type { PageOutcome } from '../ports/call-log-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { NetworkClient } from '../ports/network-client.ts';
import type { NetworkRecord } from '../ports/network-record.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';

const AT_ONCE = 100;
const EMPTY_PAGE = new TextEncoder().encode('[]');

/** How long a correction waits for its original, in milliseconds, although the network does not know it. */
export const CORRECTION_PATIENCE_MS = 24 * 60 * 60 * 1000;

/**
 * Corrections wait for the row they correct. Once the stream is read to its end, what is still missing is asked for
 * by its id. A row found this way may itself correct another, so it goes on until nothing new is missing. What the
 * network does not know for a day is given up, and its corrections speak for themselves.
 * @throws NetworkFault when the network cannot be asked; nothing is given up then
 */
export async function findMissingOriginals(parts: {
  readonly network: NetworkRecord;
  readonly client: NetworkClient;
  readonly store: DeskStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onPage: (outcome: Extract<PageOutcome, { kind: 'committed' }>) => void;
}): Promise<{ readonly released: number }> {
  const { client, store, clock, signal } = parts;
  const networkId = parts.network.id;
  const missing = (): Promise<readonly string[]> =>
    store.read.missingOriginals({ networkId, limit: AT_ONCE });
  const asked = new Set<string>();
  for (;;) {
    const unasked = (await missing()).filter((id) => !asked.has(id));
    if (unasked.length === 0) break;
    for (const transactionId of unasked) {
      asked.add(transactionId);
      const body = await client.transactionById({ transactionId, signal }).catch(emptyIfUnknown);
      const page = { networkId, cursorBefore: '', body, receivedAt: clock(), purpose: 'lookup' } as const;
      const outcome = await store.write.commitPage(page);
      if (outcome.kind === 'committed') parts.onPage(outcome);
    }
  }
  const originals = await missing();
  if (originals.length === 0) return { released: 0 };
  const now = clock();
  await store.write.releaseCorrections({
    networkId,
    originals,
    waitingSince: now - CORRECTION_PATIENCE_MS,
    now,
  });
  const still = new Set(await missing());
  return { released: originals.filter((id) => !still.has(id)).length };
}

function emptyIfUnknown(error: unknown): Uint8Array {
  if (error instanceof NetworkFault && error.kind === 'not_found') return EMPTY_PAGE.slice();
  throw error;
}
