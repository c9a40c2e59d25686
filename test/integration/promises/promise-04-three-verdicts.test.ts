import { describe, expect, it } from 'vitest';
import { DAY, HOUR, promiseDesks } from './promise-desk.ts';

const theDesk = promiseDesks();

describe('promise 4: a verdict in three states', () => {
  it('delivered and accepted, delivered but refused by the body, not delivered', async () => {
    const desk = theDesk();
    for (const receiver of ['takes', 'refuses', 'fails']) await desk.template(receiver);
    await desk.practice.control.setFault({ target: 'receiver', receiver: 'refuses', kind: 'refuse-200' });
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'fails',
      kind: 'status',
      status: 500,
    });
    await desk.approve(1);
    const rows = await desk.deliveries();
    const told = await Promise.all(rows.map(({ deliveryId }) => desk.attempts(deliveryId)));
    expect(told.map(([attempt]) => attempt?.verdict)).toEqual(['accepted', 'refused', 'not_delivered']);
    expect(rows.map(({ state }) => state)).toEqual(['accepted', 'refused', 'waiting']);
    expect(rows[1]?.lastReason).toContain('the body says');
    await desk.advance(5 * DAY);
    expect(await desk.received('refuses')).toHaveLength(1);
  });

  it('410 stops the receiver, and with it what else it is owed; nothing is thrown away', async () => {
    const desk = theDesk();
    await desk.template('gone-for-good');
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'gone-for-good',
      kind: 'status',
      status: 410,
      times: 1,
    });
    await desk.approve(1);
    await desk.approve(2);
    await desk.advance(DAY);
    expect(desk.sent).toHaveLength(1);
    const rows = await desk.deliveries();
    expect(rows.map(({ state }) => state)).toEqual(['stopped', 'waiting', 'waiting']);
    const [receiver] = await desk.store.read.receivers();
    expect(receiver?.paused).toBe(true);
    expect(receiver?.pausedReason).toContain('410');
    await desk.store.write.setReceiverPaused({
      receiver: receiver?.receiver ?? '',
      paused: false,
      now: desk.machine.clock(),
    });
    desk.sender.wake();
    await desk.advance(HOUR);
    expect((await desk.deliveries()).map(({ state }) => state)).toEqual(['stopped', 'accepted', 'accepted']);
  });

  it('4xx other than 408, 425 and 429 gets three tries and then waits for a person', async () => {
    const desk = theDesk();
    const statuses = [400, 401, 403, 404, 422, 451];
    for (const status of statuses) {
      await desk.template(`wrong-${status}`);
      await desk.practice.control.setAnswer(`wrong-${status}`, { status, body: 'no' });
    }
    await desk.approve(1);
    await desk.advance(5 * DAY);
    for (const status of statuses) expect(await desk.received(`wrong-${status}`)).toHaveLength(3);
    expect((await desk.deliveries()).map(({ state, lastReason }) => [state, lastReason])).toEqual(
      statuses.map((status) => ['needs_person', `HTTP ${status}`]),
    );
  });

  it('5xx, 408, 425, 429, and a connection that brings no answer, run the whole schedule', async () => {
    const desk = theDesk();
    const statuses = [408, 425, 429, 500, 502, 503, 504];
    for (const status of statuses) {
      await desk.template(`later-${status}`);
      await desk.practice.control.setAnswer(`later-${status}`, { status, body: 'not now' });
    }
    for (const kind of ['cut', 'not-http'] as const) {
      await desk.template(`later-${kind}`);
      await desk.practice.control.setFault({ target: 'receiver', receiver: `later-${kind}`, kind });
    }
    await desk.approve(1);
    await desk.advance(5 * DAY);
    const rows = await desk.deliveries();
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual(rows.map(() => ['exhausted', 11]));
    expect(rows).toHaveLength(9);
    expect(desk.sent).toHaveLength(99);
  });
});
