import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DELIVERY_EVENTS } from '#shared/domain/delivery-event.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { HOUR, MINUTE, owedDesk, SAVED, SECOND } from '#test/support/owed-desk.ts';
import type { OwedDesk } from '#test/support/owed-desk.ts';
import { keptLog } from '#test/support/store-workspace.ts';
import { templateDraft } from '#test/support/template-draft.ts';
import { openTestStore } from '#test/support/test-store.ts';

const START = SAVED + HOUR;
const failed = { verdict: 'not_delivered', httpStatus: 503 } as const;

let desk: OwedDesk;
beforeEach(async () => {
  desk = await owedDesk({ events: [...DELIVERY_EVENTS] });
});
afterEach(() => desk.close());

/** Five failures a second apart; gives what is in hand besides. */
async function openBreaker(): Promise<number> {
  let now = START;
  for (let count = 0; count < 5; count += 1) {
    const [one] = await desk.claim(now, { limit: 1 });
    if (!one) throw new Error('Nothing was due.');
    await desk.end(one, now, failed);
    now += SECOND;
  }
  return now - SECOND;
}

describe('the breaker of a receiver, as it is stored', () => {
  it('opens after five failures in a row, holds the queue and throws nothing away', async () => {
    await desk.owe(40);
    const openedAt = await openBreaker();
    const { breaker, waiting, recent } = await desk.receiver();
    expect(breaker).toMatchObject({ openedAt, probes: 0, nextProbeAt: openedAt + MINUTE });
    expect(breaker.reason).toContain('5 attempts in a row failed');
    expect(recent).toEqual([false, false, false, false, false]);
    expect(waiting).toBe(40);
    expect(await desk.claim(openedAt + MINUTE - 1)).toEqual([]);
    expect(await desk.store.write.nextDueAt()).toBe(openedAt + MINUTE);
  });

  it('lets one probe go out at a time, and takes the rest up when it is answered', async () => {
    await desk.owe(40);
    const openedAt = await openBreaker();
    const at = openedAt + MINUTE;
    const [probe, ...others] = await desk.claim(at);
    expect(others).toEqual([]);
    expect(await desk.claim(at)).toEqual([]);
    if (!probe) throw new Error('No probe was given.');
    const led = await desk.end(probe, at, failed);
    expect(led.open).toEqual(['kestrel.example']);
    expect((await desk.receiver()).breaker).toMatchObject({ probes: 1, nextProbeAt: at + 2 * MINUTE });
    const [second] = await desk.claim(at + 2 * MINUTE);
    if (!second) throw new Error('No second probe was given.');
    expect((await desk.end(second, at + 2 * MINUTE)).open).toEqual([]);
    const claimed = await desk.claim(at + 2 * MINUTE + 1);
    expect(claimed).toHaveLength(39);
    expect(claimed[0]).toMatchObject({ waitedFor: 'breaker' });
  });

  it('stays open through a restart', async () => {
    await desk.owe(10);
    const openedAt = await openBreaker();
    await desk.store.close();
    const again = await openTestStore({
      file: desk.store.file,
      decode: decodeTransactionPage,
      callFields: customFieldsOf,
      log: keptLog(),
      now: () => openedAt,
    });
    const claim = { limit: 50, perReceiver: 50, leaseMs: MINUTE, inFlight: {} };
    expect(await again.write.claimDeliveries({ now: openedAt + MINUTE - 1, ...claim })).toEqual([]);
    expect(await again.write.claimDeliveries({ now: openedAt + MINUTE, ...claim })).toHaveLength(1);
    await again.close();
  });

  it('alerts of each stage once', async () => {
    await desk.owe(99);
    let now = START;
    const alerts: string[] = [];
    const next = async (at: number): Promise<void> => {
      const [one] = await desk.claim(at, { limit: 1 });
      if (!one) throw new Error('Nothing was due.');
      const led = await desk.end(one, at, failed);
      alerts.push(...led.alerts.map(({ alert, waiting }) => `${alert} ${waiting}`));
    };
    for (let count = 0; count < 5; count += 1) await next((now += SECOND));
    const openedAt = now;
    await desk.store.write.probeReceiver({ receiver: 'kestrel.example', now });
    await next((now += SECOND));
    expect(alerts).toEqual(['opened 99']);
    await desk.owe(1);
    for (const later of [MINUTE, 2 * MINUTE, 24 * HOUR, 25 * HOUR, 5 * 24 * HOUR, 6 * 24 * HOUR]) {
      await desk.store.write.probeReceiver({ receiver: 'kestrel.example', now: openedAt + later });
      await next(openedAt + later);
    }
    expect(alerts).toEqual(['opened 99', 'many_waiting 100', 'a_day 100', 'five_days 100']);
    const { attention } = await desk.store.read.overview({
      dayStart: START,
      dayEnd: START + HOUR,
      now: openedAt + 6 * 24 * HOUR,
    });
    expect(attention).toContainEqual(
      expect.objectContaining({
        kind: 'receiver_down',
        count: 100,
        text: expect.stringContaining('for 6 days'),
      }),
    );
  });

  it('of one receiver keeps no other waiting', async () => {
    await desk.owe(20);
    const openedAt = await openBreaker();
    const url = 'https://other.example/cb?id={invoca_id}';
    await desk.store.write.saveTemplate({ draft: templateDraft({ url, startsAt: SAVED }), now: openedAt });
    const claimed = await desk.claim(openedAt + SECOND);
    expect(new Set(claimed.map(({ receiver }) => receiver))).toEqual(new Set(['other.example']));
    expect(claimed).toHaveLength(20);
    expect(await desk.store.write.nextDueAt()).toBe(openedAt + MINUTE);
  });

  it('is not moved by what the address guard stopped, nor by a 410', async () => {
    await desk.owe(12);
    const claimed = await desk.claim(START);
    for (const one of claimed.slice(0, 6)) {
      await desk.end(one, START, {
        ...failed,
        httpStatus: null,
        reason: 'The address is not allowed: 10.0.0.1',
      });
    }
    expect(await desk.receiver()).toMatchObject({ breaker: { openedAt: null }, recent: [] });
  });

  it('says what a delivery waits for while it waits', async () => {
    await desk.owe(8);
    await openBreaker();
    const page = { filter: {}, index: 0, limit: 50 };
    const { rows } = await desk.store.read.deliveryPage(page);
    expect(rows.every(({ waitedFor }) => waitedFor === 'breaker')).toBe(true);
    await desk.store.write.setReceiverPaused({ receiver: 'kestrel.example', paused: true, now: START });
    expect((await desk.store.read.deliveryPage(page)).rows[0]).toMatchObject({
      waitedFor: 'paused',
      receiverPaused: true,
    });
  });
});
