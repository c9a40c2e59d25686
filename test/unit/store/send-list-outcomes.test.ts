import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, listStore, NOW } from '#test/support/list-store.ts';
import type { ListStore } from '#test/support/list-store.ts';

let desk: ListStore;
beforeEach(async () => {
  desk = await listStore();
});
afterEach(() => desk.end());

describe('messages that are posted', () => {
  const post = { url: 'https://poster.example/m', perSecond: 7, allowLocal: false, posting: true };
  const claim = (now = NOW) =>
    desk.store.write.claimPosts({ now, limit: 10, perReceiver: 10, leaseMs: 1000, inFlight: {} });

  it('are owed once each under an id of their own, and handed out by being accepted', async () => {
    const id = await desk.started(2);
    await desk.work();
    await desk.store.write.savePostSettings({ id, post });
    expect(await desk.store.write.nextPostAt()).toBe(0);
    const claimed = await claim();
    expect(claimed.map(({ url, perSecond, attempt }) => [url, perSecond, attempt])).toEqual(
      [0, 1].map(() => ['https://poster.example/m', 7, 1]),
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
    await desk.store.write.releasePosts({ deliveryIds: null });
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
    await desk.store.write.recordPosts({
      outcomes: again.map(({ deliveryId }) => ({
        deliveryId,
        attempt,
        state: 'accepted',
        dueAt: null,
        stopReceiver: false,
      })),
    });
    expect(await desk.counts(id)).toMatchObject({ ready: 0, handed: 2 });
    expect(await claim(NOW + HOUR)).toEqual([]);
    const detail = await desk.store.read.postDetail({ deliveryId: claimed[0]?.deliveryId ?? '' });
    expect(detail).toMatchObject({ row: { state: 'accepted', attempts: 1 }, tries: [{ number: 1 }] });
  });

  it('lapse when their number has too little time left, and wait while the list is stopped', async () => {
    const id = await desk.started(1);
    await desk.work();
    await desk.store.write.savePostSettings({ id, post });
    await desk.store.write.stopSendList({ id, stopped: true });
    expect(await claim()).toEqual([]);
    expect(await desk.store.write.nextPostAt()).toBeNull();
    await desk.store.write.stopSendList({ id, stopped: false });
    expect(await claim()).toHaveLength(1);
    expect(await claim(NOW + 4 * HOUR)).toEqual([]);
    const { post: after } = await desk.store.read.sendList({ id, now: NOW + 4 * HOUR });
    expect(after.counts).toMatchObject({ lapsed: 1 });
  });
});

it('joins calls to the message whose number they came on, by ad copy and hour', async () => {
  const id = await desk.started(4);
  await desk.work();
  const messages = await desk.finished(id);
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
  await desk.store.write.upsertSessionCalls({ networkId: desk.networkId, poll, calls, now: NOW });
  const page = await desk.store.read.callPage({
    filter: {},
    order: { by: 'started_at', descending: false },
    fields: [],
    index: 0,
    limit: 1,
  });
  await desk.store.write.setCallOrder({ id: page.rows[0]?.id ?? 0, ordered: true, now: NOW });

  const results = await desk.store.read.sendListResults({ id });
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
  const { count, rows } = await desk.store.read.recipientResults(request);
  expect({ count, first: rows[0] }).toMatchObject({
    count: 3,
    first: { twitterId: '1597334455667788991', calls: 2, talkSeconds: 120 },
  });
});
