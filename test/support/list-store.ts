import { join } from 'node:path';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { JobEffect } from '#main/engine/ports/job-effects.ts';
import type { ClaimedJob, JobOutcome } from '#main/engine/ports/job.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import type { GivenRecipient } from '#shared/domain/recipients.ts';
import type { MessageCounts, SendListDraft } from '#shared/ipc/send-lists.ts';
import { SPC_NETWORK } from './spc-network.ts';
import { keptLog, scratchFolder } from './store-workspace.ts';
import { openTestStore } from './test-store.ts';

export const NOW = Date.UTC(2026, 2, 2, 15);
export const HOUR = 3_600_000;

/** What a job's try came to; null where the network does what it was asked. */
export type Reply = (job: ClaimedJob) => JobOutcome<JobEffect> | null;

/** A store with an SPC account, and a network that does its jobs when it is told to. */
export interface ListStore {
  readonly store: DeskStore;
  readonly networkId: number;
  draft(more?: Partial<SendListDraft>): SendListDraft;
  /** A list of so many recipients. */
  listOf(count: number, more?: Partial<SendListDraft>): Promise<number>;
  /** The same, started, its numbers asked for. */
  started(count: number, more?: Partial<SendListDraft>): Promise<number>;
  /** Lets the network do every job that is due; gives the jobs in their order. */
  work(now?: number, reply?: Reply): Promise<ClaimedJob[]>;
  counts(id: number, now?: number): Promise<MessageCounts>;
  finished(id: number, now?: number): ReturnType<DeskStore['read']['finishedMessages']>;
  end(): Promise<void>;
}

/** Recipients with ids no number could hold. */
export function people(count: number, from = 1): GivenRecipient[] {
  return Array.from({ length: count }, (_, place) => ({
    line: place + 2,
    twitterId: String(1_597_334_455_667_788_990n + BigInt(from + place)),
    handle: `fan_${from + place}`,
    name: `Fan ${from + place}`,
  }));
}

/** Opens it in a folder of its own. */
export async function listStore(): Promise<ListStore> {
  const scratch = await scratchFolder();
  const store = await openTestStore({
    file: join(scratch.path, 'desk.sqlite'),
    decode: decodeTransactionPage,
    log: keptLog(),
    now: () => NOW,
  });
  const { id: networkId } = await store.write.addSpcNetwork({ network: SPC_NETWORK, now: NOW });
  const draft: ListStore['draft'] = (more = {}) => ({
    name: 'Spring',
    networkId,
    campaignId: 'follower-offer',
    ttlSeconds: 14_400,
    zone: 'UTC',
    split: 'fixed',
    leastLeftSeconds: 1800,
    copies: [
      { label: 'A', text: 'Call {number}', weight: 1 },
      { label: 'B', text: '{handle}: {number}', weight: 3 },
    ],
    ...more,
  });
  const listOf: ListStore['listOf'] = async (count, more = {}) => {
    const id = await store.write.createSendList({ draft: draft(more), now: NOW });
    await store.write.addRecipients({ id, rows: people(count), again: false });
    return id;
  };
  return {
    store,
    networkId,
    draft,
    listOf,
    async started(count, more = {}) {
      const id = await listOf(count, more);
      await store.write.startSendList({ id, now: NOW });
      await store.write.askNumbers({ limit: 1000, now: NOW });
      return id;
    },
    async work(now = NOW, reply = () => null) {
      const seen: ClaimedJob[] = [];
      for (;;) {
        const jobs = await store.write.claimJobs({
          now,
          leaseMs: 60_000,
          perNetwork: 50,
          room: {},
          away: [],
        });
        if (jobs.length === 0) return seen;
        seen.push(...jobs);
        const tries = jobs.map((job) => ({ jobId: job.id, outcome: reply(job) ?? done(job, now) }));
        await store.write.settleJobs({ tries, contacts: [], now });
      }
    },
    counts: async (id, now = NOW) => (await store.read.sendList({ id, now })).row.counts,
    finished: (id, now = NOW) =>
      store.read.finishedMessages({ id, after: 0, limit: 100, now, handed: false }),
    async end() {
      await store.close();
      await scratch.remove();
    },
  };
}

function done(job: ClaimedJob, now: number): JobOutcome<JobEffect> {
  if (job.kind === 'session.request') {
    const { sessionNumberId } = job.payload;
    const session = {
      sessionId: `ses-${sessionNumberId}`,
      campaignId: job.campaignId,
      number: {
        e164: `+1202555${String(1000 + sessionNumberId)}`,
        display: `(202) 555-${1000 + sessionNumberId}`,
        country: 'US',
      },
      destination: { kind: 'PSTN' as const, address: '+13125550100' },
      state: 'ACTIVE' as const,
      allocatedAt: now,
      expiresAt: now + 4 * HOUR,
      informationVersion: 0,
      replayed: false,
      requestId: 'req-1',
    };
    return { kind: 'done', effect: { kind: 'session.given', sessionNumberId, session } };
  }
  if (job.kind !== 'session.update') throw new Error(`No list has a job of the kind ${job.kind}.`);
  const { sessionNumberId, seq } = job.payload;
  const effect = { kind: 'session.updates_accepted', sessionNumberId, seqs: [seq] } as const;
  return { kind: 'done', effect: { ...effect, versionAfter: seq, updatedAt: now, sure: null } };
}
