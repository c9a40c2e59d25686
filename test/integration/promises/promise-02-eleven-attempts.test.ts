import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, promiseDesks, SECOND } from './promise-desk.ts';

/** As promised: at once, then each so long after the failure before. */
const PROMISED = [
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

let draws = 0;
/** The ends of the range of chance, in turn. */
const extremes = (): number => {
  draws += 1;
  return draws % 2 === 0 ? 0 : 0.999_999;
};
const theDesk = promiseDesks({ random: extremes });

describe('promise 2: eleven attempts over about 3 days 3½ hours', () => {
  it('at once, 5 s, 30 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, each times 0.8 to 1.2, then exhausted', async () => {
    const desk = theDesk();
    await desk.template('broken');
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'broken',
      kind: 'status',
      status: 503,
    });
    await desk.approve(1);
    await desk.advance(5 * DAY);
    const starts = desk.sent.map(({ at }) => at);
    const stretched = starts
      .slice(1)
      .map((at, index) => (at - (starts[index] ?? 0)) / (PROMISED[index] ?? 1));
    expect(stretched).toHaveLength(10);
    for (const factor of stretched) {
      expect(factor).toBeGreaterThanOrEqual(0.799);
      expect(factor).toBeLessThanOrEqual(1.201);
    }
    expect(Math.max(...stretched) - Math.min(...stretched)).toBeGreaterThan(0.35);
    expect(await desk.received('broken')).toHaveLength(11);
    const [delivery] = await desk.deliveries();
    expect(delivery).toMatchObject({ state: 'exhausted', attempts: 11, lastReason: 'HTTP 503' });
  });

  it.each([
    ['as seconds', '1800'],
    ['as a date', new Date(Date.UTC(2026, 2, 2, 12, 30)).toUTCString()],
  ])('Retry-After %s wins when later', async (form, retryAfter) => {
    const desk = theDesk();
    const receiver = form.replaceAll(' ', '-');
    await desk.template(receiver);
    await desk.practice.control.setFault({ target: 'receiver', receiver, kind: '429', retryAfter, times: 1 });
    await desk.approve(1);
    await desk.advance(30 * MINUTE - SECOND);
    expect(desk.sent).toHaveLength(1);
    await desk.advance(2 * SECOND);
    expect(desk.sent).toHaveLength(2);
    expect((await desk.deliveries())[0]).toMatchObject({ state: 'accepted', attempts: 2 });
  });

  it('Retry-After is followed for a day at most, and never brings an attempt forward', async () => {
    const desk = theDesk();
    for (const [receiver, retryAfter] of [
      ['in-a-year', '31536000'],
      ['at-once', '0'],
    ] as const) {
      await desk.template(receiver);
      await desk.practice.control.setFault({
        target: 'receiver',
        receiver,
        kind: '429',
        retryAfter,
        times: 1,
      });
    }
    await desk.approve(1);
    await desk.advance(3 * SECOND);
    expect(desk.sent).toHaveLength(2);
    await desk.advance(4 * SECOND);
    expect(desk.sent.filter(({ host }) => host === 'at-once.example')).toHaveLength(2);
    expect(desk.sent).toHaveLength(3);
    await desk.advance(DAY);
    expect((await desk.deliveries()).map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  });
});
