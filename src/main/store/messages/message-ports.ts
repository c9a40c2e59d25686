import type { SendListReads, SendListWrites } from '#main/engine/ports/send-list-store.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { Handlers } from '../threads/handlers.ts';
import { messageNumbers } from './ask-numbers.ts';
import { followerAccounts } from './follower-accounts.ts';
import { followerReadings } from './follower-readings.ts';
import { leftOutIds } from './left-out.ts';
import { sendListReads as listReads } from './list-reads.ts';
import { sendListWrites as listWrites } from './list-writes.ts';
import { handingOut, messageReads } from './message-reads.ts';
import { poolChecks } from './pool-check.ts';
import { postClaims } from './post-claims.ts';
import { postReads, postWrites } from './post-records.ts';
import { recipientReads, recipientWrites } from './recipients.ts';
import { sendListResults } from './results.ts';

/** Reads of send lists and all that belongs to them. */
export function sendListReads(db: Sqlite): Handlers<SendListReads> {
  return {
    ...listReads(db),
    ...recipientReads(db),
    ...messageReads(db),
    poolCheck: poolChecks(db),
    ...sendListResults(db),
    ...postReads(db),
    ...leftOutIds(db).read,
    ...followerAccounts(db).read,
    ...followerReadings(db).read,
  };
}

/** Writes of send lists and all that belongs to them, each its own transaction. */
export function sendListWrites(db: Sqlite, queue: JobQueue): Handlers<SendListWrites> {
  const { leaveOut, letIn } = leftOutIds(db);
  const { addFollowerAccount } = followerAccounts(db);
  return {
    ...listWrites(db, queue),
    ...recipientWrites(db),
    ...messageNumbers(db, queue),
    handOut: handingOut(db),
    ...postWrites(db),
    leaveOut,
    letIn,
    addFollowerAccount,
    ...followerReadings(db).write,
    ...postClaims(db),
  };
}
