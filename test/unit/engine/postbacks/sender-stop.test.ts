import { describe, expect, it } from 'vitest';
import { createSender } from '#main/engine/postbacks/sender.ts';
import { answer, silence } from '../scripted-receivers.ts';
import { begun, FAST, senderDesk } from './sender-desk.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

describe('in observe mode', () => {
  it('nothing is ever sent, whatever the outbox holds', async () => {
    const { outbox, receivers, sender, time } = senderDesk();
    outbox.ownership = 'observe';
    outbox.owe('p.example');
    sender.start();
    sender.wake();
    await time.advance(24 * HOUR);
    expect(receivers.sent).toHaveLength(0);
  });

  it('switched to it, what was claimed is given back', async () => {
    const { outbox, receivers, sender, time } = await begun();
    for (let count = 0; count < 5; count += 1) outbox.owe('p.example');
    sender.wake();
    await time.settle();
    const before = receivers.sent.length;
    outbox.ownership = 'observe';
    sender.wake();
    await time.advance(10 * SECOND);
    expect(receivers.sent).toHaveLength(before);
    expect(Object.values(outbox.states()).filter((state) => state === 'sending')).toEqual([]);
  });
});

describe('stopping', () => {
  it('lets a request under way end and records it', async () => {
    const { outbox, receivers, sender, time } = await begun();
    let finish = (): void => undefined;
    receivers.answers.set('p.example', () => new Promise((resolve) => (finish = () => resolve(answer(200)))));
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.settle();
    const stopped = sender.stop();
    await time.advance(1000);
    finish();
    await stopped;
    expect(outbox.states()).toEqual({ [deliveryId]: 'accepted' });
  });

  it('gives back what does not end in a moment and what had not begun, and leaves no timer', async () => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('p.example', silence);
    for (let count = 0; count < 5; count += 1) outbox.owe('p.example');
    sender.wake();
    await time.advance(SECOND);
    const stopped = sender.stop();
    await time.advance(2 * SECOND);
    await stopped;
    expect(new Set(Object.values(outbox.states()))).toEqual(new Set(['waiting']));
    expect(outbox.attempts).toEqual([]);
    expect(time.timers).toBe(0);
  });

  it('at an instant of any kind, a run after it delivers everything exactly once or again under the same id', async () => {
    const { outbox, receivers, sender, time, parts } = await begun({ limits: FAST });
    for (let index = 0; index < 60; index += 1) outbox.owe(`p${index % 3}.example`);
    sender.wake();
    await Promise.resolve();
    const stopped = sender.stop();
    await time.advance(2 * SECOND);
    await stopped;
    createSender(parts).start();
    await time.advance(61 * SECOND);
    expect(new Set(Object.values(outbox.states()))).toEqual(new Set(['accepted']));
    const ids = receivers.sent.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids)).toEqual(new Set(outbox.owed.keys()));
  });
});
