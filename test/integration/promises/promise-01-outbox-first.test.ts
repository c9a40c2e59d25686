import { describe, expect, it } from 'vitest';
import { promiseDesks, SECOND } from './promise-desk.ts';

const theDesk = promiseDesks();

describe('promise 1: outbox first: the change and what it owes are one transaction, and sending starts from there', () => {
  it('what is owed stands in the file before anything is sent, and goes out after a crash at that instant', async () => {
    const desk = theDesk();
    await desk.template('written');
    desk.sender.setOnline(false);
    await desk.approve(3);
    expect((await desk.deliveries()).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(await desk.received('written')).toEqual([]);
    desk.crash();
    await desk.start();
    await desk.advance(61 * SECOND);
    expect((await desk.deliveries()).map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await desk.received('written')).toHaveLength(3);
  });

  it('a page that is not committed changes nothing and owes nothing', async () => {
    const desk = theDesk();
    await desk.template('uncommitted');
    const [record] = await desk.store.read.networks();
    const body = new TextEncoder().encode('[{"transaction_id":"T-1","complete_call_id":"C-1"');
    const outcome = await desk.store.write.commitPage({
      networkId: desk.network.id,
      cursorBefore: record?.cursor ?? '',
      body,
      receivedAt: desk.machine.clock(),
      purpose: 'stream',
    });
    expect(outcome.kind).not.toBe('committed');
    expect(await desk.deliveries()).toEqual([]);
    desk.sender.wake();
    await desk.advance(60 * SECOND);
    expect(desk.sent).toEqual([]);
  });

  it('at least once: what a program that died had sent goes out again, under the same id', async () => {
    const desk = theDesk();
    await desk.template('again');
    await desk.practice.control.setFault({ target: 'receiver', receiver: 'again', kind: 'hang', times: 1 });
    desk.unawaited.add('again.example');
    await desk.approve(1);
    await desk.practice.control.received('again', { count: 1, within: 5000 });
    desk.crash();
    desk.unawaited.clear();
    await desk.start();
    await desk.advance(61 * SECOND);
    const ids = (await desk.received('again')).map(({ headers }) => headers['webhook-id']);
    const [delivery] = await desk.deliveries();
    expect(ids).toEqual([delivery?.deliveryId, delivery?.deliveryId]);
    expect(delivery).toMatchObject({ state: 'accepted', attempts: 1 });
  });

  it('nothing is sent but what the outbox owes, and that once', async () => {
    const desk = theDesk();
    await desk.template('owed');
    await desk.approve(5);
    await desk.advance(24 * 3600 * SECOND);
    const rows = await desk.deliveries();
    expect(desk.sent).toHaveLength(5);
    expect(new Set(desk.sent.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set(rows.map(({ deliveryId }) => deliveryId)),
    );
  });
});
