import type { Clock, DeskStore, NetworkClient, NetworkRecord, PageOutcome } from '../ports.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';

const AT_ONCE = 100;
const EMPTY_PAGE = new TextEncoder().encode('[]');

/**
 * Corrections wait for the row they correct. Once the stream is read to its end, what is still missing is asked for
 * by its id; what the network does not know either is given up, and its corrections speak for themselves. A row found
 * this way may itself correct another, so it goes on until nothing new is missing.
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
  const asked = new Set<string>();
  let released = 0;
  for (;;) {
    const missing = await store.read.missingOriginals({ networkId, limit: AT_ONCE });
    const unasked = missing.filter((id) => !asked.has(id));
    for (const transactionId of unasked) {
      asked.add(transactionId);
      const body = await client.transactionById({ transactionId, signal }).catch(emptyIfUnknown);
      const page = { networkId, cursorBefore: '', body, receivedAt: clock(), purpose: 'lookup' } as const;
      const outcome = await store.write.commitPage(page);
      if (outcome.kind === 'committed') parts.onPage(outcome);
    }
    const still = await store.read.missingOriginals({ networkId, limit: AT_ONCE });
    const originals = still.filter((id) => asked.has(id));
    if (originals.length > 0) {
      await store.write.releaseCorrections({ networkId, originals, now: clock() });
      released += originals.length;
    }
    if (originals.length === 0 && unasked.length === 0) return { released };
  }
}

function emptyIfUnknown(error: unknown): Uint8Array {
  if (error instanceof NetworkFault && error.kind === 'not_found') return EMPTY_PAGE.slice();
  throw error;
}
