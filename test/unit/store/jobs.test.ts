import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { ClaimedJob } from '#main/engine/ports/job.ts';
import type { GivenSession } from '#main/engine/ports/session-client.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { SPC_NETWORK } from '#test/support/spc-network.ts';
import { keptLog, scratchFolder } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

const NOW = Date.UTC(2026, 2, 2, 15);
const HOUR = 3_600_000;

let store: DeskStore;
let networkId: number;
let remove: () => Promise<void>;

beforeEach(async () => {
  const scratch = await scratchFolder();
  store = await openTestStore({
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

async function ask(reference: string, campaignId = 'spring'): Promise<number> {
  const { row } = await store.write.requestSession({
    networkId,
    campaignId,
    clientReference: reference,
    ttlSeconds: 14_400,
    information: { keywords: ['spring offer'], fields: {} },
    purpose: 'form',
    batchId: null,
    now: NOW,
  });
  return row.id;
}

function update(sessionNumberId: number, fields: Record<string, string>, dueAt = NOW) {
  return store.write.queueUpdate({
    sessionNumberId,
    by: 'form',
    update: { mode: 'merge', fields },
    expectedVersion: null,
    batchId: null,
    dueAt,
    now: NOW,
  });
}

function claim(more: Partial<Parameters<DeskStore['write']['claimJobs']>[0]> = {}) {
  return store.write.claimJobs({ now: NOW, leaseMs: 60_000, perNetwork: 4, room: {}, away: [], ...more });
}

/** The session number a job is about. */
function numberOf({ payload }: ClaimedJob): number {
  if ('sessionNumberId' in payload) return payload.sessionNumberId;
  throw new Error('The job is about no session number.');
}

function given(job: ClaimedJob, more: Partial<GivenSession> = {}) {
  const session: GivenSession = {
    sessionId: `ses-${numberOf(job)}`,
    campaignId: 'spring',
    number: { e164: '+12025550143', display: '(202) 555-0143', country: 'US' },
    destination: { kind: 'PSTN', address: '+13125550100' },
    state: 'ACTIVE',
    allocatedAt: NOW,
    expiresAt: NOW + 4 * HOUR,
    informationVersion: 1,
    replayed: false,
    requestId: 'req-1',
    ...more,
  };
  const effect = {
    kind: 'session.given' as const,
    sessionNumberId: numberOf(job),
    session,
  };
  return store.write.settleJobs({
    tries: [{ jobId: job.id, outcome: { kind: 'done', effect } }],
    contacts: [{ networkId, error: null, clockDifferenceMs: 1500 }],
    now: NOW,
  });
}

async function onlyJob(): Promise<ClaimedJob> {
  const [job, ...others] = await claim();
  expect(others).toEqual([]);
  if (!job) throw new Error('Nothing was claimed.');
  return job;
}

describe('the lane of a session number', () => {
  it('has updates wait for the number, and for one another', async () => {
    const id = await ask('spring:msg-1');
    await update(id, { ad_copy: 'A' });
    await update(id, { ad_copy: 'B' });
    const request = await onlyJob();
    expect(request).toMatchObject({ kind: 'session.request', payload: { sessionNumberId: id }, attempt: 1 });
    expect(await claim()).toEqual([]);
    await given(request);
    const first = await onlyJob();
    expect(first).toMatchObject({ kind: 'session.update', payload: { seq: 2 } });
    expect((await store.read.jobCounts()).queued).toBe(1);
  });

  it('does not send an update before its time, though its turn came', async () => {
    const id = await ask('spring:msg-1');
    await update(id, { ad_copy: 'A' }, NOW + 2000);
    await given(await onlyJob());
    expect(await claim()).toEqual([]);
    expect(await store.write.nextJobAt({ away: [] })).toBe(NOW + 2000);
    expect(await claim({ now: NOW + 2000 })).toHaveLength(1);
  });

  it('settles together what one request carried, in order, with one version', async () => {
    const id = await ask('spring:msg-1');
    await update(id, { ad_copy: 'A', source: 'x' });
    await update(id, { ad_copy: 'B' });
    await given(await onlyJob());
    const job = await onlyJob();
    const effect = {
      kind: 'session.updates_accepted' as const,
      sessionNumberId: id,
      seqs: [2, 3],
      versionAfter: 2,
      updatedAt: NOW,
      sure: null,
    };
    await store.write.settleJobs({
      tries: [{ jobId: job.id, outcome: { kind: 'done', effect } }],
      contacts: [],
      now: NOW,
    });
    const detail = await store.read.sessionDetail({ id });
    expect(detail.row).toMatchObject({
      version: 2,
      waitingUpdates: 0,
      information: { keywords: ['spring offer'], fields: { ad_copy: 'B', source: 'x' } },
    });
    expect(detail.history.map(({ seq, state, versionAfter }) => [seq, state, versionAfter])).toEqual([
      [3, 'accepted', 2],
      [2, 'accepted', 2],
      [1, 'accepted', 1],
    ]);
    expect(await store.read.jobCounts()).toMatchObject({ queued: 0, running: 0, done: 3 });
  });
});

describe('a session number', () => {
  it('is asked for once under its reference, and refuses other content under it', async () => {
    const id = await ask('spring:msg-1');
    expect(await ask('spring:msg-1')).toBe(id);
    expect(await store.read.jobCounts()).toMatchObject({ queued: 1 });
    const other = store.write.requestSession({
      networkId,
      campaignId: 'spring',
      clientReference: 'spring:msg-1',
      ttlSeconds: null,
      information: null,
      purpose: 'form',
      batchId: null,
      now: NOW,
    });
    await expect(other).rejects.toMatchObject({ code: 'conflict', field: 'reference' });
  });

  it('ends by the clock of its server, and settles what came too late with a reason', async () => {
    const id = await ask('spring:msg-1');
    await given(await onlyJob());
    await update(id, { ad_copy: 'A' });
    // The server is 1.5 s ahead of us.
    expect(await store.write.endSessions({ now: NOW + 4 * HOUR - 1501 })).toEqual({
      ended: 0,
      notApplied: 0,
    });
    expect(await store.read.nextSessionEnd()).toBe(NOW + 4 * HOUR - 1500);
    expect(await store.write.endSessions({ now: NOW + 4 * HOUR - 1500 })).toEqual({
      ended: 1,
      notApplied: 1,
    });
    const { row, history } = await store.read.sessionDetail({ id });
    expect(row).toMatchObject({ state: 'expired', endedAt: NOW + 4 * HOUR });
    expect(history[0]).toMatchObject({
      state: 'not_applied',
      reason: expect.stringContaining('ended before'),
    });
    await expect(update(id, { ad_copy: 'B' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await claim()).toEqual([]);
  });

  it('that failed can be asked for again, also with other information', async () => {
    const id = await ask('spring:msg-1');
    const job = await onlyJob();
    await update(id, { ad_copy: 'A' });
    const effect = { kind: 'session.failed' as const, sessionNumberId: id, reason: 'No.' };
    await store.write.settleJobs({
      tries: [{ jobId: job.id, outcome: { kind: 'failed', reason: 'No.', hold: null, effect } }],
      contacts: [],
      now: NOW,
    });
    const { row, history } = await store.read.sessionDetail({ id });
    expect(row).toMatchObject({ state: 'failed', reason: 'No.' });
    expect(history.map(({ state }) => state)).toEqual(['not_applied', 'not_applied']);
    await store.write.retryJob({ id: job.id, now: NOW });
    expect(await onlyJob()).toMatchObject({ id: job.id, attempt: 1 });
    expect((await store.read.sessionNumber({ id })).state).toBe('requested');
  });

  it('is found by number, reference and what is stored with it', async () => {
    const id = await ask('spring:msg-1');
    await ask('autumn:msg-2', 'autumn');
    const request = (await claim()).find((job) => numberOf(job) === id);
    if (!request) throw new Error('The request was not claimed.');
    await given(request);
    const found = async (text: string) =>
      (await store.read.sessionPage({ filter: { text }, index: 0, limit: 10 })).rows.map((row) => row.id);
    expect(await found('202-555-0143')).toEqual([id]);
    expect(await found('SPRING OFFER')).toEqual([id]);
    expect(await found('msg-2')).not.toContain(id);
    expect(await found('nothing')).toEqual([]);
    expect(await store.read.sessionCampaigns()).toMatchObject([
      { campaignId: 'autumn', active: 0, all: 1 },
      { campaignId: 'spring', active: 1, all: 1 },
    ]);
  });
});

describe('claiming', () => {
  it('takes turns over campaigns, within the room of an account', async () => {
    for (let index = 0; index < 6; index += 1) await ask(`spring:msg-${index}`);
    await ask('autumn:msg-1', 'autumn');
    const claimed = await claim({ room: { [networkId]: 3 } });
    expect(claimed.map(({ campaignId }) => campaignId).toSorted()).toEqual(['autumn', 'spring', 'spring']);
    expect(await claim({ away: [networkId] })).toEqual([]);
  });

  it('passes over what is held until the hold ends or is lifted', async () => {
    await ask('spring:msg-1');
    await ask('autumn:msg-1', 'autumn');
    const hold = {
      networkId,
      campaignId: 'spring',
      wait: 'pool',
      reason: 'Empty.',
      until: NOW + 5000,
    } as const;
    await store.write.placeHold({ hold, now: NOW });
    expect((await claim()).map(({ campaignId }) => campaignId)).toEqual(['autumn']);
    const page = await store.read.jobPage({ filter: { states: ['queued'] }, index: 0, limit: 10, now: NOW });
    expect(page.rows).toMatchObject([{ campaignId: 'spring', wait: 'pool', reason: 'Empty.' }]);
    expect(await store.read.holds({ now: NOW })).toMatchObject([{ campaignId: 'spring', jobs: 1 }]);
    expect(await store.write.nextJobAt({ away: [] })).toBe(NOW + 5000);
    expect(await claim({ now: NOW + 5000 })).toHaveLength(1);
  });

  it('waits for a person where a hold has no end', async () => {
    await ask('spring:msg-1');
    const account = {
      networkId,
      campaignId: '',
      wait: 'account',
      reason: 'Enter the key.',
      until: null,
    } as const;
    await store.write.placeHold({ hold: account, now: NOW });
    await store.write.placeHold({ hold: { ...account, wait: 'network', until: NOW + 1 }, now: NOW });
    await store.write.connectionBack();
    expect(await store.write.nextJobAt({ away: [] })).toBeNull();
    await store.write.setNetworkToken({ id: networkId, token: { keeping: 'environment', variable: 'NEW' } });
    expect(await claim()).toHaveLength(1);
  });

  it('gives back what a dead runner held, counting a try that may have reached the network', async () => {
    await ask('spring:msg-1');
    expect(await onlyJob()).toMatchObject({ attempt: 1, unanswered: 0 });
    await store.write.releaseJobs({ jobIds: null });
    const again = await onlyJob();
    expect(again).toMatchObject({ attempt: 1, unanswered: 1 });
    await store.write.releaseJobs({ jobIds: [again.id] });
    expect(await onlyJob()).toMatchObject({ unanswered: 1 });
    expect(await store.write.nextJobAt({ away: [] })).toBe(NOW + 60_000);
    expect(await claim({ now: NOW + 60_000 })).toMatchObject([{ unanswered: 2 }]);
  });

  it('of one lane takes nothing else', async () => {
    await ask('spring:msg-1');
    const second = await ask('spring:msg-2');
    expect(await claim({ lane: `session:${second}` })).toMatchObject([
      { payload: { sessionNumberId: second } },
    ]);
  });
});

describe('a person', () => {
  it('takes an update back before it is sent, and the next one moves up', async () => {
    const id = await ask('spring:msg-1');
    await given(await onlyJob());
    const { seq } = await update(id, { ad_copy: 'A' });
    await update(id, { ad_copy: 'B' });
    await store.write.cancelUpdate({ sessionNumberId: id, seq, now: NOW });
    expect(await onlyJob()).toMatchObject({ payload: { seq: seq + 1 } });
    const { history } = await store.read.sessionDetail({ id });
    expect(history.find((entry) => entry.seq === seq)?.state).toBe('cancelled');
    await expect(store.write.cancelUpdate({ sessionNumberId: id, seq, now: NOW })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('tries a failed update again as a new entry at the end of the history', async () => {
    const id = await ask('spring:msg-1');
    await given(await onlyJob());
    const { jobId, seq } = await update(id, { ad_copy: 'A' });
    const job = await onlyJob();
    const effect = {
      kind: 'session.update_refused' as const,
      sessionNumberId: id,
      seq,
      reason: 'No.',
      versionNow: null,
    };
    await store.write.settleJobs({
      tries: [{ jobId: job.id, outcome: { kind: 'failed', reason: 'No.', hold: null, effect } }],
      contacts: [],
      now: NOW,
    });
    await store.write.retryJob({ id: jobId, now: NOW });
    expect(await onlyJob()).toMatchObject({ payload: { seq: seq + 1 } });
  });
});

describe('a pool forecast', () => {
  it('counts arrivals and the numbers that are away', async () => {
    for (let index = 0; index < 3; index += 1) await ask(`spring:msg-${index}`);
    for (const job of await claim()) await given(job);
    const forecast = await store.read.poolForecast({
      networkId,
      campaignId: 'spring',
      hours: 24,
      poolSize: 5,
      more: 10,
      holdSeconds: null,
      now: NOW + 2 * HOUR,
    });
    expect(forecast).toMatchObject({ arrivals: 3, perHour: 1.5, holdSeconds: 14_400, inUse: 3, needed: 7 });
    expect(forecast.pool).toEqual({
      size: 5,
      dryAt: NOW + 4 * HOUR,
      withMore: { size: 15, dryAt: null },
    });
  });
});
