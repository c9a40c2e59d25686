import { describe, expect, it } from 'vitest';
import { fakeTime } from '#test/support/fake-time.ts';
import type { PostbackAnswer } from '#main/engine/ports/postback-transport.ts';
import { answer } from '../scripted-receivers.ts';
import { begun } from './sender-desk.ts';

const HOUR = 3_600_000;

/** A sender whose clock can be moved on without its timers, as sleep does. */
async function sleepyDesk() {
  const time = fakeTime();
  let slept = 0;
  const desk = await begun({ clock: () => time.clock() + slept, scheduler: time.scheduler });
  return {
    ...desk,
    time,
    sleep: async () => {
      slept += HOUR;
      desk.sender.resumed();
      await time.settle();
    },
  };
}

describe('a lease that runs out while its delivery is held', () => {
  it('over a sleep, an attempt under way is not made a second time', async () => {
    const { outbox, receivers, sender, time, sleep } = await sleepyDesk();
    let arrive = (_answer: PostbackAnswer): void => undefined;
    receivers.answers.set('p.example', () => new Promise((resolve) => (arrive = resolve)));
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.settle();
    await sleep();
    await time.advance(10_000);
    expect(receivers.sent).toHaveLength(1);
    arrive(answer(200));
    await time.advance(10_000);
    expect(outbox.states()).toEqual({ [deliveryId]: 'accepted' });
    expect(receivers.sent).toHaveLength(1);
  });

  it('over a sleep, what waits for its turn goes out once each', async () => {
    const { outbox, receivers, sender, time, sleep } = await sleepyDesk();
    const owed = Array.from({ length: 6 }, () => outbox.owe('p.example').deliveryId);
    sender.wake();
    await time.settle();
    await sleep();
    await time.advance(120_000);
    const told = receivers.sent.map(({ headers }) => headers['webhook-id']);
    expect(told.toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(
      owed.toSorted((a, b) => a.localeCompare(b)),
    );
  });
});
