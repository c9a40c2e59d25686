import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { JobEffect } from '#main/engine/ports/job-effects.ts';
import type { ClaimedJob, JobOutcome } from '#main/engine/ports/job.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { openStoreInProcess } from '#main/store/open-store.ts';
import type { GivenRecipient } from '#shared/domain/recipients.ts';
import type { SendListDraft } from '#shared/ipc/send-lists.ts';
import { SPC_NETWORK } from '#test/support/spc-network.ts';
import { keptLog, scratchFolder } from '#test/support/store-workspace.ts';

const NOW = Date.UTC(2026, 2, 2, 15);
const HOUR = 3_600_000;

let store: DeskStore;
let networkId: number;
let remove: () => Promise<void>;

beforeEach(async () => {
  const scratch = await scratchFolder();
  store = await openStoreInProcess({
    file: join(scratch.path, 'desk.sqlite'),
    decode: decodeTransactionPage,
    log: keptLog(),
    now: () => NOW,
  });
  remove = scratch.remove;
  networkId = (await store.write.addSpcNetwork({ network: SPC_NETWORK, now: NOW })).id;
});
afterEach(async () => {
  await store.close();
  await remove();
});

const draft = (more: Partial<SendListDraft> = {}): SendListDraft => ({
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

const people = (count: number, from = 1): GivenRecipient[] =>
  Array.from({ length: count }, (_, place) => ({
    line: place + 2,
    twitterId: String(1_597_334_455_667_788_990n + BigInt(from + place)),
    handle: `fan_${from + place}`,
    name: `Fan ${from + place}`,
  }));

async function listOf(count: number, more: Partial<SendListDraft> = {}): Promise<number> {
  const id = await store.write.createSendList({ draft: draft(more), now: NOW });
  await store.write.addRecipients({ id, rows: people(count), again: false });
  return id;
}

async function started(count: number, more: Partial<SendListDraft> = {}): Promise<number> {
  const id = await listOf(count, more);
  await store.write.startSendList({ id, now: NOW });
  await store.write.askNumbers({ limit: 1000, now: NOW });
  return id;
}

/** Lets the network do every job that is due, by the answer of `reply` where it gives one. */
async function work(
  now = NOW,
  reply: (job: ClaimedJob) => JobOutcome<JobEffect> | null = () => null,
): Promise<ClaimedJob[]> {
  const seen: ClaimedJob[] = [];
  for (;;) {
    const jobs = await store.write.claimJobs({ now, leaseMs: 60_000, perNetwork: 50, room: {}, away: [] });
    if (jobs.length === 0) return seen;
    seen.push(...jobs);
    const tries = jobs.map((job) => ({ jobId: job.id, outcome: reply(job) ?? done(job, now) }));
    await store.write.settleJobs({ tries, contacts: [], now });
  }
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

const counts = async (id: number, now = NOW) => (await store.read.sendList({ id, now })).row.counts;
const finished = (id: number, now = NOW) =>
  store.read.finishedMessages({ id, after: 0, limit: 100, now, handed: false });

describe('recipients of a list', () => {
  it('are taken once each; rows left out keep their reason', async () => {
    await store.write.leaveOut({ ids: ['77'], note: 'asked', now: NOW });
    const id = await listOf(2);
    const [one] = people(1);
    const rows = [
      { line: 1, twitterId: one?.twitterId ?? '', handle: 'other', name: '' },
      { line: 2, twitterId: '5', handle: 'FAN_2', name: '' },
      { line: 3, twitterId: '77', handle: 'seventy', name: '' },
      { line: 4, twitterId: '9', handle: 'nine', name: '' },
    ];
    expect(await store.write.addRecipients({ id, rows, again: false })).toEqual({ added: 1, excluded: 3 });
    const { rows: out } = await store.read.excludedPage({ id, index: 0, limit: 10 });
    expect(out.map(({ reason }) => reason)).toEqual(['repeated_id', 'repeated_handle', 'excluded']);
    expect((await store.read.recipientPage({ id, index: 0, limit: 10, text: '@NINE' })).count).toBe(1);
  });

  it('of a file given again stay; those excluded are worked out anew', async () => {
    const id = await listOf(2);
    const rows = [...people(3), { line: 9, twitterId: 'x', handle: 'x', name: '' }];
    expect(await store.write.addRecipients({ id, rows, again: true })).toEqual({ added: 1, excluded: 1 });
    expect(await store.write.addRecipients({ id, rows, again: true })).toEqual({ added: 0, excluded: 1 });
    expect((await store.read.excludedPage({ id, index: 0, limit: 10 })).count).toBe(1);
  });

  it('added to a running list wait for numbers, and the division of the others stays', async () => {
    const id = await started(4);
    await work();
    const before = await finished(id);
    await store.write.addRecipients({ id, rows: people(4, 5), again: false });
    await store.write.askNumbers({ limit: 100, now: NOW });
    await work();
    const after = await finished(id);
    expect(after.slice(0, 4)).toEqual(before);
    expect(after.map(({ adCopy }) => adCopy).filter((label) => label === 'A')).toHaveLength(2);
  });
});

describe('a list that runs', () => {
  it('has a message ready only once its update is accepted', async () => {
    const id = await started(3);
    expect(await counts(id)).toMatchObject({ all: 3, asked: 3, numbered: 0, ready: 0 });
    const refuse = (job: ClaimedJob): JobOutcome<JobEffect> | null =>
      job.kind === 'session.update'
        ? {
            kind: 'again',
            dueAt: NOW + 1,
            wait: 'network',
            reason: '',
            hold: null,
            counts: true,
            maybeReached: true,
            effect: null,
          }
        : null;
    await work(NOW, refuse);
    expect(await counts(id)).toMatchObject({ asked: 3, numbered: 3, ready: 0 });
    expect(await finished(id)).toEqual([]);
    const updates = await work(NOW + 1);
    expect(updates.map(({ kind }) => kind)).toEqual(Array(3).fill('session.update'));
    expect(await counts(id)).toMatchObject({ asked: 0, ready: 3 });
    const [first] = await finished(id);
    expect(first).toMatchObject({ adCopy: 'B', text: 'fan_1: (202) 555-1001', length: 21 });
    const { row } = await store.read.sessionDetail({ id: first?.sessionNumberId ?? 0 });
    expect(row.information.fields).toEqual({
      twitter_id: '1597334455667788991',
      twitter_handle: 'fan_1',
      ad_copy: 'B',
    });
    expect(row.purpose).toBe('send_list');
  });

  it('asks slice by slice, each message once, however often it is asked', async () => {
    const id = await listOf(5);
    await store.write.startSendList({ id, now: NOW });
    expect(await store.write.askNumbers({ limit: 2, now: NOW })).toEqual({ asked: 2, left: 3 });
    expect(await store.write.askNumbers({ limit: 10, now: NOW })).toEqual({ asked: 3, left: 0 });
    expect(await store.write.askNumbers({ limit: 10, now: NOW })).toEqual({ asked: 0, left: 0 });
    expect((await work()).filter(({ kind }) => kind === 'session.request')).toHaveLength(5);
    const { rows } = await store.read.sessionPage({ filter: {}, index: 0, limit: 10 });
    expect(new Set(rows.map(({ clientReference }) => clientReference)).size).toBe(5);
  });

  it('waits as a whole while its pool is empty, and says until when', async () => {
    const id = await started(2);
    const [job] = await store.write.claimJobs({ now: NOW, leaseMs: 1, perNetwork: 1, room: {}, away: [] });
    const hold = {
      networkId,
      campaignId: 'follower-offer',
      wait: 'pool',
      reason: 'The pool is empty.',
      until: NOW + HOUR,
    } as const;
    await store.write.settleJobs({
      tries: [
        {
          jobId: job?.id ?? 0,
          outcome: {
            kind: 'again',
            dueAt: NOW + HOUR,
            wait: 'pool',
            reason: hold.reason,
            hold,
            counts: false,
            maybeReached: false,
            effect: null,
          },
        },
      ],
      contacts: [],
      now: NOW,
    });
    expect(await work()).toEqual([]);
    const { row } = await store.read.sendList({ id, now: NOW });
    expect(row.wait).toEqual({ kind: 'pool', reason: 'The pool is empty.', until: NOW + HOUR });
    await work(NOW + HOUR);
    expect((await store.read.sendList({ id, now: NOW + HOUR })).row).toMatchObject({
      state: 'done',
      wait: null,
    });
  });

  it('stores what numbers that were given are for while the pool has no more', async () => {
    const id = await started(4);
    let pool = 2;
    const empty = (job: ClaimedJob): JobOutcome<JobEffect> | null => {
      if (job.kind !== 'session.request' || pool-- > 0) return null;
      const reason = 'The pool is empty.';
      const until = NOW + HOUR;
      const hold = { networkId, campaignId: job.campaignId, wait: 'pool', reason, until } as const;
      return {
        kind: 'again',
        dueAt: until,
        wait: 'pool',
        reason,
        hold,
        counts: false,
        maybeReached: false,
        effect: null,
      };
    };
    const seen = await work(NOW, empty);
    expect(seen.filter(({ kind }) => kind === 'session.update')).toHaveLength(2);
    expect(await counts(id)).toMatchObject({ ready: 2, asked: 2, numbered: 2 });
    expect(await store.write.nextJobAt({ away: [] })).toBe(NOW + HOUR);
    const { rows } = await store.read.jobPage({
      filter: { states: ['queued'] },
      index: 0,
      limit: 9,
      now: NOW,
    });
    expect(rows.map(({ kind, wait }) => [kind, wait])).toEqual([
      ['session.update', 'turn'],
      ['session.request', 'pool'],
      ['session.update', 'turn'],
      ['session.request', 'pool'],
    ]);
    await work(NOW + HOUR);
    expect(await counts(id, NOW + HOUR)).toMatchObject({ ready: 4, asked: 0 });
  });

  it('stands still while it is stopped and goes on where it stopped', async () => {
    const id = await listOf(3);
    await store.write.startSendList({ id, now: NOW });
    await store.write.askNumbers({ limit: 1, now: NOW });
    await store.write.stopSendList({ id, stopped: true });
    expect(await work()).toEqual([]);
    expect(await store.write.askNumbers({ limit: 10, now: NOW })).toEqual({ asked: 0, left: 0 });
    expect((await store.read.sendList({ id, now: NOW })).row.state).toBe('stopped');
    await store.write.stopSendList({ id, stopped: false });
    await store.write.askNumbers({ limit: 10, now: NOW });
    await work();
    expect(await counts(id)).toMatchObject({ ready: 3 });
  });

  it('keeps its ad copies, and starts only with all it needs', async () => {
    const id = await started(1);
    const copies = [{ label: 'A', text: 'Ring {number}', weight: 1 }];
    await expect(store.write.saveSendList({ id, draft: draft({ copies }) })).rejects.toMatchObject({
      code: 'conflict',
    });
    await store.write.saveSendList({ id, draft: draft({ name: 'Later', leastLeftSeconds: 60 }) });
    expect((await store.read.sendList({ id, now: NOW })).row.name).toBe('Later');
    await expect(store.write.startSendList({ id, now: NOW })).rejects.toMatchObject({ code: 'conflict' });
    await expect(store.write.clearRecipients({ id })).rejects.toMatchObject({ code: 'conflict' });
    const faulty: readonly (readonly [Partial<SendListDraft>, string])[] = [
      [{ networkId: null }, 'networkId'],
      [{ campaignId: '' }, 'campaignId'],
      [{ copies: [] }, 'copies'],
      [{ copies: [{ label: 'A', text: 'Call me', weight: 1 }] }, 'copies'],
      [{ copies: [{ label: 'A', text: 'Call {number}', weight: 0 }] }, 'copies'],
    ];
    for (const [more, field] of faulty) {
      const unready = await listOf(1, more);
      await expect(store.write.startSendList({ id: unready, now: NOW })).rejects.toMatchObject({ field });
    }
    const empty = await store.write.createSendList({ draft: draft(), now: NOW });
    await expect(store.write.startSendList({ id: empty, now: NOW })).rejects.toMatchObject({
      field: 'recipients',
    });
  });
});

describe('a message that cannot go out', () => {
  it('with too little time left is marked, and gets a new number only when asked', async () => {
    const id = await started(2);
    await work();
    const [one] = await finished(id);
    await store.write.handOut({ messageIds: [one?.id ?? 0], by: 'file', now: NOW });
    const soon = NOW + 4 * HOUR - 30 * 60_000;
    expect(await counts(id, soon - 1)).toMatchObject({ handed: 1, ready: 1, late: 0 });
    expect(await counts(id, soon)).toMatchObject({ handed: 1, ready: 0, late: 1 });
    expect(await finished(id, soon)).toEqual([]);
    expect(await store.write.renewMessages({ id, which: 'late', now: soon })).toBe(1);
    await store.write.askNumbers({ limit: 10, now: soon });
    expect((await work(soon)).filter(({ kind }) => kind === 'session.request')).toHaveLength(1);
    expect(await counts(id, soon)).toMatchObject({ handed: 1, ready: 1, late: 0 });
    const { count } = await store.read.sessionPage({ filter: {}, index: 0, limit: 10 });
    expect(count).toBe(3);
  });

  it('whose number was refused is tried again under the same reference', async () => {
    const id = await started(1);
    await work(NOW, (job) =>
      job.kind === 'session.request'
        ? {
            kind: 'failed',
            reason: 'No.',
            hold: null,
            effect: { kind: 'session.failed', sessionNumberId: job.payload.sessionNumberId, reason: 'No.' },
          }
        : null,
    );
    expect(await counts(id)).toMatchObject({ failed: 1, numbered: 0 });
    const { rows } = await store.read.messagePage({
      id,
      state: 'failed',
      text: '',
      index: 0,
      limit: 9,
      now: NOW,
    });
    expect(rows[0]?.reason).toContain('No.');
    expect(await store.write.renewMessages({ id, which: 'failed', now: NOW })).toBe(1);
    await store.write.askNumbers({ limit: 10, now: NOW });
    await work();
    expect(await counts(id)).toMatchObject({ ready: 1, failed: 0 });
    expect((await store.read.sessionPage({ filter: {}, index: 0, limit: 10 })).count).toBe(1);
  });

  it('whose update was refused becomes ready when the update is tried again', async () => {
    const id = await started(1);
    await work(NOW, (job) =>
      job.kind === 'session.update'
        ? {
            kind: 'failed',
            reason: 'Too long.',
            hold: null,
            effect: { kind: 'session.update_refused', ...job.payload, reason: 'Too long.', versionNow: null },
          }
        : null,
    );
    expect(await counts(id)).toMatchObject({ failed: 1, numbered: 1 });
    const { rows } = await store.read.jobPage({
      filter: { states: ['failed'] },
      index: 0,
      limit: 9,
      now: NOW,
    });
    await store.write.retryJob({ id: rows[0]?.id ?? 0, now: NOW });
    expect(await counts(id)).toMatchObject({ failed: 0, asked: 1 });
    await work();
    expect(await counts(id)).toMatchObject({ ready: 1 });
  });
});

describe('messages that are posted', () => {
  const post = { url: 'https://poster.example/m', perSecond: 7, allowLocal: false, posting: true };
  const claim = (now = NOW) =>
    store.write.claimPosts({ now, limit: 10, perReceiver: 10, leaseMs: 1000, inFlight: {} });

  it('are owed once each under an id of their own, and handed out by being accepted', async () => {
    const id = await started(2);
    await work();
    await store.write.savePostSettings({ id, post });
    expect(await store.write.nextPostAt()).toBe(0);
    const claimed = await claim();
    expect(claimed.map(({ url, perSecond, attempt }) => [url, perSecond, attempt])).toEqual(
      Array(2).fill(['https://poster.example/m', 7, 1]),
    );
    expect(await claim()).toEqual([]);
    expect(JSON.parse(claimed[0]?.body ?? '')).toMatchObject({
      id: claimed[0]?.deliveryId,
      list: 'Spring',
      twitter_id: '1597334455667788991',
      number: '+12025551001',
      expires_at: new Date(NOW + 4 * HOUR).toISOString(),
      message: 'fan_1: (202) 555-1001',
    });
    await store.write.releasePosts({ deliveryIds: null });
    const again = await claim();
    expect(again.map(({ deliveryId }) => deliveryId)).toEqual(claimed.map(({ deliveryId }) => deliveryId));
    const attempt = {
      number: 1,
      startedAt: NOW,
      durationMs: 5,
      url: post.url,
      requestHeaders: '',
      httpStatus: 200,
      responseHeaders: '',
      bodyStart: '',
      verdict: 'accepted',
      reason: 'HTTP 200',
    } as const;
    await store.write.recordPosts({
      outcomes: again.map(({ deliveryId }) => ({
        deliveryId,
        attempt,
        state: 'accepted',
        dueAt: null,
        stopReceiver: false,
      })),
    });
    expect(await counts(id)).toMatchObject({ ready: 0, handed: 2 });
    expect(await claim(NOW + HOUR)).toEqual([]);
    const detail = await store.read.postDetail({ deliveryId: claimed[0]?.deliveryId ?? '' });
    expect(detail).toMatchObject({ row: { state: 'accepted', attempts: 1 }, tries: [{ number: 1 }] });
  });

  it('lapse when their number has too little time left, and wait while the list is stopped', async () => {
    const id = await started(1);
    await work();
    await store.write.savePostSettings({ id, post });
    await store.write.stopSendList({ id, stopped: true });
    expect(await claim()).toEqual([]);
    expect(await store.write.nextPostAt()).toBeNull();
    await store.write.stopSendList({ id, stopped: false });
    expect(await claim()).toHaveLength(1);
    expect(await claim(NOW + 4 * HOUR)).toEqual([]);
    const { post: after } = await store.read.sendList({ id, now: NOW + 4 * HOUR });
    expect(after.counts).toMatchObject({ lapsed: 1 });
  });
});

it('joins calls to the message whose number they came on, by ad copy and hour', async () => {
  const id = await started(4);
  await work();
  const messages = await finished(id);
  const call = (place: number, minutes: number, callId: string) => ({
    callId,
    sessionId: `ses-${messages[place]?.sessionNumberId ?? 0}`,
    campaignId: 'follower-offer',
    number: messages[place]?.number ?? '',
    callerNumber: null,
    destination: { kind: 'PSTN' as const, address: '+13125550100' },
    status: 'ANSWERED' as const,
    startedAt: NOW + minutes * 60_000,
    answeredAt: NOW + minutes * 60_000,
    durationSeconds: 60,
    informationVersion: 1,
    information: { keywords: [], fields: {} },
  });
  const calls = [call(0, 10, 'a'), call(0, 70, 'b'), call(1, 5, 'c'), call(2, 300, 'd')];
  const poll = { campaignId: 'follower-offer', completeTo: NOW, window: null };
  await store.write.upsertSessionCalls({ networkId, poll, calls, now: NOW });
  const page = await store.read.callPage({
    filter: {},
    order: { by: 'started_at', descending: false },
    fields: [],
    index: 0,
    limit: 1,
  });
  await store.write.setCallOrder({ id: page.rows[0]?.id ?? 0, ordered: true, now: NOW });

  const results = await store.read.sendListResults({ id });
  expect(results.total).toMatchObject({ messages: 4, callers: 3, calls: 4, answered: 4, orders: 1, late: 1 });
  expect(results.total).toMatchObject({ firstAt: NOW + 5 * 60_000, lastAt: NOW + 300 * 60_000 });
  const byLabel = Object.fromEntries(results.copies.map((copy) => [copy.label, copy]));
  expect((byLabel['A']?.calls ?? 0) + (byLabel['B']?.calls ?? 0)).toBe(4);
  expect(results.hours).toEqual([
    { at: NOW, calls: 2, orders: 1 },
    { at: NOW + HOUR, calls: 1, orders: 0 },
    { at: NOW + 5 * HOUR, calls: 1, orders: 0 },
  ]);
  const request = { id, text: '', order: 'calls', descending: true, index: 0, limit: 2 } as const;
  const { count, rows } = await store.read.recipientResults(request);
  expect({ count, first: rows[0] }).toMatchObject({
    count: 3,
    first: { twitterId: '1597334455667788991', calls: 2, talkSeconds: 120 },
  });
});
