import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASE, practiceLog } from './practice-log.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('the pace', () => {
  test('at 0 nothing happens by itself, however much time passes', () => {
    const { log, feed } = practiceLog(3, 50);
    const before = log.length;
    feed.advance(BASE + 30 * 86_400_000);
    expect(log.length).toBe(before);
  });

  test('lets about so many calls a minute start, each at its own moment', () => {
    const { log, feed, rows } = practiceLog(3, 0);
    feed.setPace(30, BASE);
    feed.advance(BASE + 10 * MINUTE);
    expect(log.callCount).toBeGreaterThan(270);
    expect(log.callCount).toBeLessThan(330);
    for (const row of rows()) {
      expect(row['start_time_utc']).toBeGreaterThan(BASE);
      expect(row['start_time_utc']).toBeLessThanOrEqual(BASE + 10 * MINUTE);
    }
  });

  test('stops when it is set back to 0', () => {
    const { log, feed } = practiceLog(3, 0);
    feed.setPace(60, BASE);
    feed.advance(BASE + MINUTE);
    const before = log.length;
    feed.setPace(0, BASE + MINUTE);
    feed.advance(BASE + 10 * MINUTE);
    expect(log.length).toBe(before);
  });
});

test('a live pending call gets its verdict within 10 to 60 seconds', () => {
  const { log, feed, rows } = practiceLog(5, 0);
  feed.setPace(60, BASE);
  const firstSeen = new Map<unknown, { readonly at: number; readonly result: unknown }>();
  const verdictAfter: number[] = [];
  let seen = 0;
  for (let second = 1; second <= 400; second += 1) {
    feed.advance(BASE + second * SECOND);
    for (const row of rows().slice(seen)) {
      const call = firstSeen.get(row['complete_call_id']);
      const result = row['call_result_description_detail'];
      if (call === undefined) firstSeen.set(row['complete_call_id'], { at: second, result });
      else if (
        ['nosale', 'pending'].includes(String(call.result)) &&
        row['corrects_transaction_id'] !== null
      ) {
        verdictAfter.push(second - call.at);
        firstSeen.set(row['complete_call_id'], { at: second, result: 'settled' });
      }
    }
    seen = log.length;
  }
  expect(verdictAfter.length).toBeGreaterThan(100);
  expect(Math.min(...verdictAfter)).toBeGreaterThanOrEqual(9);
  expect(Math.max(...verdictAfter)).toBeLessThanOrEqual(61);
});

test('looking often or seldom gives the same log', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90_000 }), { maxLength: 12 }), (pauses) => {
      const often = practiceLog(6, 10);
      const seldom = practiceLog(6, 10);
      often.feed.setPace(20, BASE);
      seldom.feed.setPace(20, BASE);
      let now = BASE;
      for (const pause of pauses) {
        now += pause;
        often.feed.advance(now);
      }
      seldom.feed.advance(now);
      expect(often.rows()).toEqual(seldom.rows());
    }),
    { numRuns: 25 },
  );
});

test('calls on demand arrive at once, with just what was wished for', () => {
  const { log, feed, world } = practiceLog(4, 0);
  const promoNumber = world.promoNumbers[0];
  const arrived = feed.addCalls(3, BASE, { promoNumber, amounts: { payout: 12.5, payin: 20 } });
  expect(arrived).toHaveLength(3);
  expect(log.length).toBe(3);
  for (const { completeCallId, transactionId } of arrived) {
    const row = log.at(log.placeOf(transactionId) ?? -1)?.row();
    expect(row).toMatchObject({
      complete_call_id: completeCallId,
      virtual_line_id: promoNumber?.idFromNetwork,
      affiliate_payout_localized: 12.5,
      advertiser_payin_localized: 20,
      margin_localized: 7.5,
      start_time_utc: BASE,
    });
  }
});
