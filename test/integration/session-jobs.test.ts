import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSessionDesk } from '#test/support/session-desk.ts';
import type { SessionDesk } from '#test/support/session-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let desk: SessionDesk;

beforeEach(async () => {
  desk = await openSessionDesk();
});
afterEach(() => desk.end());

async function active(reference = 'message-1'): Promise<number> {
  const id = await desk.ask(reference);
  await desk.quiet();
  expect((await desk.detail(id)).row.state).toBe('active');
  return id;
}

/** Somebody else changes the information of the session at the network. */
async function changeElsewhere(id: number, keyword: string): Promise<void> {
  const { row } = await desk.detail(id);
  const account = await desk.accounts().account(desk.networkId);
  await account?.client.updateInformation({
    session: { sessionId: row.sessionId ?? '' },
    update: { mode: 'merge', keywords: [keyword] },
    expectedVersion: null,
    signal: new AbortController().signal,
  });
}

async function waiting(): Promise<readonly { readonly wait: string | null; readonly reason: string }[]> {
  const now = desk.time.clock();
  const { rows } = await desk
    .store()
    .read.jobPage({ filter: { states: ['queued'] }, index: 0, limit: 50, now });
  return rows.map(({ wait, reason }) => ({ wait, reason }));
}

describe('updates of a session number', () => {
  it('wait while the network is out of reach, and then go in one request, in order', async () => {
    const id = await active();
    desk.runner().setOnline(false);
    for (let step = 1; step <= 10; step += 1) {
      await desk.update(id, { mode: 'merge', keywords: [`page ${step}`], fields: { [`f${step}`]: 'x' } });
    }
    await desk.time.advance(5000);
    const { row, afterWaiting } = await desk.detail(id);
    expect(row).toMatchObject({ waitingUpdates: 10, version: 0 });
    expect(afterWaiting.keywords).toEqual(['page 10']);
    const before = desk.spc.seen();
    desk.runner().setOnline(true);
    await desk.quiet();
    expect(desk.spc.seen() - before).toBe(1);
    const after = await desk.detail(id);
    expect(after.row).toMatchObject({ waitingUpdates: 0, version: 1, information: afterWaiting });
    expect(after.history.map(({ state }) => state)).toEqual(Array(10).fill('accepted'));
    expect(desk.held(row.sessionId)).toEqual({ ...afterWaiting, version: 1 });
  });

  it('are not applied, with the reason, when the session ends before they could be sent', async () => {
    const id = await active();
    desk.runner().setOnline(false);
    await desk.update(id, { mode: 'merge', keywords: ['late'] });
    await desk.time.advance(5 * HOUR);
    const { row, history } = await desk.detail(id);
    expect(row).toMatchObject({ state: 'expired', waitingUpdates: 0 });
    expect(history).toMatchObject([
      { state: 'not_applied', reason: expect.stringContaining('session ended before') },
    ]);
    expect(await desk.store().read.jobCounts()).toMatchObject({ queued: 0, failed: 1 });
  });

  it('are not applied when the network says that the session is over', async () => {
    const id = await active();
    const { row } = await desk.detail(id);
    const session = desk.spc.service.desk.sessions.get(row.sessionId ?? '');
    if (!session) throw new Error('The server does not know the session.');
    desk.spc.service.desk.expire(session, desk.time.clock());
    await desk.update(id, { mode: 'merge', keywords: ['late'] });
    await desk.time.advance(1000);
    const after = await desk.detail(id);
    expect(after.row).toMatchObject({ state: 'expired' });
    expect(after.history[0]).toMatchObject({ state: 'not_applied' });
  });

  it('stay queued while the network accepts nothing, and go out when it does', async () => {
    const id = await active();
    desk.spc.service.settings.acceptsUpdates = false;
    await desk.update(id, { mode: 'merge', keywords: ['a'] });
    await desk.time.advance(5 * MINUTE);
    expect(await waiting()).toEqual([{ wait: 'network', reason: 'The network has not stored this yet.' }]);
    desk.spc.service.settings.acceptsUpdates = true;
    await desk.quiet();
    expect((await desk.detail(id)).row).toMatchObject({ version: 1, information: { keywords: ['a'] } });
  });

  it('that expect another version are refused with the one there is', async () => {
    const id = await active();
    await changeElsewhere(id, 'foreign');
    await desk.update(id, { mode: 'merge', fields: { x: '1' } }, 0);
    await desk.update(id, { mode: 'merge', fields: { y: '2' } });
    await desk.quiet();
    const { history, row } = await desk.detail(id);
    expect(history).toMatchObject([
      { state: 'accepted', versionAfter: 2 },
      { state: 'refused', versionAfter: 1, reason: expect.stringContaining('version 1, not 0') },
    ]);
    expect(row).toMatchObject({ sure: false, version: 2 });
    await desk.update(id, { mode: 'replace', keywords: ['all ours'] });
    await desk.quiet();
    expect((await desk.detail(id)).row).toMatchObject({
      sure: true,
      information: { keywords: ['all ours'] },
    });
  });

  it('that expected their version are not refused for their own lost answer', async () => {
    const id = await active();
    desk.spc.mishaps.push('lost');
    await desk.update(id, { mode: 'merge', fields: { x: '1' } }, 0);
    await desk.quiet();
    const { history, row } = await desk.detail(id);
    expect(history).toMatchObject([{ state: 'accepted', versionAfter: 1 }]);
    expect(row.information.fields).toEqual({ x: '1' });
  });

  it('do not take one another with them: the one the network refuses is refused alone', async () => {
    const id = await active();
    const many = Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`f${index}`, 'x']));
    await desk.update(id, { mode: 'merge', fields: many });
    await desk.quiet();
    desk.runner().setOnline(false);
    // The session has room for one more field.
    await desk.update(id, { mode: 'merge', fields: { g1: 'x', g2: 'x' } });
    await desk.update(id, { mode: 'merge', fields: { h1: 'x' } });
    desk.runner().setOnline(true);
    await desk.quiet();
    const { history } = await desk.detail(id);
    expect(history.map(({ state }) => state)).toEqual(['accepted', 'refused', 'accepted']);
    expect(history[1]?.reason).toContain('too many');
  });

  it('that get no answer five times are given up, and tried again as a new entry', async () => {
    const id = await active();
    desk.spc.mishaps.push('gateway', 'gateway', 'lost', 'gateway', 'gateway');
    const { jobId } = await desk.update(id, { mode: 'merge', keywords: ['a'] });
    await desk.quiet();
    const { history } = await desk.detail(id);
    expect(history).toMatchObject([
      { seq: 1, state: 'refused', reason: expect.stringContaining('Given up after 5 tries') },
    ]);
    await desk.store().write.retryJob({ id: jobId, now: desk.time.clock() });
    desk.runner().wake();
    await desk.quiet();
    expect((await desk.detail(id)).history).toMatchObject([
      { seq: 2, state: 'accepted' },
      { seq: 1, state: 'refused' },
    ]);
  });
});

describe('a request for a number', () => {
  it('waits as long as an empty pool says, its campaign with it, others going on', async () => {
    const small = 'showroom';
    for (let index = 0; index < 13; index += 1) await desk.ask(`message-${index}`, { campaignId: small });
    await desk.ask('message-x', { campaignId: 'spring-offer-7' });
    await desk.time.advance(10_000);
    const holds = await desk.store().read.holds({ now: desk.time.clock() });
    expect(holds).toMatchObject([{ campaignId: small, wait: 'pool', jobs: 1 }]);
    expect(holds[0]?.until).toBeGreaterThan(desk.time.clock() + 3 * HOUR);
    expect(await desk.store().read.jobCounts()).toMatchObject({ done: 13, queued: 1 });
    const forecast = await desk.store().read.poolForecast({
      networkId: desk.networkId,
      campaignId: small,
      hours: 24,
      poolSize: null,
      more: 5,
      holdSeconds: null,
      now: desk.time.clock(),
    });
    expect(forecast.pool).toMatchObject({ size: 12, dryAt: desk.time.clock() });
    // Four hours of hold and a quarter of an hour of rest later, a number is free again.
    await desk.time.advance(4 * HOUR + 16 * MINUTE);
    expect(await desk.store().read.jobCounts()).toMatchObject({ done: 14, queued: 0 });
    expect(desk.spc.service.desk.counts.numbersGiven).toBe(14);
  });

  it('holds its campaign when the network does not know it, until a person lifts that', async () => {
    await desk.ask('message-1', { campaignId: 'nobody-knows' });
    await desk.ask('message-2', { campaignId: 'nobody-knows' });
    await desk.time.advance(HOUR);
    const before = desk.spc.seen();
    await desk.time.advance(HOUR);
    expect(desk.spc.seen()).toBe(before);
    const [hold] = await desk.store().read.holds({ now: desk.time.clock() });
    expect(hold).toMatchObject({ campaignId: 'nobody-knows', wait: 'campaign', until: null, jobs: 2 });
    const overview = await desk.store().read.overview({ dayStart: 0, dayEnd: 1, now: desk.time.clock() });
    expect(overview.attention).toMatchObject([{ kind: 'job_held', count: 2 }]);
    expect(overview.jobs).toMatchObject({ waiting: 2, held: hold?.reason });
  });

  it('stops the account for a refused key, and goes on with a new one', async () => {
    desk.key = 'wrong';
    const id = await desk.ask('message-1');
    await desk.time.advance(HOUR);
    expect(desk.spc.seen()).toBe(1);
    expect(await desk.store().read.holds({ now: desk.time.clock() })).toMatchObject([
      { campaignId: '', wait: 'account', until: null },
    ]);
    expect((await desk.store().read.spcNetworks())[0]?.lastError).toContain('key');
    desk.key = desk.spc.key;
    await desk.store().write.setNetworkToken({ id: desk.networkId, token: { keeping: 'session' } });
    desk.accounts().changed();
    desk.runner().networksChanged();
    await desk.quiet();
    expect((await desk.detail(id)).row.state).toBe('active');
    expect((await desk.store().read.spcNetworks())[0]?.lastError).toBeNull();
  });

  it('is tried once more when the clocks disagree, and then says by how much', async () => {
    desk.spc.service.settings.clockOffsetMinutes = 6;
    await desk.ask('message-1');
    await desk.time.advance(HOUR);
    expect(desk.spc.seen()).toBe(2);
    const [hold] = await desk.store().read.holds({ now: desk.time.clock() });
    expect(hold).toMatchObject({ wait: 'account', reason: expect.stringMatching(/36\d s ahead of/) });
    const { attention } = await desk
      .store()
      .read.overview({ dayStart: 0, dayEnd: 1, now: desk.time.clock() });
    expect(attention.map(({ kind }) => kind)).toContain('clock_difference');
  });

  it('is the same number when its answer was lost and the process died', async () => {
    desk.spc.mishaps.push('lost');
    const id = await desk.ask('message-1');
    await desk.time.settle();
    await desk.crash();
    await desk.quiet();
    expect((await desk.detail(id)).row).toMatchObject({ state: 'active', replayed: true });
    expect(desk.spc.service.desk.counts).toMatchObject({ numbersGiven: 1, replays: 1 });
  });

  it('is released when asked, and rests until the network says', async () => {
    const id = await active();
    await desk.store().write.queueRelease({ sessionNumberId: id, now: desk.time.clock() });
    desk.runner().wake();
    await desk.quiet();
    const { row } = await desk.detail(id);
    expect(row).toMatchObject({ state: 'released' });
    expect((row.quarantinedUntil ?? 0) - (row.endedAt ?? 0)).toBe(15 * MINUTE);
  });
});

describe('a number about to end', () => {
  it('is told once, half an hour before, with the others of that half hour', async () => {
    await desk.ask('message-1');
    await desk.time.advance(10 * MINUTE);
    await desk.ask('message-2');
    await desk.time.advance(3 * HOUR);
    expect(desk.ending).toEqual([]);
    await desk.time.advance(30 * MINUTE);
    expect(desk.ending).toMatchObject([{ count: 1 }]);
    await desk.time.advance(2 * HOUR);
    expect(desk.ending.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    const { rows } = await desk
      .store()
      .read.sessionPage({ filter: { states: ['expired'] }, index: 0, limit: 9 });
    expect(rows).toHaveLength(2);
  });
});

describe('an account that says “too many requests”', () => {
  it('is waited for, and then asked by fewer at once for a minute', async () => {
    await desk.end();
    desk = await openSessionDesk({ rate: 2 });
    for (let index = 0; index < 30; index += 1) await desk.ask(`message-${index}`);
    await desk.quiet();
    expect(await desk.store().read.jobCounts()).toMatchObject({ done: 30, failed: 0 });
    expect(desk.spc.service.desk.counts.numbersGiven).toBe(30);
  });
});
