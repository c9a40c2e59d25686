import { describe, expect, it } from 'vitest';
import { promiseDesks, SECOND } from './promise-desk.ts';

const theDesk = promiseDesks();

describe('promise 8: limits per receiver and a fair turn between receivers', () => {
  it('a receiver is asked five times a second at most', async () => {
    const desk = theDesk();
    await desk.template('paced');
    await desk.approve(40);
    await desk.advance(20 * SECOND);
    const starts = desk.sent.map(({ at }) => at);
    expect(starts).toHaveLength(40);
    for (const [index, at] of starts.entries()) {
      const sixth = starts[index + 5];
      if (sixth !== undefined) expect(sixth - at).toBeGreaterThanOrEqual(SECOND);
    }
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeLessThanOrEqual(8 * SECOND);
  });

  it('has two requests at once at most, and one that takes its time holds up nobody else', async () => {
    const desk = theDesk();
    await desk.template('a-slow');
    await desk.template('b-quick');
    await desk.practice.control.setFault({ target: 'receiver', receiver: 'a-slow', kind: 'hang' });
    desk.unawaited.add('a-slow.example');
    await desk.approve(30);
    await desk.advance(10 * SECOND);
    const quick = desk.sent.filter(({ host }) => host === 'b-quick.example');
    expect(desk.sent.filter(({ host }) => host === 'a-slow.example')).toHaveLength(2);
    expect(quick).toHaveLength(30);
    expect((quick.at(-1)?.at ?? 0) - (quick[0]?.at ?? 0)).toBeLessThanOrEqual(6 * SECOND);
  });

  it('a receiver may have limits of its own', async () => {
    const desk = theDesk();
    await desk.template('gentle');
    await desk.configure('gentle', { limits: { perSecond: 0.5, atOnce: 1, timeoutMs: null } });
    await desk.approve(5);
    await desk.advance(20 * SECOND);
    const starts = desk.sent.map(({ at }) => at);
    expect(starts.slice(1).map((at, place) => at - (starts[place] ?? 0))).toEqual([2000, 2000, 2000, 2000]);
  });

  it('receivers take turns: none is served twice before each that waits was served once', async () => {
    const desk = theDesk();
    const names = ['first', 'second', 'third', 'fourth'];
    for (const name of names) await desk.template(name);
    await desk.approve(10);
    await desk.advance(10 * SECOND);
    const hosts = desk.sent.map(({ host }) => host);
    for (let round = 0; round < 10; round += 1) {
      expect(new Set(hosts.slice(round * 4, round * 4 + 4)).size).toBe(4);
    }
  });
});
