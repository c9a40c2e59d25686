import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptOutcome, ClaimedDelivery } from '#main/engine/ports/outbox.ts';
import type { TemplateDraft } from '#shared/ipc/postbacks.ts';
import { testStore } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';

const SAVED = 1_750_000_000_000;
const HOUR = 60 * 60 * 1000;

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.end());

function draft(more: Partial<TemplateDraft> = {}): TemplateDraft {
  return {
    id: null,
    name: 'Kestrel',
    url: 'https://kestrel.example/cb?id={invoca_id}&s={aff_sub2}&p={payout}&d={delivery_id}',
    scope: { networkId: null, partnerId: null, offerId: null },
    startsAt: null,
    active: true,
    ...more,
  };
}

function call(k: number, more: Partial<PracticeRow> = {}): PracticeRow {
  return {
    id: `T-${k}`,
    call: `C-${k}`,
    result: 'Paid',
    payout: 2100,
    startedAt: SAVED + k * 1000,
    partner: '23',
    offer: '45',
    ...more,
  };
}

function outcome(claimed: ClaimedDelivery, more: Partial<AttemptOutcome> = {}): AttemptOutcome {
  return {
    deliveryId: claimed.deliveryId,
    attempt: {
      number: claimed.attempt,
      startedAt: SAVED + HOUR,
      durationMs: 12,
      url: claimed.url,
      requestHeaders: '',
      httpStatus: 200,
      responseHeaders: '',
      bodyStart: 'OK',
      verdict: 'accepted',
      reason: '200',
    },
    state: 'accepted',
    dueAt: null,
    stopReceiver: false,
    ...more,
  };
}

const page = { filter: {}, index: 0, limit: 100 };
const claiming = { now: SAVED + HOUR, limit: 10, perReceiver: 10, leaseMs: 60_000, inFlight: {} };

describe('a delivery', () => {
  it('is owed once when a conversion is approved, and never again however often it turns', async () => {
    await store.write.saveTemplate({ draft: draft(), now: SAVED });
    expect(await store.take([call(1, { result: 'No Sale', subIds: { aff_sub2: 'a b&c' } })])).toMatchObject({
      owed: 0,
    });
    expect(await store.take([call(2, { id: 'T-1b', call: 'C-1', corrects: 'T-1' })])).toMatchObject({
      owed: 1,
    });
    expect(
      await store.take([call(3, { id: 'T-1c', call: 'C-1', corrects: 'T-1b', result: 'Repeat' })]),
    ).toMatchObject({ owed: 0 });
    expect(
      await store.take([call(4, { id: 'T-1d', call: 'C-1', corrects: 'T-1c', payout: 50 })]),
    ).toMatchObject({ owed: 0 });
    const { rows, count } = await store.read.deliveryPage(page);
    expect(count).toBe(1);
    expect(rows[0]).toMatchObject({
      invocaId: 'C-1',
      meaning: 'approved',
      state: 'waiting',
      receiver: 'kestrel.example',
    });
    expect(rows[0]?.url).toBe(
      `https://kestrel.example/cb?id=C-1&s=a%20b%26c&p=21.00&d=${rows[0]?.deliveryId}`,
    );
    const { origins } = await store.read.deliveryDetail({ deliveryId: rows[0]?.deliveryId ?? '' });
    expect(origins).toContainEqual({ macro: 'aff_sub2', value: 'a b&c', origin: 'ring_pool' });
  });

  it('is owed to every template that speaks for the conversion, and to no other', async () => {
    const scope = { networkId: null, partnerId: '23', offerId: null };
    await store.write.saveTemplate({ draft: draft({ name: 'partner', scope }), now: SAVED });
    await store.write.saveTemplate({
      draft: draft({ name: 'other', scope: { ...scope, partnerId: '99' } }),
      now: SAVED,
    });
    await store.write.saveTemplate({
      draft: draft({ name: 'offer', scope: { ...scope, offerId: '45' } }),
      now: SAVED,
    });
    await store.write.saveTemplate({ draft: draft({ name: 'off', active: false }), now: SAVED });
    expect(await store.take([call(1)])).toMatchObject({ owed: 2 });
    const { rows } = await store.read.deliveryPage(page);
    expect(rows.map(({ templateName }) => templateName).toSorted()).toEqual(['offer', 'partner']);
  });

  it('is not owed for calls before the template, nor by a desk that only observes', async () => {
    await store.write.saveTemplate({ draft: draft(), now: SAVED });
    expect(await store.take([call(1, { startedAt: SAVED - 1 })])).toMatchObject({ owed: 0 });
    await store.write.setOwnership({ mode: 'observe', now: SAVED + HOUR });
    expect(await store.take([call(2)])).toMatchObject({ owed: 0 });
    await store.write.setOwnership({ mode: 'desk', now: SAVED + 2 * HOUR });
    const later = [call(3), call(4, { startedAt: SAVED + 3 * HOUR })];
    expect(await store.take(later)).toMatchObject({ owed: 1 });
    expect((await store.read.deliveryPage(page)).rows).toMatchObject([{ invocaId: 'C-4' }]);
  });

  it('is owed at once for approved conversions when a template starts earlier, as foretold, and once', async () => {
    await store.take([call(1), call(2), call(3, { result: 'Repeat' }), call(4, { startedAt: SAVED - HOUR })]);
    const earlier = draft({ startsAt: SAVED });
    expect(await store.read.templateConsequence({ draft: earlier, now: SAVED + HOUR })).toEqual({
      wouldOwe: 2,
    });
    const saved = await store.write.saveTemplate({ draft: earlier, now: SAVED + HOUR });
    expect(saved).toMatchObject({ owed: 2, accepted: 0, startsAt: SAVED });
    const again = draft({ id: saved.id, startsAt: SAVED });
    expect(await store.read.templateConsequence({ draft: again, now: SAVED + HOUR })).toEqual({
      wouldOwe: 0,
    });
    expect(await store.write.saveTemplate({ draft: again, now: SAVED + HOUR })).toMatchObject({ owed: 2 });
    expect(
      await store.write.saveTemplate({ draft: { ...again, startsAt: SAVED - 2 * HOUR }, now: SAVED }),
    ).toMatchObject({ owed: 3 });
  });

  it('stays in the list when its template is removed', async () => {
    const saved = await store.write.saveTemplate({ draft: draft(), now: SAVED });
    await store.take([call(1)]);
    await store.write.removeTemplate({ id: saved.id });
    expect(await store.read.templates()).toEqual([]);
    expect(await store.take([call(2)])).toMatchObject({ owed: 0 });
    expect((await store.read.deliveryPage(page)).rows).toMatchObject([{ templateName: 'Kestrel' }]);
    await expect(store.write.removeTemplate({ id: saved.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused with a template that cannot be sent', async () => {
    const save = store.write.saveTemplate({
      draft: draft({ url: 'ftp://kestrel.example/{nope}' }),
      now: SAVED,
    });
    await expect(save).rejects.toMatchObject({ code: 'invalid_input', field: 'url' });
  });

  it('is previewed with the newest approved conversion', async () => {
    await store.take([call(1), call(2, { subIds: { aff_sub2: 'x1' } }), call(3, { result: 'Repeat' })]);
    const preview = await store.read.templatePreview({ draft: draft(), conversionId: null });
    expect(preview).toMatchObject({ invocaId: 'C-2', empty: [], faults: [] });
    expect(preview.url).toContain('id=C-2&s=x1&p=21.00');
    const other = draft({ scope: { networkId: null, partnerId: 'nobody', offerId: null } });
    expect(await store.read.templatePreview({ draft: other, conversionId: null })).toMatchObject({
      conversionId: null,
    });
  });
});

describe('a claim', () => {
  beforeEach(async () => {
    const template = (host: string, partnerId: string): Promise<unknown> =>
      store.write.saveTemplate({
        draft: draft({
          url: `https://${host}/?id={invoca_id}`,
          scope: { networkId: null, partnerId, offerId: null },
        }),
        now: SAVED,
      });
    await template('busy.example', '23');
    await template('calm.example', '24');
  });

  const busy = (count: number, from = 1): PracticeRow[] =>
    Array.from({ length: count }, (_, k) => call(from + k));

  it('takes the oldest conversion first, so many of one receiver, in fair turn', async () => {
    await store.take([...busy(8, 10).toReversed(), call(50, { partner: '24' }), call(51, { partner: '24' })]);
    const first = await store.write.claimDeliveries({ ...claiming, limit: 4, perReceiver: 3 });
    expect(first.map(({ url }) => url)).toEqual([
      'https://busy.example/?id=C-10',
      'https://calm.example/?id=C-50',
      'https://busy.example/?id=C-11',
      'https://calm.example/?id=C-51',
    ]);
    expect(first[0]).toMatchObject({ receiver: 'busy.example', allowLocal: false, attempt: 1 });
    const inFlight = { 'busy.example': 2, 'calm.example': 2 };
    const next = await store.write.claimDeliveries({ ...claiming, limit: 9, perReceiver: 3, inFlight });
    expect(next.map(({ url }) => url)).toEqual(['https://busy.example/?id=C-12']);
  });

  it('gives no other the turn a full claim cut off', async () => {
    await store.take([...busy(3), call(50, { partner: '24' })]);
    const one = { ...claiming, limit: 1 };
    const turns = [await store.write.claimDeliveries(one), await store.write.claimDeliveries(one)].flat();
    expect(turns.map(({ receiver }) => receiver)).toEqual(['busy.example', 'calm.example']);
  });

  it('lapses with its lease, is given back unspent, and is settled by its outcome', async () => {
    await store.take(busy(1));
    const [claimed] = await store.write.claimDeliveries(claiming);
    expect(await store.write.claimDeliveries(claiming)).toEqual([]);
    expect(await store.write.nextDueAt()).toBe(claiming.now + 60_000);
    const [lapsed] = await store.write.claimDeliveries({ ...claiming, now: claiming.now + 60_000 });
    expect(lapsed).toEqual(claimed);
    await store.write.releaseClaims({ deliveryIds: [lapsed?.deliveryId ?? ''] });
    const [again] = await store.write.claimDeliveries(claiming);
    expect(again).toEqual(claimed);
    if (!again) throw new Error('nothing was claimed');
    await store.write.recordAttempts({ outcomes: [outcome(again)] });
    expect(await store.write.nextDueAt()).toBeNull();
    expect(await store.read.deliveryCounts()).toMatchObject({ accepted: 1, waiting: 0, sending: 0 });
    const detail = await store.read.deliveryDetail({ deliveryId: again.deliveryId });
    expect(detail).toMatchObject({
      row: { state: 'accepted', attempts: 1, lastReason: '200', finishedAt: SAVED + HOUR + 12 },
      attempts: [{ number: 1, verdict: 'accepted', httpStatus: 200, test: false }],
    });
    expect(await store.read.receivers()).toMatchObject([
      { receiver: 'busy.example', lastVerdict: 'accepted', waiting: 0, failing: 0 },
      { receiver: 'calm.example', lastVerdict: null },
    ]);
  });

  it('waits for the time of the next attempt', async () => {
    await store.take(busy(1));
    const [claimed] = await store.write.claimDeliveries(claiming);
    if (!claimed) throw new Error('nothing was claimed');
    const dueAt = claiming.now + 5000;
    await store.write.recordAttempts({ outcomes: [outcome(claimed, { state: 'waiting', dueAt })] });
    expect(await store.write.nextDueAt()).toBe(dueAt);
    expect(await store.write.claimDeliveries(claiming)).toEqual([]);
    const [second] = await store.write.claimDeliveries({ ...claiming, now: dueAt });
    expect(second).toMatchObject({ deliveryId: claimed.deliveryId, attempt: 2 });
  });

  it('holds a later delivery of the same conversion to the same receiver back until the earlier is settled', async () => {
    await store.write.saveTemplate({
      draft: draft({ url: 'https://busy.example/second?id={invoca_id}' }),
      now: SAVED,
    });
    await store.take(busy(1));
    const [first, ...rest] = await store.write.claimDeliveries(claiming);
    expect(rest).toEqual([]);
    if (!first) throw new Error('nothing was claimed');
    expect(first.url).toBe('https://busy.example/?id=C-1');
    const later = claiming.now + 30_000;
    await store.write.recordAttempts({ outcomes: [outcome(first, { state: 'waiting', dueAt: later })] });
    expect(await store.write.claimDeliveries(claiming)).toEqual([]);
    expect(await store.write.nextDueAt()).toBe(later);
    const [again] = await store.write.claimDeliveries({ ...claiming, now: later });
    if (!again) throw new Error('nothing was claimed');
    await store.write.recordAttempts({ outcomes: [outcome(again, { state: 'exhausted' })] });
    const [second] = await store.write.claimDeliveries({ ...claiming, now: later });
    expect(second?.url).toBe('https://busy.example/second?id=C-1');
  });

  it('leaves paused and stopped receivers alone, and throws nothing of theirs away', async () => {
    await store.take([...busy(2), call(50, { partner: '24' })]);
    await store.write.setReceiverPaused({ receiver: 'busy.example', paused: true, now: SAVED });
    const [calm, ...others] = await store.write.claimDeliveries(claiming);
    expect(others).toEqual([]);
    if (!calm) throw new Error('nothing was claimed');
    await store.write.recordAttempts({ outcomes: [outcome(calm, { state: 'stopped', stopReceiver: true })] });
    expect(await store.write.nextDueAt()).toBeNull();
    const receivers = await store.read.receivers();
    expect(receivers).toMatchObject([
      { receiver: 'busy.example', paused: true, pausedReason: '', waiting: 2 },
      { receiver: 'calm.example', paused: true, failing: 1 },
    ]);
    expect(receivers[1]?.pausedReason).toContain('410');
    const overview = await store.read.overview({ dayStart: SAVED, dayEnd: SAVED + 24 * HOUR, now: SAVED });
    expect(overview.attention.map(({ kind }) => kind)).toContain('receiver_stopped');
    await store.write.setReceiverPaused({ receiver: 'busy.example', paused: false, now: SAVED });
    expect(await store.write.claimDeliveries(claiming)).toHaveLength(2);
    await expect(
      store.write.setReceiverPaused({ receiver: 'nobody.example', paused: true, now: SAVED }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is made again by hand under the same id, unless it is under way', async () => {
    await store.take(busy(1));
    const [claimed] = await store.write.claimDeliveries(claiming);
    if (!claimed) throw new Error('nothing was claimed');
    const { deliveryId } = claimed;
    await expect(store.write.retryDelivery({ deliveryId, now: SAVED })).rejects.toMatchObject({
      code: 'conflict',
    });
    await store.write.recordAttempts({ outcomes: [outcome(claimed, { state: 'needs_person' })] });
    await store.write.retryDelivery({ deliveryId, now: claiming.now });
    expect(await store.write.claimDeliveries(claiming)).toMatchObject([{ deliveryId, attempt: 2 }]);
    await expect(store.write.retryDelivery({ deliveryId: 'dlv_none', now: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is not made again by hand once what it tells is not so any more', async () => {
    await store.write.saveTemplate({ draft: draft(), now: SAVED });
    await store.take([call(1)]);
    const [claimed] = await store.write.claimDeliveries(claiming);
    if (!claimed) throw new Error('It is owed.');
    await store.write.recordAttempts({ outcomes: [outcome(claimed, { state: 'exhausted' })] });
    await store.take([{ ...call(1), id: 'T-1b', corrects: 'T-1', result: 'Repeat', payout: 0 }]);
    const { deliveryId } = claimed;
    await expect(store.write.retryDelivery({ deliveryId, now: claiming.now })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('rejected by now'),
    });
    expect((await store.read.deliveryCounts()).exhausted).toBe(1);
  });

  it('of overdue deliveries is spread, oldest conversion first', async () => {
    await store.take(busy(4, 10).toReversed());
    const now = claiming.now + 24 * HOUR;
    expect(await store.write.spreadOverdue({ now, overMs: 60_000 })).toBe(4);
    expect(await store.write.claimDeliveries({ ...claiming, now })).toMatchObject([
      { url: 'https://busy.example/?id=C-10' },
    ]);
    expect(await store.write.claimDeliveries({ ...claiming, now: now + 15_000 })).toMatchObject([
      { url: 'https://busy.example/?id=C-11' },
    ]);
  });

  it('lists deliveries by state, receiver, conversion and text, at any index', async () => {
    await store.take([...busy(30), call(50, { partner: '24' })]);
    const [claimed] = await store.write.claimDeliveries({ ...claiming, limit: 1 });
    const all = await store.read.deliveryPage({ filter: {}, index: 0, limit: 100 });
    expect(all.count).toBe(31);
    const deep = await store.read.deliveryPage({
      filter: { receiver: 'busy.example' },
      index: 27,
      limit: 10,
    });
    expect(deep).toMatchObject({ index: 27, count: 30 });
    expect(deep.rows.map(({ invocaId }) => invocaId)).toEqual(['C-3', 'C-2', 'C-1']);
    const sending = await store.read.deliveryPage({ filter: { states: ['sending'] }, index: 0, limit: 10 });
    expect(sending).toMatchObject({ count: 1, rows: [{ deliveryId: claimed?.deliveryId }] });
    const byText = await store.read.deliveryPage({ filter: { text: 'C-30' }, index: 0, limit: 10 });
    expect(byText).toMatchObject({ count: 1, rows: [{ invocaId: 'C-30' }] });
    const byHost = await store.read.deliveryPage({ filter: { text: 'calm' }, index: 0, limit: 10 });
    expect(byHost).toMatchObject({ count: 1, rows: [{ invocaId: 'C-50' }] });
    const conversionId = byText.rows[0]?.conversionId ?? 0;
    expect(await store.read.deliveryPage({ filter: { conversionId }, index: 0, limit: 10 })).toMatchObject({
      count: 1,
    });
  });
});
