import { afterEach, describe, expect, it } from 'vitest';
import type { SenderParts } from '#main/engine/postbacks/sender.ts';
import type { ReceiverAlert } from '#main/engine/ports/receiver-store.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import { owedDesk, SAVED, HOUR, MINUTE, SECOND } from '#test/support/owed-desk.ts';
import type { OwedDesk } from '#test/support/owed-desk.ts';
import { templateDraft } from '#test/support/template-draft.ts';
import { answer, scriptedReceivers } from '../scripted-receivers.ts';
import { senderDesk } from './sender-desk.ts';

const DEAD = 'kestrel.example';
const WELL = 'well.example';

let desk: OwedDesk;
afterEach(() => desk.close());

/** A sender over a real store; a delivery's schedule has no jitter, time moves by hand. */
async function sending(count: number) {
  desk = await owedDesk();
  await desk.owe(count);
  const time = fakeTime(SAVED + HOUR);
  const alerts: ReceiverAlert[] = [];
  const receivers = scriptedReceivers(time.clock);
  const one = senderDesk({
    store: desk.store,
    transport: receivers.transport,
    clock: time.clock,
    scheduler: time.scheduler,
    onAlert: (alert) => alerts.push(alert),
    secrets: () => Promise.reject(new Error('nothing is signed here')),
  });
  const sentTo = (host: string) => receivers.sent.filter((sent) => sent.host === host);
  const begin = async (): Promise<void> => {
    one.sender.start();
    await time.settle();
  };
  return { ...one, receivers, time, alerts, sentTo, begin };
}

describe('a sender whose receiver is dead', () => {
  it('stops asking it, probes it after 1, 2, 5, 10 and 30 minutes, and loses nothing', async () => {
    const { receivers, sender, time, alerts, sentTo, begin } = await sending(60);
    receivers.answers.set(DEAD, () => answer(503));
    await begin();
    await time.advance(MINUTE);
    const opened = (await desk.receiver()).breaker.openedAt ?? 0;
    // Those on their way when it opened end; the rest of the queue is left alone.
    expect(sentTo(DEAD).length).toBeLessThanOrEqual(6);
    expect(alerts).toMatchObject([{ receiver: DEAD, alert: 'opened', waiting: 60 }]);
    const before = sentTo(DEAD).length;
    await time.advance(2 * HOUR);
    const probes = sentTo(DEAD)
      .slice(before)
      .map(({ at }) => at);
    const waits = probes.map((at, place) => Math.round((at - (probes[place - 1] ?? opened)) / MINUTE));
    expect(waits).toEqual([1, 2, 5, 10, 30, 30, 30]);
    receivers.answers.delete(DEAD);
    await time.advance(HOUR);
    await sender.stop();
    const { rows } = await desk.store.read.deliveryPage({ filter: {}, index: 0, limit: 100 });
    expect(rows.every(({ state }) => state === 'accepted')).toBe(true);
    expect(rows.filter(({ waitedFor }) => waitedFor === 'breaker').length).toBeGreaterThan(40);
    expect((await desk.receiver()).breaker).toMatchObject({ openedAt: null, probes: 0 });
    // After the probe that was answered they go at the usual pace: at most five begin in a second.
    const starts = sentTo(DEAD).map(({ at }) => at);
    for (const at of starts)
      expect(starts.filter((other) => other >= at && other < at + SECOND).length).toBeLessThanOrEqual(5);
  });

  it('sends to all others meanwhile, without a second’s delay', async () => {
    const { receivers, sender, time, sentTo, begin } = await sending(300);
    const url = `https://${WELL}/cb?id={invoca_id}`;
    await desk.store.write.saveTemplate({ draft: templateDraft({ url }), now: SAVED + 2 * HOUR });
    receivers.answers.set(DEAD, () => answer(503));
    await begin();
    await time.advance(10 * MINUTE);
    for (let k = 0; k < 5; k += 1) {
      const startedAt = time.clock() + 1;
      await desk.store.take(
        [{ id: `W-${k}`, call: `W-${k}`, result: 'Paid', payout: 100, startedAt: SAVED + 3 * HOUR }],
        startedAt,
      );
      sender.wake();
      await time.advance(SECOND);
      expect(sentTo(WELL)).toHaveLength(k + 1);
      expect((sentTo(WELL).at(-1)?.at ?? 0) - startedAt).toBeLessThan(SECOND);
    }
    await sender.stop();
  });

  it('keeps the breaker over a restart', async () => {
    const first = await sending(30);
    first.receivers.answers.set(DEAD, () => answer(503));
    await first.begin();
    await first.time.advance(30 * SECOND);
    await first.sender.stop();
    const before = first.sentTo(DEAD).length;
    const next = senderDesk({ store: desk.store, clock: first.time.clock, scheduler: first.time.scheduler });
    next.sender.start();
    await first.time.advance(20 * SECOND);
    expect(next.receivers.sent).toHaveLength(0);
    await first.time.advance(15 * SECOND);
    expect(next.receivers.sent.length).toBeGreaterThan(0);
    expect(before).toBeLessThanOrEqual(6);
    await next.sender.stop();
  });
});

describe('a receiver whose signing secret cannot be had', () => {
  it('gets nothing, no attempt is spent, and it is taken up when the secret is there', async () => {
    const { receivers, sender, time, lines, parts } = await sending(4);
    const { settings } = await desk.receiver();
    const now = time.clock();
    const token = { keeping: 'session' } as const;
    await desk.store.write.addReceiverSecret({ receiver: DEAD, token, oldEndsAt: null, now });
    const signing = { ...settings.signing, on: true };
    await desk.store.write.configureReceiver({ receiver: DEAD, settings: { ...settings, signing }, now });
    await sender.stop();
    const locked = senderDesk(withoutSecrets(parts));
    locked.sender.start();
    await time.advance(5 * MINUTE);
    expect(locked.receivers.sent).toHaveLength(0);
    await locked.sender.stop();
    expect((await desk.receiver()).lastAttemptAt).toBeNull();
    const open = senderDesk({
      ...parts,
      transport: receivers.transport,
      secrets: () => Promise.resolve('a-secret-of-some-24-letters'),
    });
    open.sender.start();
    await time.advance(2 * MINUTE);
    expect(receivers.sent.map(({ url }) => url.includes('&signature='))).toEqual([true, true, true, true]);
    const [row] = (await desk.store.read.deliveryPage({ filter: {}, index: 0, limit: 1 })).rows;
    const { attempts } = await desk.store.read.deliveryDetail({ deliveryId: row?.deliveryId ?? '' });
    expect(attempts[0]?.url).toContain('signature=(blanked)');
    expect(attempts[0]?.url).not.toMatch(/signature=[0-9a-f]{64}/);
    expect(lines.join(' ')).not.toContain('a-secret');
    await open.sender.stop();
  });
});

function withoutSecrets({
  secrets: _secrets,
  transport: _transport,
  ...parts
}: SenderParts): Partial<SenderParts> {
  return parts;
}
