import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, promiseDesks } from './promise-desk.ts';

const theDesk = promiseDesks();

describe('promise 9: strict order per conversion, by holding the later one back; none across conversions', () => {
  it('the later delivery of a conversion is not begun before the earlier has ended', async () => {
    const desk = theDesk();
    const first = await desk.template('ordered');
    await desk.template('ordered', { url: first.url.replace('?', '?second=1&') });
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'ordered',
      kind: 'status',
      status: 503,
      times: 4,
    });
    await desk.approve(1);
    await desk.advance(5 * MINUTE);
    expect(desk.sent.filter(({ url }) => url.includes('second=1'))).toEqual([]);
    await desk.advance(HOUR);
    expect(desk.sent.map(({ url }) => url.includes('second=1'))).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect((await desk.deliveries()).map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  });

  it('a correction and a reversal are told after the approval they change', async () => {
    const desk = theDesk();
    await desk.template('corrected', { events: ['approved', 'payout_changed', 'reversed'] });
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'corrected',
      kind: 'status',
      status: 503,
      times: 3,
    });
    await desk.approve(1);
    const call = (await desk.deliveries())[0]?.invocaId ?? '';
    await desk.take([{ id: 'T-000002', call, corrects: 'T-000001', result: 'Paid', payout: 2500 }]);
    await desk.take([{ id: 'T-000003', call, corrects: 'T-000002', result: 'No Sale', payout: 0 }]);
    await desk.advance(DAY);
    const rows = await desk.deliveries();
    expect(rows.map(({ meaning, state }) => [meaning, state])).toEqual([
      ['approved', 'accepted'],
      ['payout_changed', 'accepted'],
      ['reversed', 'accepted'],
    ]);
    const told = (await desk.received('corrected')).map(({ headers }) => headers['webhook-id']);
    const [approved, corrected, reversed] = rows.map(({ deliveryId }) => deliveryId);
    expect(told).toEqual([approved, approved, approved, approved, corrected, reversed]);
  });

  it('also after a crash between the two', async () => {
    const desk = theDesk();
    const first = await desk.template('crashed');
    await desk.template('crashed', { url: first.url.replace('?', '?second=1&') });
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'crashed',
      kind: 'status',
      status: 503,
      times: 2,
    });
    await desk.approve(1);
    desk.crash();
    await desk.start();
    await desk.advance(DAY);
    expect(desk.sent.map(({ url }) => url.includes('second=1'))).toEqual([false, false, false, true]);
  });

  it('an earlier one that ends without success lets the later one go', async () => {
    const desk = theDesk();
    const first = await desk.template('wrong');
    await desk.template('wrong', { url: first.url.replace('?', '?second=1&') });
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'wrong',
      kind: 'status',
      status: 404,
      times: 3,
    });
    await desk.approve(1);
    await desk.advance(HOUR);
    expect((await desk.deliveries()).map(({ state }) => state)).toEqual(['needs_person', 'accepted']);
  });

  it('another conversion, or the same at another receiver, does not wait for it', async () => {
    const desk = theDesk();
    await desk.template('held');
    await desk.template('free');
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'held',
      kind: 'status',
      status: 503,
      times: 1,
    });
    await desk.approve(1);
    await desk.approve(1);
    await desk.advance(1000);
    expect((await desk.deliveries()).map(({ state }) => state)).toEqual([
      'waiting',
      'accepted',
      'accepted',
      'accepted',
    ]);
  });
});
