import type { CallLogReads, PageAhead } from '../ports/call-log-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { NetworkClient } from '../ports/network-client.ts';
import type { NetworkRecord } from '../ports/network-record.ts';

/** Smaller pages are read sooner than they are handed about. */
const LEAST_AHEAD_BYTES = 256 * 1024;

/** A page of the stream as it came, or as it was read ahead, with the cursor it probably leads to. */
export interface FetchedPage {
  readonly content: PageAhead;
  readonly next: string | null;
}

/** A page that is being fetched, or has been; it never rejects unobserved. */
interface Fetching {
  readonly cursor: string;
  readonly settled: Promise<FetchedPage | { readonly error: unknown } | 'lost'>;
  abandon(): void;
}

/** Pages one after the other, where the next may be on its way while the last is being stored. */
export interface PageStream {
  /** The page after the cursor; waits for the one on its way if it is the right one. @throws NetworkFault */
  page(cursor: string): Promise<FetchedPage>;
  /** Starts fetching the page that will probably be wanted next, and has a large one read ahead. */
  expect(cursor: string): void;
  /** Abandons what is on its way. Never throws. */
  end(): Promise<void>;
}

/** What pages are fetched with, and read ahead with. */
export interface PageStreamParts {
  readonly network: Pick<NetworkRecord, 'name' | 'currency' | 'user'>;
  readonly client: NetworkClient;
  readonly ahead: Pick<CallLogReads, 'readAhead' | 'endAhead'>;
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly log: EngineLog;
}

/** A stream over a client; a page fetched for a cursor that is not asked for in the end is thrown away. */
export function pageStream({ network, client, ahead, limit, signal, log }: PageStreamParts): PageStream {
  let next: Fetching | null = null;
  let readsAhead = false;

  const fetchPage = async (
    cursor: string,
    stop: AbortSignal,
  ): Promise<FetchedPage & { body: Uint8Array }> => {
    const body = await client.transactionPage({ cursor, limit, signal: stop });
    return { body, content: { kind: 'body', body }, next: client.cursorAfter(body) };
  };

  /** What goes wrong here is not the network's fault: the page is fetched once more, and taken in as it comes. */
  const readAhead = async (page: FetchedPage & { body: Uint8Array }): Promise<FetchedPage | 'lost'> => {
    const { currency, user } = network;
    if (page.body.byteLength < LEAST_AHEAD_BYTES) return page;
    readsAhead = true;
    try {
      return { content: await ahead.readAhead({ body: page.body, currency, user }), next: page.next };
    } catch (cause) {
      log.warn(`${network.name}: a page could not be read ahead: ${String(cause)}`);
      return 'lost';
    }
  };

  const abandon = (): void => {
    next?.abandon();
    next = null;
  };
  return {
    async page(cursor) {
      if (next !== null && next.cursor !== cursor) abandon();
      const outcome = await next?.settled;
      next = null;
      if (outcome === undefined || outcome === 'lost') return fetchPage(cursor, signal);
      if ('error' in outcome) throw outcome.error;
      return outcome;
    },
    expect(cursor) {
      abandon();
      const stop = new AbortController();
      const settled = fetchPage(cursor, AbortSignal.any([signal, stop.signal]))
        .then(readAhead)
        .catch((error: unknown) => ({ error }));
      next = { cursor, settled, abandon: () => stop.abort() };
    },
    async end() {
      abandon();
      if (!readsAhead) return;
      await ahead.endAhead().catch((cause: unknown) => {
        log.warn(`${network.name}: pages read ahead could not be given up: ${String(cause)}`);
      });
    },
  };
}
