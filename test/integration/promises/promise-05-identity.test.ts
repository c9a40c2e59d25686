import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, promiseDesks } from './promise-desk.ts';

const theDesk = promiseDesks();

describe('promise 5: one id per conversion, receiver and meaning, the same over all tries', () => {
  it('is the same over all tries, in `webhook-id` and in the URL', async () => {
    const desk = theDesk();
    await desk.template('often');
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'often',
      kind: 'status',
      status: 500,
      times: 6,
    });
    await desk.approve(1);
    await desk.advance(DAY);
    const asked = await desk.received('often');
    const [delivery] = await desk.deliveries();
    expect(delivery).toMatchObject({ state: 'accepted', attempts: 7 });
    expect(new Set(asked.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([delivery?.deliveryId]),
    );
    expect(new Set(asked.map(({ url }) => new URL(url, 'http://x').searchParams.get('id')))).toEqual(
      new Set([delivery?.deliveryId]),
    );
    const times = asked.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(new Set(times).size).toBe(7);
  });

  it('is the same after a crash, and when the same row comes once more', async () => {
    const desk = theDesk();
    await desk.template('again');
    desk.sender.setOnline(false);
    await desk.approve(1);
    const [before] = await desk.deliveries();
    desk.crash();
    await desk.start();
    await desk.take([
      { id: 'T-000002', call: before?.invocaId ?? '', corrects: 'T-000001', result: 'Paid', payout: 2100 },
    ]);
    await desk.advance(2 * MINUTE);
    const after = await desk.deliveries();
    expect(after.map(({ deliveryId }) => deliveryId)).toEqual([before?.deliveryId]);
    expect(after[0]?.state).toBe('accepted');
  });

  it('differs between conversions and between receivers', async () => {
    const desk = theDesk();
    for (const receiver of ['one', 'two', 'three']) await desk.template(receiver);
    await desk.approve(4);
    const ids = (await desk.deliveries()).map(({ deliveryId }) => deliveryId);
    expect(ids).toHaveLength(12);
    expect(new Set(ids).size).toBe(12);
    for (const id of ids) expect(id).toMatch(/^dlv_[0-9a-f]{32}$/);
  });
});
