import { describe, expect, it } from 'vitest';
import { HOUR, promiseDesks } from './promise-desk.ts';

const theDesk = promiseDesks();

describe('promise 10: the same id to the same receiver is not queued twice; the refusal is shown, not hidden', () => {
  it('the same call read again, corrected to the same, or by another page, owes nothing more', async () => {
    const desk = theDesk();
    await desk.template('once');
    await desk.approve(1);
    const [delivery] = await desk.deliveries();
    const call = delivery?.invocaId ?? '';
    await desk.take([{ id: 'T-000002', call, corrects: 'T-000001', result: 'Paid', payout: 2100 }]);
    await desk.take([{ id: 'T-000003', call, corrects: 'T-000002', result: 'Repeat True-up', payout: 2100 }]);
    await desk.advance(HOUR);
    expect(await desk.deliveries()).toHaveLength(1);
    expect(await desk.received('once')).toHaveLength(1);
  });

  it('one that waits in the outbox is not queued a second time, and the person is told why', async () => {
    const desk = theDesk();
    await desk.template('waiting');
    desk.sender.setOnline(false);
    await desk.approve(1);
    const [delivery] = await desk.deliveries();
    const again = desk.store.write.retryDelivery({
      deliveryId: delivery?.deliveryId ?? '',
      now: desk.machine.clock(),
    });
    await expect(again).rejects.toMatchObject({
      code: 'conflict',
      message: 'This delivery waits in the outbox already; it is not queued twice.',
    });
    desk.sender.setOnline(true);
    await desk.advance(HOUR);
    expect(await desk.received('waiting')).toHaveLength(1);
  });

  it('a replay of what waits is refused item by item, and the refusals are kept with the replay', async () => {
    const desk = theDesk();
    await desk.template('replayed');
    await desk.approve(1);
    desk.sender.setOnline(false);
    await desk.approve(2);
    const draft = {
      selection: { filter: {}, from: null, to: null },
      identity: 'keep',
      perSecond: 5,
      note: '',
    } as const;
    const preview = await desk.store.read.replayPreview({ draft });
    expect(preview).toMatchObject({ found: 3, sends: 1, refusals: [{ why: 'waiting', count: 2 }] });
    const { deliveryIds } = await desk.store.read.replayable(draft);
    const { fingerprint } = preview;
    const now = desk.machine.clock();
    const replay = await desk.store.write.beginReplay({ draft, deliveryIds, fingerprint, now });
    const { rows } = await desk.store.read.replayDetail({ id: replay.id, index: 0, limit: 10 });
    expect(rows.map(({ refused }) => refused).filter((refused) => refused !== null)).toEqual([
      'waiting',
      'waiting',
    ]);
    desk.sender.setOnline(true);
    await desk.advance(HOUR);
    expect(await desk.received('replayed')).toHaveLength(4);
    expect(await desk.deliveries()).toHaveLength(3);
  });
});
