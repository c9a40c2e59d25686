import { describe, expect, it } from 'vitest';
import type { ReceiverAlert } from '#main/engine/ports/receiver-store.ts';
import { DAY, HOUR, MINUTE, promiseDesks, SECOND } from './promise-desk.ts';

const alerts: ReceiverAlert[] = [];
const theDesk = promiseDesks({ onAlert: (alert) => void alerts.push(alert) });

describe('promise 7: a circuit breaker per receiver, behind which the queue waits and nothing is thrown away', () => {
  it('opens after five failures in a row; one probe after 1, 2, 5, 10, then every 30 minutes', async () => {
    const desk = theDesk();
    await desk.template('down');
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'down',
      kind: 'status',
      status: 503,
    });
    await desk.approve(60);
    await desk.advance(2 * SECOND);
    const before = desk.sent.length;
    expect(before).toBeLessThanOrEqual(6);
    const { breaker } = await desk.receiver('down');
    expect(breaker.openedAt).not.toBeNull();
    expect(breaker.reason).toContain('5 attempts in a row failed');
    await desk.advance(2 * HOUR);
    const openedAt = breaker.openedAt ?? 0;
    const probes = desk.sent.slice(before).map(({ at }) => Math.round((at - openedAt) / MINUTE));
    expect(probes).toEqual([1, 3, 8, 18, 48, 78, 108]);
    expect((await desk.deliveries()).filter(({ state }) => state === 'waiting')).toHaveLength(60);
  });

  it('opens when ten of the last twenty failed', async () => {
    const desk = theDesk();
    await desk.template('flaky');
    for (let round = 0; round < 10; round += 1) {
      await desk.practice.control.setFault({
        target: 'receiver',
        receiver: 'flaky',
        kind: 'status',
        status: 404,
        addressContains: `C-${String(2 * round + 1).padStart(6, '0')}`,
      });
    }
    await desk.approve(20);
    await desk.advance(6 * SECOND);
    expect((await desk.receiver('flaky')).breaker.openedAt).not.toBeNull();
    expect((await desk.receiver('flaky')).breaker.reason).toContain('10 of the last 20');
  });

  it('a probe that is answered closes it, and the queue goes out; other receivers never noticed', async () => {
    const desk = theDesk();
    await desk.template('mended');
    await desk.template('well');
    await desk.practice.control.setFault({ target: 'receiver', receiver: 'mended', kind: 'cut' });
    await desk.approve(30);
    await desk.advance(10 * SECOND);
    const well = desk.sent.filter(({ host }) => host === 'well.example');
    expect(well).toHaveLength(30);
    expect((await desk.receiver('mended')).breaker.openedAt).not.toBeNull();
    await desk.practice.control.clearFaults();
    await desk.advance(2 * MINUTE);
    expect((await desk.receiver('mended')).breaker.openedAt).toBeNull();
    const rows = await desk.deliveries();
    expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'accepted'));
    expect(rows.filter(({ waitedFor }) => waitedFor === 'breaker').length).toBeGreaterThan(20);
  });

  it('alerts at the opening, at a hundred waiting, after a day and after five days, each once', async () => {
    const desk = theDesk();
    alerts.length = 0;
    await desk.template('silent');
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'silent',
      kind: 'status',
      status: 500,
    });
    await desk.approve(20);
    await desk.advance(10 * MINUTE);
    await desk.approve(90);
    await desk.advance(6 * DAY);
    expect(alerts.map(({ alert }) => alert)).toEqual(['opened', 'many_waiting', 'a_day', 'five_days']);
    expect(alerts[1]?.waiting).toBeGreaterThanOrEqual(100);
  });

  it('stays open over a restart', async () => {
    const desk = theDesk();
    await desk.template('still-down');
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'still-down',
      kind: 'status',
      status: 503,
    });
    await desk.approve(20);
    await desk.advance(3 * SECOND);
    const { breaker } = await desk.receiver('still-down');
    const before = desk.sent.length;
    desk.crash();
    await desk.start();
    await desk.advance(30 * SECOND);
    expect((await desk.receiver('still-down')).breaker.openedAt).toBe(breaker.openedAt);
    expect(desk.sent).toHaveLength(before);
  });
});
