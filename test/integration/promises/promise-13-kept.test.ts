import { describe, expect, it } from 'vitest';
import { attemptRetention, DEFAULT_ATTEMPT_DAYS } from '#main/engine/postbacks/attempt-retention.ts';
import { keptLog } from '#test/support/store-workspace.ts';
import { DAY, HOUR, MINUTE, NOON, promiseDesks } from './promise-desk.ts';

const theDesk = promiseDesks();

describe('promise 13: every attempt is kept: time, URL, headers with secrets blanked, status, body, duration', () => {
  it('each with what was sent and what came back', async () => {
    const desk = theDesk();
    await desk.template('kept');
    await desk.practice.control.setAnswer('kept', {
      status: 503,
      headers: { 'x-trace': 'abc', 'set-cookie': 'session=secret-of-the-receiver' },
      body: 'try later',
    });
    await desk.approve(1);
    await desk.practice.control.setAnswer('kept', { status: 200, body: 'thanks' });
    await desk.advance(MINUTE);
    const [delivery] = await desk.deliveries();
    const attempts = await desk.attempts(delivery?.deliveryId ?? '');
    expect(attempts).toMatchObject([
      {
        number: 1,
        startedAt: NOON,
        httpStatus: 503,
        bodyStart: 'try later',
        verdict: 'not_delivered',
        reason: 'HTTP 503',
      },
      { number: 2, startedAt: NOON + 5000, httpStatus: 200, bodyStart: 'thanks', verdict: 'accepted' },
    ]);
    const [first] = attempts;
    expect(first?.url).toBe(delivery?.url);
    expect(first?.durationMs).toBeGreaterThanOrEqual(0);
    expect(first?.requestHeaders).toContain(`webhook-id: ${delivery?.deliveryId}`);
    expect(first?.responseHeaders).toContain('x-trace: abc');
    expect(first?.responseHeaders).toContain('set-cookie: (blanked)');
    expect(JSON.stringify(attempts)).not.toContain('secret-of-the-receiver');
  });

  it('for 400 days, or as many as are set, and what became of the delivery for good', async () => {
    const desk = theDesk();
    await desk.template('old');
    await desk.approve(1);
    const [delivery] = await desk.deliveries();
    const kept = async (): Promise<number> => (await desk.attempts(delivery?.deliveryId ?? '')).length;
    const retention = attemptRetention({
      write: desk.store.write,
      clock: desk.machine.clock,
      scheduler: desk.machine,
      log: keptLog(),
      days: DEFAULT_ATTEMPT_DAYS,
    });
    retention.start();
    await desk.advance(HOUR);
    desk.machine.off(398 * DAY);
    await desk.advance(DAY);
    expect(await kept()).toBe(1);
    await desk.advance(2 * DAY);
    expect(await kept()).toBe(0);
    retention.stop();
    expect((await desk.deliveries())[0]).toMatchObject({ state: 'accepted', attempts: 1 });
  });
});
