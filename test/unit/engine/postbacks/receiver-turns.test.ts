import { describe, expect, it } from 'vitest';
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
