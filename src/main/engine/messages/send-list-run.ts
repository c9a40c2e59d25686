import type { GivenRecipient } from '#shared/domain/recipients.ts';
import { LONGEST_POST } from '#shared/domain/post-length.ts';
import type { ExportFormat } from '#shared/ipc/calls.ts';
import type { MessageCounts, SendListDraft, SendListWait } from '#shared/ipc/send-lists.ts';
import type { JobReport } from '../jobs/run-jobs-once.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import { askAll } from './ask-all.ts';
import { exportMessages } from './export-messages.ts';
import { runToRest } from './run-to-rest.ts';

export { readCopies } from './read-copies.ts';
export { readRecipients } from './read-recipients.ts';

/** Where a list stands after a run. */
export interface SendListReport {
  readonly counts: MessageCounts;
  readonly excluded: number;
  readonly wait: SendListWait | null;
  /** Messages in the file. */
  readonly written: number;
  /** Messages in the file that are too long to be posted. */
  readonly tooLong: number;
}

/**
 * Runs a list as far as it goes now and writes its finished messages. The list is found by name, account and campaign,
 * or made; rows that are in it already stay as they are, and so does whatever an earlier run came to.
 * @throws DeskError conflict when the list was started with other ad copies, invalid_input for what keeps it from starting
 */
export async function runSendList(parts: {
  readonly store: DeskStore;
  readonly draft: SendListDraft;
  readonly rows: readonly GivenRecipient[];
  /** Asks for new numbers in place of those with too little time left. */
  readonly renewLate: boolean;
  /** Does the jobs that are due now. */
  readonly runJobs: () => Promise<JobReport>;
  readonly file: string;
  readonly format: ExportFormat;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): Promise<SendListReport> {
  const { store, draft, clock } = parts;
  const id = await listOf(store, draft, clock());
  await store.write.addRecipients({ id, rows: parts.rows, again: true });
  const { row } = await store.read.sendList({ id, now: clock() });
  if (row.state === 'draft') await store.write.startSendList({ id, now: clock() });
  else await goOn(store, id, { renewLate: parts.renewLate, now: clock() });
  await askAll({ write: store.write, clock, signal: parts.signal });
  await runToRest(parts);
  const now = clock();
  await store.write.endSessions({ now });
  const { row: after } = await store.read.sendList({ id, now });
  const written = await exportMessages(store, {
    id,
    zone: draft.zone,
    handed: true,
    most: after.counts.all,
    now,
    format: parts.format,
    file: parts.file,
  });
  const { row: last } = await store.read.sendList({ id, now: clock() });
  const { counts, excluded, wait } = last;
  return { counts, excluded, wait, written, tooLong: await tooLong(store, id, now) };
}

/** The list of this name, account and campaign, with the settings of this call. */
async function listOf(store: DeskStore, draft: SendListDraft, now: number): Promise<number> {
  const { name, networkId, campaignId } = draft;
  const known = await store.read.sendListNamed({ name, networkId: networkId ?? 0, campaignId });
  if (known === null) return store.write.createSendList({ draft, now });
  await store.write.saveSendList({ id: known, draft });
  return known;
}

/** Goes on with a list that has started: what failed is tried again, what was stopped is taken up. */
async function goOn(
  store: DeskStore,
  id: number,
  { renewLate, now }: { readonly renewLate: boolean; readonly now: number },
): Promise<void> {
  await store.write.stopSendList({ id, stopped: false });
  await store.write.renewMessages({ id, which: 'failed', now });
  if (renewLate) await store.write.renewMessages({ id, which: 'late', now });
}

async function tooLong(store: DeskStore, id: number, now: number): Promise<number> {
  let [count, after] = [0, 0];
  for (;;) {
    const messages = await store.read.finishedMessages({ id, after, limit: 500, handed: true, now });
    count += messages.filter(({ length }) => (length ?? 0) > LONGEST_POST).length;
    const last = messages.at(-1);
    if (last === undefined) return count;
    after = last.place;
  }
}
