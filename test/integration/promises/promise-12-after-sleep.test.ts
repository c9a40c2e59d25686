import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, NOON, promiseDesks, SECOND } from './promise-desk.ts';
import type { PromiseDesk } from './promise-desk.ts';

const theDesk = promiseDesks();

/** Twelve calls that came while nothing could be sent, the newest first. */
async function missed(desk: PromiseDesk): Promise<void> {
  desk.sender.setOnline(false);
  for (let place = 0; place < 12; place += 1) {
    await desk.approve(1, { startedAt: NOON - place * HOUR });
  }
}

/** Spread over a minute, none before its turn, the oldest conversion first. */
function expectCaughtUp(desk: PromiseDesk, from: number): void {
  const sent = desk.sent.filter(({ at }) => at >= from);
  expect(sent.map(({ url }) => new URL(url).searchParams.get('call'))).toEqual(
    Array.from({ length: 12 }, (_, place) => `C-${String(12 - place).padStart(6, '0')}`),
  );
  expect(sent.map(({ at }) => Math.round((at - from) / SECOND))).toEqual(
    Array.from({ length: 12 }, (_, place) => 5 * place),
  );
}

describe('promise 12: after sleep or restart, what is overdue goes out spread over a minute, oldest conversion first', () => {
  it('after a restart', async () => {
    const desk = theDesk();
    await desk.template('restarted');
    await missed(desk);
    desk.crash();
    desk.machine.off(9 * HOUR);
    await desk.start();
    const from = desk.machine.clock();
    await desk.advance(2 * MINUTE);
    expectCaughtUp(desk, from);
    const rows = await desk.deliveries();
    expect(rows.every(({ attempts, waitedFor }) => attempts === 1 && waitedFor === 'app_closed')).toBe(true);
  });

  it('when the machine is connected again', async () => {
    const desk = theDesk();
    await desk.template('connected');
    await missed(desk);
    await desk.advance(9 * HOUR);
    expect(desk.sent).toEqual([]);
    desk.sender.setOnline(true);
    const from = desk.machine.clock();
    await desk.advance(2 * MINUTE);
    expectCaughtUp(desk, from);
    expect(new Set((await desk.deliveries()).map(({ waitedFor }) => waitedFor))).toEqual(
      new Set(['offline']),
    );
  });

  it('after sleep, and no attempt is spent on the time the machine was off', async () => {
    const desk = theDesk();
    await desk.template('asleep');
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'asleep',
      kind: 'status',
      status: 503,
    });
    await desk.approve(12);
    await desk.advance(10 * MINUTE);
    const before = await desk.deliveries();
    const spent = before.reduce((sum, { attempts }) => sum + attempts, 0);
    await desk.practice.control.clearFaults();
    desk.machine.off(2 * DAY);
    desk.sender.resumed();
    await desk.settle();
    expect(desk.sent).toHaveLength(spent + 1);
    await desk.advance(31 * MINUTE);
    const after = await desk.deliveries();
    expect(after.map(({ state }) => state)).toEqual(before.map(() => 'accepted'));
    expect(after.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(spent + 12);
  });
});
