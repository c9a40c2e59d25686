import { createCallDesk } from '#main/sandbox/calls/call-desk.ts';
import { createCallFeed, type CallFeed } from '#main/sandbox/calls/call-feed.ts';
import type { TransactionRow } from '#main/sandbox/calls/transaction-row.ts';
import { createTransactionLog, type TransactionLog } from '#main/sandbox/invoca/transaction-log.ts';
import { createWorld, type PracticeWorld } from '#main/sandbox/world/practice-world.ts';

/** The instant the histories of these tests lead up to. */
export const BASE = Date.UTC(2026, 2, 12, 20);

/** A practice network without its servers. */
export interface PracticeLog {
  readonly world: PracticeWorld;
  readonly log: TransactionLog;
  readonly feed: CallFeed;
  readonly rows: () => TransactionRow[];
}

/** Fills a log with a history of `calls` calls. */
export function practiceLog(seed: number, calls: number, base = BASE): PracticeLog {
  const world = createWorld(seed);
  const log = createTransactionLog();
  const feed = createCallFeed(createCallDesk(world, log, seed), { seed, base, calls });
  const rows = (): TransactionRow[] =>
    Array.from({ length: log.length }, (_, place) => log.at(place)?.row() ?? {});
  return { world, log, feed, rows };
}
