import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '#main/sandbox/calls/outcomes.ts';
import { BASE, practiceLog } from './practice-log.ts';

const RESULTS = [
  'paid',
  'notpaid',
  'repeattrueup',
  'affiliatecall',
  'advertiserclicktocall',
  'advertiserdirectpromotion',
  'advertisercampaignvirtualline',
  'nosale',
  'pending',
  'sale',
  'repeat',
  'notapproved',
  'expired',
  'test',
  'policybasedprice',
  'advertisersuspended',
];
const plainResult = (value: unknown): string =>
  String(value)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

describe('repeatability', () => {
  test('the same seed, base and number of calls give the same log, byte for byte', () => {
    expect(JSON.stringify(practiceLog(7, 120).rows())).toBe(JSON.stringify(practiceLog(7, 120).rows()));
  });

  test('another seed gives other calls', () => {
    expect(practiceLog(8, 20).rows()).not.toEqual(practiceLog(7, 20).rows());
  });
});

describe('a history of 400 calls', () => {
  const { log, rows: read, world } = practiceLog(11, 400);
  const rows = read();

  test('has just so many calls, all in the two weeks before the base', () => {
    expect(new Set(rows.map((row) => row['complete_call_id'])).size).toBe(400);
    expect(log.callCount).toBe(400);
    for (const row of rows) {
      expect(row['start_time_utc']).toBeLessThan(BASE);
      expect(row['start_time_utc']).toBeGreaterThan(BASE - 15 * 86_400_000);
    }
  });

  test('shows every result value of the reference, and one that no one knows', () => {
    const seen = new Set(rows.map((row) => plainResult(row['call_result_description_detail'])));
    expect([...seen].toSorted()).toEqual([...RESULTS, 'underqualityreview'].toSorted());
  });

  test('spells some results for people', () => {
    const spelled = new Set(rows.map((row) => row['call_result_description_detail']));
    expect(spelled).toContain('nosale');
    expect(spelled).toContain('No Sale');
  });

  test('has unique row ids of the documented characters, of 12, 17 and 32 of them', () => {
    const ids = rows.map((row) => String(row['transaction_id']));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9A-Z-]{1,32}$/);
    expect(new Set(ids.map((id) => id.length))).toEqual(new Set([12, 17, 32]));
    expect(new Set(rows.map((row) => String(row['complete_call_id']).length))).toEqual(new Set([12, 17, 32]));
  });

  test('corrects only earlier rows of the same call, with the full row and the call’s own start', () => {
    const corrections = rows.filter((row) => row['corrects_transaction_id'] !== null);
    expect(corrections.length).toBeGreaterThan(100);
    for (const row of corrections) {
      const corrected = rows.findIndex((other) => other['transaction_id'] === row['corrects_transaction_id']);
      expect(corrected).toBeGreaterThanOrEqual(0);
      expect(corrected).toBeLessThan(rows.indexOf(row));
      expect(rows[corrected]?.['complete_call_id']).toBe(row['complete_call_id']);
      expect(rows[corrected]?.['start_time_utc']).toBe(row['start_time_utc']);
      expect(row['corrected_at']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d -0[78]:00$/);
    }
  });

  test('has chains that name the row before and chains that name the first row', () => {
    const correctsOf = new Map(rows.map((row) => [row['transaction_id'], row['corrects_transaction_id']]));
    const corrected = [...correctsOf.values()].filter((id) => id !== null);
    expect(corrected.some((id) => correctsOf.get(id) !== null)).toBe(true);
    expect(new Set(corrected).size).toBeLessThan(corrected.length);
  });

  test('repeats the call’s total in follow-up rows and links a reported conversion to its call', () => {
    const events = rows.filter((row) => row['transaction_type'] === 'Post Call Event');
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      const sameCall = rows.filter(
        (row) => row['complete_call_id'] === event['complete_call_id'] && row !== event,
      );
      expect(
        sameCall.some((row) => row['affiliate_payout_localized'] === event['affiliate_payout_localized']),
      ).toBe(true);
      expect(event['corrects_transaction_id']).toBeNull();
    }
    const sales = rows.filter((row) => row['transaction_type'] === 'Reported Conversion');
    expect(sales.length).toBeGreaterThan(0);
    for (const sale of sales) {
      const call = rows.find((row) => row['transaction_id'] === sale['original_order_id']);
      expect(call?.['complete_call_id']).toBe(sale['complete_call_id']);
    }
  });

  test('joins to promo numbers, except the calls of RingPools, which carry their visitor’s sub id', () => {
    const numbers = new Set(world.promoNumbers.map(({ idFromNetwork }) => idFromNetwork));
    const pooled = rows.filter((row) => row['dynamic_number_pool_id'] !== null);
    expect(pooled.length).toBeGreaterThan(0);
    expect(pooled.length).toBeLessThan(rows.length / 10);
    expect(pooled.filter((row) => numbers.has(String(row['virtual_line_id'])))).toEqual([]);
    expect(pooled[0]).toMatchObject({ dynamic_number_pool_referrer_param1_name: 'aff_sub2' });
    expect(pooled[0]?.['dynamic_number_pool_referrer_param1_value']).toMatch(/^clk_[0-9a-f]{12}$/);
    const others = rows.filter((row) => row['dynamic_number_pool_id'] === null);
    expect(others.filter((row) => !numbers.has(String(row['virtual_line_id'])))).toEqual([]);
  });

  test('pays only what the offer’s terms say', () => {
    for (const row of rows) {
      const offer = world.advertisers
        .flatMap(({ offers }) => offers)
        .find(({ id }) => id === row['advertiser_campaign_id']);
      const payable = [
        0,
        offer?.payoutCents ?? -1,
        (offer?.payoutCents ?? 0) + (offer?.bonusPayoutCents ?? 0),
      ];
      expect(payable.map((cents) => cents / 100)).toContain(row['affiliate_payout_localized']);
      const margin = Number(row['advertiser_payin_localized']) - Number(row['affiliate_payout_localized']);
      expect(row['margin_localized']).toBeCloseTo(margin, 6);
      expect(row['duration']).toBe(Number(row['ivr_duration']) + Number(row['connect_duration']));
    }
  });
});

test('a call without a partner pays no partner', () => {
  const direct = practiceLog(11, 400)
    .rows()
    .filter((row) => row['affiliate_id'] === null);
  expect(direct.length).toBeGreaterThan(0);
  expect(new Set(direct.map((row) => row['affiliate_payout_localized']))).toEqual(new Set([0]));
});

test('the shares of the outcomes add up to a hundred, and most calls start out pending', () => {
  const sum = (outcomes: readonly { share: number }[]): number =>
    outcomes.reduce((total, { share }) => total + share, 0);
  expect(sum(OUTCOMES)).toBe(100);
  const pendingFirst = ['nosale', 'pending', 'affiliatecall', 'advertisercampaignvirtualline'];
  expect(sum(OUTCOMES.filter(({ steps }) => pendingFirst.includes(steps[0]?.result ?? '')))).toBeGreaterThan(
    50,
  );
});
