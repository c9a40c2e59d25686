import { describe, expect, it } from 'vitest';
import { DEFAULT_TIMEOUT_MS } from '#main/engine/postbacks/delivery-limits.ts';
import { promiseDesks } from './promise-desk.ts';

const theDesk = promiseDesks({ timeoutMs: DEFAULT_TIMEOUT_MS });

describe('promise 3: 15 s time-out, no redirects followed, the body read up to 64 KiB', () => {
  it('an answer is waited for 15 s, or as long as is set by now', async () => {
    const desk = theDesk();
    await desk.template('asked');
    await desk.approve(1);
    desk.sender.setTimeoutMs(30_000);
    await desk.approve(1);
    await desk.advance(1000);
    expect(desk.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([15_000, 30_000]);
  });

  it('a receiver that stays silent is left after that time, and tried again', async () => {
    const desk = theDesk();
    await desk.template('silent');
    await desk.practice.control.setFault({ target: 'receiver', receiver: 'silent', kind: 'hang', times: 1 });
    desk.sender.setTimeoutMs(120);
    await desk.approve(1);
    const [waiting] = await desk.deliveries();
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, lastReason: 'No answer in time' });
    desk.sender.setTimeoutMs(30_000);
    await desk.advance(10_000);
    expect((await desk.deliveries())[0]).toMatchObject({ state: 'accepted', attempts: 2 });
  });

  it('a redirect is not followed', async () => {
    const desk = theDesk();
    await desk.template('moved');
    const location = `${desk.practice.network.receiverUrl}/moved-to/cb`;
    await desk.practice.control.setAnswer('moved', { status: 302, headers: { location }, body: '' });
    await desk.approve(1);
    expect(await desk.received('moved')).toHaveLength(1);
    expect(await desk.received('moved-to')).toEqual([]);
    const [delivery] = await desk.deliveries();
    expect(delivery).toMatchObject({ state: 'waiting', lastReason: 'HTTP 302: redirects are not followed' });
  });

  it('of a longer body 64 KiB are read and kept', async () => {
    const desk = theDesk();
    await desk.template('long');
    await desk.practice.control.setAnswer('long', { status: 200, body: 'x'.repeat(200_000) });
    await desk.approve(1);
    const [delivery] = await desk.deliveries();
    const [attempt] = await desk.attempts(delivery?.deliveryId ?? '');
    expect(attempt).toMatchObject({ verdict: 'accepted', bodyStart: 'x'.repeat(65_536) });
  });
});
