import { NetworkFault } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { FollowerClientFactory } from '../ports/follower-client.ts';
import type { TokenSource } from '../ports/token-source.ts';
import type { OpenReading } from '../ports/send-list-store.ts';
import type { Scheduler } from '../scheduler.ts';

/** How long a network that does not answer is left alone. */
const AGAIN_MS = 60_000;
const LEAST_WAIT_MS = 250;

/** What reading followers works with. */
export interface FollowerReaderParts {
  readonly store: DeskStore;
  readonly clients: FollowerClientFactory;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  /** Told after each page, and when a reading has to wait. */
  readonly onChange: () => void;
}

/** Reads followers into lists, page by page, where it stopped last time, as fast as the rate limit allows. */
export interface FollowerReader {
  start(): void;
  /** A reading was begun or taken up again. */
  wake(): void;
  /** Ends after the page under way; the next start goes on at the page after it. */
  stop(): Promise<void>;
}

export function createFollowerReader(parts: FollowerReaderParts): FollowerReader {
  const { store, clock, scheduler, log } = parts;
  const stopping = new AbortController();
  let [begun, again] = [false, false];
  let reading: Promise<void> | null = null;
  let takeBack = (): void => undefined;

  const readAll = async (): Promise<void> => {
    takeBack();
    for (;;) {
      again = false;
      const open = await store.read.openReadings();
      const ready = open.filter(({ waitsUntil }) => waitsUntil === null || waitsUntil <= clock());
      for (const one of ready) {
        if (stopping.signal.aborted) return;
        await readPage(one);
        parts.onChange();
      }
      if (ready.length > 0 || again) continue;
      const next = Math.min(...open.flatMap(({ waitsUntil }) => waitsUntil ?? []));
      if (Number.isFinite(next)) takeBack = scheduler.after(Math.max(LEAST_WAIT_MS, next - clock()), wake);
      return;
    }
  };

  const readPage = async ({ listId, accountId, nextToken }: OpenReading): Promise<void> => {
    try {
      const account = (await store.read.followerAccounts()).find(({ id }) => id === accountId);
      if (!account) throw new DeskError('not_found', 'The account is not connected any more.');
      const client = parts.clients(account, await parts.tokens(account));
      const page = await client.page({ token: nextToken, signal: stopping.signal });
      const { followers, waitUntil } = page;
      const now = clock();
      await store.write.addFollowers({ listId, token: nextToken, nextToken: page.nextToken, followers, now });
      if (page.nextToken !== null && waitUntil !== null) {
        const reason = 'X answers no more requests until then.';
        await store.write.pauseReading({ listId, reason, waitsUntil: waitUntil, startOver: false, now });
      }
    } catch (error) {
      if (stopping.signal.aborted) return;
      await store.write.pauseReading({ listId, ...consequence(error, clock()), now: clock() });
    }
  };

  const wake = (): void => {
    if (!begun || stopping.signal.aborted) return;
    again = true;
    reading ??= readAll()
      .catch((error: unknown) => {
        log.error('Followers could not be read.', error);
        again = false;
        takeBack = scheduler.after(AGAIN_MS, wake);
      })
      .finally(() => {
        reading = null;
        if (again) wake();
      });
  };

  return {
    start() {
      begun = true;
      wake();
    },
    wake,
    async stop() {
      stopping.abort();
      takeBack();
      await reading;
    },
  };
}

/** What follows from a page that did not come: wait, or tell a person. A token of a page that is refused begins anew. */
function consequence(
  error: unknown,
  now: number,
): { readonly reason: string; readonly waitsUntil: number | null; readonly startOver: boolean } {
  if (error instanceof DeskError) return { reason: error.message, waitsUntil: null, startOver: false };
  if (!(error instanceof NetworkFault)) throw error;
  const { kind, message: reason, retryAfterMs } = error;
  switch (kind) {
    case 'rate_limited':
    case 'server':
    case 'timeout':
    case 'unreachable':
    case 'cancelled':
      return { reason, waitsUntil: now + (retryAfterMs ?? AGAIN_MS), startOver: false };
    case 'invalid':
      return { reason, waitsUntil: null, startOver: true };
    case 'unauthorised':
    case 'not_permitted':
    case 'not_found':
    case 'unreadable':
    case 'refused_address':
      return { reason, waitsUntil: null, startOver: false };
  }
}
