import type { CatalogueReadings } from '../numbers/catalogue-readings.ts';
import type { PageAhead, PageOutcome, TransactionPage } from '../ports/call-log-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { NetworkClient } from '../ports/network-client.ts';
import type { NetworkRecord } from '../ports/network-record.ts';
import type { Scheduler } from '../scheduler.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { findMissingOriginals } from './missing-originals.ts';
import { pageStream } from './page-stream.ts';
import { refreshCatalogue } from './refresh-catalogue.ts';
import type { SyncTally } from './sync-tally.ts';
import { turnFault } from './turn-fault.ts';
import type { TurnFault } from './turn-fault.ts';

/** The most rows the Transactions API gives in one page (invoca.md 4.2). */
const PAGE_LIMIT = 4000;
const MOST_STALE_PAGES = 3;

/** What a turn works with. */
export interface TurnParts {
  readonly store: DeskStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly tally: SyncTally;
  readonly signal: AbortSignal;
  readonly onProgress: (done: { readonly transactions: number; readonly pages: number }) => void;
  readonly onChange: (topics: readonly ChangeTopic[]) => void;
  readonly pageLimit?: number;
  /** Shared with whoever else reads catalogues. */
  readonly readings?: CatalogueReadings;
}

/** How a turn ended. Whatever the fault, the pages before it are stored and the next turn goes on after them. */
export interface TurnEnd {
  readonly fault: TurnFault | null;
  readonly warnings: readonly string[];
}

type Committed = Extract<PageOutcome, { kind: 'committed' }>;

/**
 * One network's turn: names when they are old, then pages of calls until none is left, then the originals that
 * corrections wait for. A failing catalogue is a warning and never keeps calls away. Ends at once, without loss, when
 * the signal aborts. Never throws.
 */
export async function syncNetwork(
  network: NetworkRecord,
  client: NetworkClient,
  parts: TurnParts,
): Promise<TurnEnd> {
  const { store, clock, log, onChange } = parts;
  const warnings: string[] = [];
  const stopCatalogue = new AbortController();
  const catalogueSignal = AbortSignal.any([parts.signal, stopCatalogue.signal]);
  const catalogue = refreshCatalogue({ ...parts, network, client, signal: catalogueSignal });
  const named = catalogue.done.then(
    (saved) => saved && onChange(['catalogue', 'conversions']),
    (error: unknown) => {
      const { kind, message } = turnFault(error);
      if (kind === 'cancelled') return;
      log.warn(`${network.name}: names of partners, offers and numbers could not be read: ${message}`);
      warnings.push(`Names of partners, offers and numbers of ${network.name} could not be read. ${message}`);
    },
  );
  let fault: TurnFault | null = null;
  try {
    await catalogue.headStart;
    await readStream(network, client, parts, warnings);
    const { released } = await findMissingOriginals({
      ...parts,
      network,
      client,
      onPage: (page) => take(page, parts),
    });
    if (released > 0) {
      onChange(['conversions', 'deliveries']);
      warnings.push(
        `${released} corrections of ${network.name} name a transaction it does not know; they stand alone.`,
      );
    }
  } catch (error) {
    fault = turnFault(error);
    stopCatalogue.abort();
    if (fault.kind === 'local') log.error(`${network.name}: what was received could not be stored.`, error);
    else if (fault.kind !== 'cancelled') log.warn(`${network.name}: ${fault.message}`);
  }
  await named;
  if (fault?.kind !== 'cancelled') await recordEnd(network, fault, store, clock, log);
  return { fault, warnings };
}

async function readStream(
  network: NetworkRecord,
  client: NetworkClient,
  parts: TurnParts,
  warnings: string[],
): Promise<void> {
  const { store, clock, signal } = parts;
  const commit = async (
    content: PageAhead,
    page: Pick<TransactionPage, 'networkId' | 'cursorBefore' | 'receivedAt'>,
  ): Promise<PageOutcome> => {
    if (content.kind === 'unreadable') return content;
    if (content.kind === 'ahead') return store.write.commitAhead({ ...page, ahead: content });
    return store.write.commitPage({ ...page, body: content.body, purpose: 'stream' });
  };
  const stream = pageStream({
    network,
    client,
    ahead: store.read,
    limit: parts.pageLimit ?? PAGE_LIMIT,
    signal,
    log: parts.log,
  });
  let { cursor } = network;
  let [transactions, pages, stale] = [0, 0, 0];
  try {
    for (;;) {
      const { content, next } = await stream.page(cursor);
      if (signal.aborted) throw new NetworkFault('cancelled', 'Syncing was cancelled.');
      if (next !== null && next !== cursor) stream.expect(next);
      const outcome = await commit(content, {
        networkId: network.id,
        cursorBefore: cursor,
        receivedAt: clock(),
      });
      if (outcome.kind === 'unreadable') {
        throw new NetworkFault(
          'unreadable',
          `The calls of ${network.name} cannot be read. ${outcome.reason}`,
        );
      }
      if (outcome.kind === 'stale') {
        stale += 1;
        cursor = await cursorOf(network, store, stale);
        continue;
      }
      take(outcome, parts);
      if (outcome.rows === 0) return;
      transactions += outcome.rows;
      pages += 1;
      parts.onProgress({ transactions, pages });
      if (outcome.cursor === cursor) {
        warnings.push(
          `The last page of ${network.name} has no row with a readable id; it is read again next time.`,
        );
        return;
      }
      ({ cursor } = outcome);
    }
  } finally {
    await stream.end();
  }
}

function take(page: Committed, parts: TurnParts): void {
  parts.tally.add(page);
  if (page.fresh > 0 || page.unparsed > 0) parts.onChange(['conversions']);
  if (page.owed > 0) parts.onChange(['deliveries']);
}

/** Another writer moved the cursor; the store's own is the one to go on from. */
async function cursorOf(network: NetworkRecord, store: DeskStore, stale: number): Promise<string> {
  const stored = (await store.read.networks()).find(({ id }) => id === network.id);
  if (stored && stale <= MOST_STALE_PAGES) return stored.cursor;
  const why = stored ? 'is being synced by someone else' : 'was removed';
  throw new NetworkFault('cancelled', `${network.name} ${why}.`);
}

async function recordEnd(
  network: NetworkRecord,
  fault: TurnFault | null,
  store: DeskStore,
  clock: Clock,
  log: EngineLog,
): Promise<void> {
  try {
    await store.write.recordSync({ networkId: network.id, at: clock(), error: fault?.message ?? null });
  } catch (error) {
    log.error(`${network.name}: how syncing ended could not be recorded.`, error);
  }
}
