import type { NetworkClient } from '../ports/network-client.ts';

/** A page that is being fetched, or has been; it never rejects unobserved. */
interface Fetching {
  readonly cursor: string;
  readonly settled: Promise<{ readonly body: Uint8Array } | { readonly error: unknown }>;
  abandon(): void;
}

/** Pages one after the other, where the next may be on its way while the last is being stored. */
export interface PageStream {
  /** The page after the cursor; waits for the one on its way if it is the right one. @throws NetworkFault */
  page(cursor: string): Promise<Uint8Array>;
  /** Starts fetching the page that will probably be wanted next. */
  expect(cursor: string): void;
  /** Abandons what is on its way. */
  end(): void;
}

/** A stream over a client; a page fetched for a cursor that is not asked for in the end is thrown away. */
export function pageStream(client: NetworkClient, limit: number, signal: AbortSignal): PageStream {
  let next: Fetching | null = null;

  const fetch = (cursor: string): Fetching => {
    const stop = new AbortController();
    const work = client.transactionPage({ cursor, limit, signal: AbortSignal.any([signal, stop.signal]) });
    const settled = work.then(
      (body) => ({ body }),
      (error: unknown) => ({ error }),
    );
    return { cursor, settled, abandon: () => stop.abort() };
  };
  const end = (): void => {
    next?.abandon();
    next = null;
  };
  return {
    async page(cursor) {
      if (next !== null && next.cursor !== cursor) end();
      const fetching = next ?? fetch(cursor);
      next = null;
      const outcome = await fetching.settled;
      if ('error' in outcome) throw outcome.error;
      return outcome.body;
    },
    expect(cursor) {
      end();
      next = fetch(cursor);
    },
    end,
  };
}
