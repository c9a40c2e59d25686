import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendOnce } from '#main/engine/postbacks/send-once.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import type { DeliveryRow } from '#shared/ipc/postbacks.ts';
import { practiceDesk } from './postbacks-desk.ts';
import type { PracticeDesk } from './postbacks-desk.ts';

let desk: PracticeDesk;
beforeEach(async () => {
  desk = await practiceDesk();
});
afterEach(() => desk.close());

const deliveries = async (): Promise<readonly DeliveryRow[]> =>
  (await desk.store.read.deliveryPage({ filter: {}, index: 0, limit: 100 })).rows;

/** Waits, by the store's own reads, until the deliveries look as they should. */
async function until(fits: (rows: readonly DeliveryRow[]) => boolean): Promise<readonly DeliveryRow[]> {
  for (let turn = 0; turn < 200; turn += 1) {
    const rows = await deliveries();
    if (fits(rows)) return rows;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Not in five seconds: ${JSON.stringify(await deliveries())}`);
}

describe('from a call on the wire to a postback at the partner', () => {
  it('a call that turns approved is told once, with its ids', async () => {
    await desk.template('couponfield');
    const engine = desk.startEngine();
    const [call] = await desk.practice.control.addCalls({ count: 1, result: 'nosale' });
    const id = call?.complete_call_id ?? '';
    await engine.syncNow();
    expect(await deliveries()).toEqual([]);
    await desk.practice.control.correct(id, { result: 'paid', payout: 21 });
    await engine.syncNow();
    const { requests } = await desk.practice.control.received('couponfield', { count: 1, within: 5000 });
    const rows = await until(([first]) => first?.state === 'accepted');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toContain(`call=${id}&payout=21.00`);
    expect(requests[0]?.headers).toMatchObject({
      'user-agent': 'Switchboard/0.1.0',
      'webhook-id': rows[0]?.deliveryId,
    });
    await engine.syncNow();
    expect((await desk.practice.control.received('couponfield')).total).toBe(1);
  });

  it('each receiver’s answer has its verdict and is kept', async () => {
    for (const receiver of ['yes', 'no', 'gone', 'later']) await desk.template(receiver);
    await desk.practice.control.setFault({ target: 'receiver', receiver: 'no', kind: 'refuse-200' });
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'later',
      kind: '429',
      retryAfter: 60,
    });
    const engine = desk.startEngine();
    await desk.practice.control.addCalls({ count: 1, result: 'paid' });
    await engine.syncNow();
    const rows = await until((all) => all.length === 4 && all.every(({ attempts }) => attempts === 1));
    const state = Object.fromEntries(rows.map(({ templateName, state: now }) => [templateName, now]));
    expect(state).toEqual({ yes: 'accepted', no: 'refused', gone: 'accepted', later: 'waiting' });
    const later = rows.find(({ templateName }) => templateName === 'later');
    const { attempts } = await desk.store.read.deliveryDetail({ deliveryId: later?.deliveryId ?? '' });
    expect(attempts).toMatchObject([{ httpStatus: 429, verdict: 'not_delivered' }]);
    expect((later?.dueAt ?? 0) - (attempts[0]?.startedAt ?? 0)).toBeGreaterThanOrEqual(59_000);
  });

  it('a receiver on this machine is refused until it is switched to test', async () => {
    await desk.template('couponfield', false);
    const engine = desk.startEngine();
    await desk.practice.control.addCalls({ count: 1, result: 'paid' });
    await engine.syncNow();
    const [refused] = await until(([first]) => first?.state === 'needs_person');
    expect(refused?.lastReason).toContain('this machine');
    expect((await desk.practice.control.received('couponfield')).total).toBe(0);
    await desk.store.write.setReceiverAllowLocal({ receiver: refused?.receiver ?? '', allowLocal: true });
    // It waits in the outbox again by now, so a retry by hand has nothing to add, and says so.
    const retried = desk.store.write.retryDelivery({
      deliveryId: refused?.deliveryId ?? '',
      now: Date.now(),
    });
    await expect(retried).rejects.toMatchObject({ code: 'conflict' });
    engine.deliveriesChanged();
    const [accepted] = await until(([first]) => first?.state === 'accepted');
    expect(accepted?.deliveryId).toBe(refused?.deliveryId);
  });

  it('a test fire reaches the receiver and leaves no trace in the outbox', async () => {
    await desk.practice.control.addCalls({ count: 1, result: 'nosale' });
    const engine = desk.startEngine();
    await engine.syncNow();
    const draft = {
      id: null,
      name: 'test',
      url: `${desk.practice.network.receiverUrl}/couponfield/cb?call={invoca_id}`,
      scope: { networkId: null, partnerId: null, offerId: null },
      startsAt: null,
      active: true,
    };
    const fired = await engine.testFire({ draft, conversionId: null, allowLocal: true });
    expect(fired.attempt).toMatchObject({ verdict: 'accepted', httpStatus: 200, test: true });
    expect((await desk.practice.control.received('couponfield')).total).toBe(1);
    expect(await deliveries()).toEqual([]);
    await expect(engine.testFire({ draft, conversionId: null, allowLocal: false })).resolves.toMatchObject({
      attempt: { verdict: 'not_delivered' },
    });
  });

  it('the command line’s way sends everything due and counts it', async () => {
    await desk.template('couponfield', false);
    await desk.practice.control.addCalls({ count: 12, result: 'paid' });
    await desk.syncOnce();
    const transport = createPostbackTransport();
    const send = (allowLocal: boolean) =>
      sendOnce({
        store: desk.store,
        transport: transport.send,
        clock: Date.now,
        random: Math.random,
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        signal: new AbortController().signal,
        allowLocal,
      });
    await expect(send(true)).resolves.toEqual({ accepted: 12, refused: 0, not_delivered: 0, waiting: 0 });
    await expect(send(true)).resolves.toEqual({ accepted: 0, refused: 0, not_delivered: 0, waiting: 0 });
    expect((await desk.practice.control.received('couponfield')).total).toBe(12);
    await transport.close();
  });
});
