import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptOutcome } from '#main/engine/ports/outbox.ts';
import type { DeliveryRow } from '#shared/ipc/postbacks.ts';
import type { ReplayDraft, ReplaySelection, ReplayView } from '#shared/ipc/replays.ts';
import { templateDraft } from '#test/support/template-draft.ts';
import { testStore } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';

const SAVED = 1_750_000_000_000;
const HOUR = 60 * 60 * 1000;
const NOW = SAVED + 5 * HOUR;

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.end());

const draftTemplate = (url: string, id: number | null = null) =>
  templateDraft({ id, url: `https://kestrel.example/cb?id={invoca_id}&d={delivery_id}${url}` });

function call(k: number, more: Partial<PracticeRow> = {}): PracticeRow {
  const row = { id: `T-${k}`, call: `C-${k}`, result: 'Paid', payout: 2100, startedAt: SAVED + k * 1000 };
  return { ...row, partner: '23', offer: '45', ...more };
}

/** Tries everything that is due, with one outcome for all; gives the ids in their order. */
async function send(now: number, more: Partial<AttemptOutcome> = {}): Promise<string[]> {
  const claimed = await store.write.claimDeliveries({
    now,
    limit: 100,
    perReceiver: 100,
    leaseMs: 60_000,
    inFlight: {},
  });
  const outcomes = claimed.map(({ deliveryId, attempt, url }): AttemptOutcome => {
    const blank = { requestHeaders: '', responseHeaders: '', bodyStart: 'OK' };
    const answer = { httpStatus: 200, verdict: 'accepted', reason: 'HTTP 200' } as const;
    const made = { number: attempt, startedAt: now, durationMs: 12, url, ...blank, ...answer };
    return { deliveryId, attempt: made, state: 'accepted', dueAt: null, stopReceiver: false, ...more };
  });
  await store.write.recordAttempts({ outcomes });
  return claimed.map(({ deliveryId }) => deliveryId);
}

const all: ReplaySelection = { filter: {}, from: null, to: null };
const replayOf = (more: Partial<ReplayDraft> = {}): ReplayDraft => ({
  selection: all,
  identity: 'keep',
  perSecond: 2,
  note: '',
  ...more,
});

async function begin(more: Partial<ReplayDraft> = {}, now = NOW): Promise<ReplayView> {
  const draft = replayOf(more);
  const { deliveryIds } = await store.read.replayable(draft);
  const { fingerprint } = await store.read.replayPreview({ draft });
  return store.write.beginReplay({ draft, deliveryIds, fingerprint, now });
}

async function deliveries(): Promise<readonly DeliveryRow[]> {
  return (await store.read.deliveryPage({ filter: {}, index: 0, limit: 100 })).rows;
}

const firstId = async (): Promise<string> => (await deliveries()).at(-1)?.deliveryId ?? '';

describe('a replay', () => {
  let templateId: number;
  beforeEach(async () => {
    const saved = await store.write.saveTemplate({ draft: draftTemplate('&p={payout}'), now: SAVED });
    templateId = saved.id;
    await store.take([call(1), call(2), call(3)]);
    await send(SAVED + HOUR);
  });

  it('shows old and new request of each delivery, and does nothing yet', async () => {
    await store.take([call(4, { id: 'T-2b', call: 'C-2', corrects: 'T-2', payout: 2550 })]);
    await store.take([call(5, { id: 'T-3b', call: 'C-3', corrects: 'T-3', result: 'Expired' })]);
    const preview = await store.read.replayPreview({ draft: replayOf() });
    expect(preview).toMatchObject({ found: 3, sends: 2, changed: 1, leftOut: 0, lastsMs: 500 });
    expect(preview.refusals).toEqual([{ why: 'not_so_now', count: 1 }]);
    expect(preview.receivers).toEqual([{ receiver: 'kestrel.example', count: 2, paused: false }]);
    expect(preview.items.map(({ invocaId, refused }) => [invocaId, refused])).toEqual([
      ['C-2', null],
      ['C-1', null],
      ['C-3', 'not_so_now'],
    ]);
    const [changed] = preview.items;
    const id = changed?.deliveryId ?? '';
    expect(changed?.before).toEqual({
      method: 'GET',
      url: `https://kestrel.example/cb?id=C-2&d=${id}&p=21.00`,
      body: '',
    });
    expect(changed?.after.url).toBe(`https://kestrel.example/cb?id=C-2&d=${id}&p=25.50`);
    expect((await deliveries()).every(({ state }) => state === 'accepted')).toBe(true);
  });

  it('as a repair keeps the ids and goes out at its pace, oldest conversion first', async () => {
    const before = (await deliveries()).map(({ deliveryId }) => deliveryId).toReversed();
    const replay = await begin({ note: 'their database was lost' });
    expect(replay).toMatchObject({
      sends: 3,
      refused: 0,
      waiting: 3,
      accepted: 0,
      note: 'their database was lost',
    });
    expect((await deliveries()).map(({ dueAt }) => dueAt).toReversed()).toEqual([NOW, NOW + 500, NOW + 1000]);
    expect(await send(NOW)).toEqual(before.slice(0, 1));
    expect(await send(NOW + 1000)).toEqual(before.slice(1));
    const { attempts } = await store.read.deliveryDetail({ deliveryId: before[0] ?? '' });
    expect(attempts.map(({ number }) => number)).toEqual([1, 2]);
    expect(await store.read.replays({ limit: 5 })).toMatchObject([{ waiting: 0, accepted: 3, failed: 0 }]);
  });

  it('begins the schedule of attempts anew, however many were made before', async () => {
    await begin();
    const [claimed] = await store.write.claimDeliveries({
      now: NOW,
      limit: 1,
      perReceiver: 1,
      leaseMs: 60_000,
      inFlight: {},
    });
    expect(claimed?.attempt).toBe(1);
  });

  it('as a second posting takes an id and a meaning of its own, once', async () => {
    const selection = { deliveryIds: [await firstId()] };
    const replay = await begin({ selection, identity: 'new' });
    expect(replay).toMatchObject({ sends: 1, refused: 0 });
    const [posted, ...others] = await deliveries();
    expect(posted).toMatchObject({ meaning: 'approved', posting: 2, state: 'waiting', invocaId: 'C-1' });
    expect(posted?.url).toContain(posted?.deliveryId);
    expect(others.every(({ state }) => state === 'accepted')).toBe(true);

    const twice = await begin({ selection, identity: 'new' });
    expect(twice).toMatchObject({ sends: 0, refused: 1 });
    expect((await store.read.replayDetail({ id: twice.id, index: 0, limit: 10 })).refusals).toEqual([
      { why: 'posting_waits', count: 1 },
    ]);
    await send(NOW);
    await begin({ selection, identity: 'new' });
    expect((await deliveries())[0]?.posting).toBe(3);
  });

  it('never repeats the postings of one conversion against each other', async () => {
    await begin({ selection: { deliveryIds: [await firstId()] }, identity: 'new' });
    await send(NOW);
    const preview = await store.read.replayPreview({ draft: replayOf({ identity: 'new' }) });
    expect(preview).toMatchObject({ found: 4, sends: 3 });
    expect(preview.refusals).toEqual([{ why: 'posting_waits', count: 1 }]);
  });

  it('refuses what waits under its id already, and shows that', async () => {
    await begin();
    const again = await begin();
    expect(again).toMatchObject({ sends: 0, refused: 3, waiting: 0 });
    const detail = await store.read.replayDetail({ id: again.id, index: 1, limit: 1 });
    expect(detail).toMatchObject({ count: 3, refusals: [{ why: 'waiting', count: 3 }] });
    expect(detail.rows).toMatchObject([{ place: 1, invocaId: 'C-2', refused: 'waiting', state: 'waiting' }]);
    expect(await send(NOW + HOUR)).toHaveLength(3);
  });

  it('is taken back as far as it was not tried, and leaves everything as it was', async () => {
    const before = await deliveries();
    await store.write.saveTemplate({ draft: draftTemplate('&changed=1', templateId), now: NOW });
    const keep = await begin();
    expect((await deliveries()).every(({ url }) => url.includes('changed'))).toBe(true);
    await send(NOW);
    expect(await store.write.cancelReplay({ id: keep.id, now: NOW + 1 })).toMatchObject({
      waiting: 0,
      accepted: 1,
      takenBack: 2,
      cancelledAt: NOW + 1,
    });
    const after = await deliveries();
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[2]?.url).toContain('changed');
    expect((await store.read.receivers())[0]).toMatchObject({ waiting: 0 });

    const posting = await begin({ identity: 'new' });
    await store.write.cancelReplay({ id: posting.id, now: NOW });
    expect(await deliveries()).toEqual(after);
    expect((await store.read.receivers())[0]).toMatchObject({ waiting: 0 });
    const { rows } = await store.read.replayDetail({ id: posting.id, index: 0, limit: 10 });
    expect(rows.map(({ takenBack, state }) => [takenBack, state])).toEqual([
      [true, null],
      [true, null],
      [true, null],
    ]);
  });

  it('finds what was settled in a time range', async () => {
    await store.take([call(6)]);
    await send(SAVED + 2 * HOUR);
    const draft = replayOf({ selection: { filter: {}, from: SAVED + 2 * HOUR, to: SAVED + 3 * HOUR } });
    const { items } = await store.read.replayPreview({ draft });
    expect(items.map(({ invocaId }) => invocaId)).toEqual(['C-6']);
  });

  it('does only what the preview showed', async () => {
    const draft = replayOf();
    const { fingerprint } = await store.read.replayPreview({ draft });
    const { deliveryIds } = await store.read.replayable(draft);
    await store.take([call(4, { id: 'T-2b', call: 'C-2', corrects: 'T-2', payout: 1 })]);
    await expect(store.write.beginReplay({ draft, deliveryIds, fingerprint, now: NOW })).rejects.toThrow(
      'has changed since the preview',
    );
    expect(await store.read.replays({ limit: 5 })).toEqual([]);
  });

  it('keeps its pace after the machine slept', async () => {
    await begin({ perSecond: 0.1 });
    await store.take([call(7)]);
    await store.write.spreadOverdue({ now: NOW + HOUR, overMs: 60_000 });
    const due = (await deliveries()).map(({ dueAt }) => (dueAt ?? 0) - NOW - HOUR);
    expect(due.toReversed()).toEqual([0, 10_000, 20_000, 0]);
  });

  it('never tells a partner what TUNE may tell it too', async () => {
    const token = { keeping: 'environment', variable: 'TUNE_KEY' } as const;
    const base = { name: 'TUNE', baseUrl: 'https://leadtrust.api.hasoffers.com', networkId: 'leadtrust' };
    const account = { ...base, timeZone: null, currency: 'USD', token, practice: false };
    const { id } = await store.write.addTuneAccount({ account, now: NOW });
    const of = { postbackId: '310', partnerId: '23', offerId: '0', goalId: null };
    const postback = {
      ...of,
      type: 'url',
      status: 'active',
      code: 'https://k.example/t',
      modifiedAt: null,
    } as const;
    await store.write.saveTunePostbacks({ networkId: id, postbacks: [postback], now: NOW });
    const preview = await store.read.replayPreview({ draft: replayOf() });
    expect(preview).toMatchObject({ sends: 0, refusals: [{ why: 'told_by_tune', count: 3 }] });
  });

  it('is refused while TUNE tells the partners', async () => {
    const draft = replayOf();
    const { deliveryIds } = await store.read.replayable(draft);
    await store.write.setOwnership({ mode: 'observe', now: NOW });
    await expect(store.read.replayPreview({ draft })).rejects.toThrow('only observes');
    await expect(
      store.write.beginReplay({ draft, deliveryIds, fingerprint: null, now: NOW }),
    ).rejects.toThrow('only observes');
  });
});
