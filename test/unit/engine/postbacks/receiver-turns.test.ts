import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '#main/engine/postbacks/delivery-limits.ts';
import { receiverTurns } from '#main/engine/postbacks/receiver-turns.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const HOUR = 3_600_000;

describe('turns when the clock is set', () => {
  const lane = () => {
    const turns = receiverTurns<number>({ perReceiver: 2, perSecond: 5, overall: 20 });
    for (const item of [1, 2, 3]) turns.add('p.example', item);
    expect(turns.next(NOON)).toEqual({ receiver: 'p.example', item: 1 });
    return turns;
  };

  it('back by hours, a receiver waits for its pace and no longer', () => {
    const turns = lane();
    expect(turns.next(NOON - 3 * HOUR)).toEqual({ at: NOON - 3 * HOUR + 200 });
    expect(turns.next(NOON - 3 * HOUR + 200)).toEqual({ receiver: 'p.example', item: 2 });
  });

  it('forward, it goes on at once', () => {
    expect(lane().next(NOON + HOUR)).toEqual({ receiver: 'p.example', item: 2 });
  });
});

describe('a receiver with limits of its own', () => {
  const begun = (turns: ReturnType<typeof receiverTurns<number>>, now: number): number[] => {
    const items: number[] = [];
    for (let next = turns.next(now); next !== null && 'item' in next; next = turns.next(now))
      items.push(next.item);
    return items;
  };

  it('keeps to them, and to the usual ones once they are taken back', () => {
    const turns = receiverTurns<number>({ perReceiver: 2, perSecond: Infinity, overall: 20 });
    for (const item of [1, 2, 3, 4, 5]) turns.add('p.example', item, { atOnce: 4, perSecond: 1000 });
    expect(begun(turns, NOON)).toEqual([1]);
    expect(begun(turns, NOON + 1)).toEqual([2]);
    expect(begun(turns, NOON + 2)).toEqual([3]);
    expect(begun(turns, NOON + 10)).toEqual([4]);
    expect(turns.next(NOON + 20)).toBeNull();
    turns.add('p.example', 6);
    turns.ended('p.example');
    expect(turns.next(NOON + 30)).toBeNull();
    for (let ended = 0; ended < 3; ended += 1) turns.ended('p.example');
    expect(begun(turns, NOON + 40)).toEqual([5, 6]);
  });

  it('is taken out alone when its breaker opens', () => {
    const turns = receiverTurns<number>({ perReceiver: 1, perSecond: Infinity, overall: 20 });
    for (const item of [1, 2, 3]) turns.add('dead.example', item);
    for (const item of [4, 5]) turns.add('p.example', item);
    expect(begun(turns, NOON)).toEqual([1, 4]);
    expect(turns.takeWaiting(['dead.example'])).toEqual([2, 3]);
    expect([turns.waiting, turns.running]).toEqual([1, 2]);
    expect(turns.inHand()).toEqual({ 'dead.example': 1, 'p.example': 1 + 1 });
  });
});

describe('the usual limits', () => {
  it('twenty receivers that take their time leave all others their turn', () => {
    const turns = receiverTurns<string>(DEFAULT_LIMITS);
    for (let place = 0; place < 20; place += 1) {
      for (const item of ['one', 'two', 'three']) turns.add(`slow${place}.example`, item);
    }
    for (const now of [NOON, NOON + 200, NOON + 400]) {
      for (let next = turns.next(now); next !== null && 'item' in next;) next = turns.next(now);
    }
    expect(turns.running).toBe(40);
    turns.add('quick.example', 'one');
    expect(turns.next(NOON + 400)).toEqual({ receiver: 'quick.example', item: 'one' });
  });
});
