import { describe, expect, it } from 'vitest';
import { sendOnce } from '#main/engine/postbacks/send-once.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import { keptLog } from '../desk-store-double.ts';
import { memoryOutbox } from '../memory-outbox.ts';
import { answer, scriptedReceivers, silence } from '../scripted-receivers.ts';

function desk(allowLocal = false) {
  const time = fakeTime();
  const outbox = memoryOutbox();
  const receivers = scriptedReceivers(time.clock);
  const stop = new AbortController();
  const send = () =>
    sendOnce({
      store: outbox.store,
      transport: receivers.transport,
      clock: time.clock,
      random: () => 0.5,
      log: keptLog().log,
      signal: stop.signal,
      allowLocal,
    });
  return { time, outbox, receivers, stop, send };
}

describe('sending once', () => {
  it('makes one attempt at everything due and counts by verdict', async () => {
    const { outbox, receivers, send, time } = desk();
    for (let index = 0; index < 30; index += 1) outbox.owe(`p${index % 3}.example`);
    receivers.answers.set('p1.example', () => answer(200, 'success=false'));
    receivers.answers.set('p2.example', () => answer(500));
    outbox.owe('p0.example', { dueAt: time.clock() + 1 });
    await expect(send()).resolves.toEqual({ accepted: 10, refused: 10, not_delivered: 10, waiting: 11 });
    expect(receivers.sent).toHaveLength(30);
  });

  it('keeps to two at once for one receiver, without the pace of the running app', async () => {
    const { outbox, receivers, send } = desk();
    for (let index = 0; index < 40; index += 1) outbox.owe('p.example');
    await send();
    expect(receivers.most.get('p.example')).toBe(2);
  });

  it('sends the later delivery of a conversion once the earlier is accepted', async () => {
    const { outbox, receivers, send } = desk();
    outbox.owe('p.example', { conversionId: 1 });
    outbox.owe('p.example', { conversionId: 1 });
    await send();
    expect(receivers.sent.map(({ url }) => url.slice(-1))).toEqual(['1', '2']);
  });

  it('ends with a receiver that answers 410, but for what was on its way', async () => {
    const { outbox, receivers, send } = desk();
    receivers.answers.set('p.example', () => answer(410));
    for (let index = 0; index < 60; index += 1) outbox.owe('p.example');
    outbox.owe('q.example');
    const { accepted, waiting } = await send();
    expect(accepted).toBe(1);
    expect(receivers.sent.filter(({ url }) => url.includes('p.example')).length).toBeLessThanOrEqual(2);
    expect(waiting).toBeGreaterThanOrEqual(58);
  });

  it('says that what was due before it began waited for a program to run', async () => {
    const { outbox, send, time } = desk();
    outbox.owe('p.example', { dueAt: time.clock() - 3_600_000 });
    await send();
    expect(outbox.attempts.map(({ attempt }) => attempt.waitedFor)).toEqual(['app_closed']);
  });

  it('takes over what a run that died held', async () => {
    const { outbox, send, time } = desk();
    outbox.owe('p.example', { state: 'sending', leaseUntil: time.clock() + 60_000 });
    await expect(send()).resolves.toMatchObject({ accepted: 1 });
  });

  it('lets receivers be on this machine only when told', async () => {
    const told = desk(true);
    told.outbox.owe('127.0.0.1');
    await told.send();
    expect(told.receivers.sent[0]?.allowLocal).toBe(true);
    const untold = desk();
    untold.outbox.owe('127.0.0.1');
    await untold.send();
    expect(untold.receivers.sent[0]?.allowLocal).toBe(false);
  });

  it('cancelled, it gives back what is under way', async () => {
    const { outbox, receivers, send, stop, time } = desk();
    receivers.answers.set('p.example', silence);
    outbox.owe('p.example');
    outbox.owe('p.example');
    outbox.owe('p.example');
    const work = send();
    await time.settle();
    stop.abort();
    await expect(work).resolves.toEqual({ accepted: 0, refused: 0, not_delivered: 0, waiting: 3 });
  });

  it('fails when an attempt cannot be recorded', async () => {
    const { outbox, send } = desk();
    outbox.recordFaults.push(...[1, 2].map(() => new Error('disk full')));
    outbox.owe('p.example');
    await expect(send()).rejects.toThrow('could not be recorded');
  });

  it('sends nothing in a workspace that only observes', async () => {
    const { outbox, receivers, send } = desk();
    outbox.ownership = 'observe';
    outbox.owe('p.example');
    await expect(send()).rejects.toMatchObject({ code: 'conflict' });
    expect(receivers.sent).toEqual([]);
  });
});
