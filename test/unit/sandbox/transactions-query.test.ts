import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiUser } from '#main/sandbox/invoca/access.ts';
import { readTransactionsQuery, selectTransactions } from '#main/sandbox/invoca/transactions-query.ts';
import { practiceLog } from './practice-log.ts';

const { log, rows: readRows } = practiceLog(21, 150);
const rows = readRows();
const NETWORK: ApiUser = { kind: 'network', organisationId: 142 };
const COUPONFIELD: ApiUser = { kind: 'affiliate', organisationId: 7419 };

function ids(query: Record<string, string>, user = NETWORK): string[] {
  const page = selectTransactions(log, user, readTransactionsQuery(new URLSearchParams(query)));
  return page.map(({ entry }) => entry.transactionId ?? '');
}

function walk(limit: number, query: Record<string, string>, user = NETWORK): string[] {
  const walked: string[] = [];
  for (;;) {
    const page = ids(
      { ...query, limit: String(limit), start_after_transaction_id: walked.at(-1) ?? '' },
      user,
    );
    if (page.length === 0) return walked;
    walked.push(...page);
  }
}

describe('walking by cursor', () => {
  const limits = fc.integer({ min: 1, max: 400 });

  test('gives the whole log in its order, whatever the limit', () => {
    const all = rows.map((row) => row['transaction_id']);
    fc.assert(
      fc.property(limits, (limit) => {
        expect(walk(limit, {})).toEqual(all);
      }),
      { numRuns: 40 },
    );
  });

  test('gives a partner its own rows only, whatever the limit', () => {
    const own = rows.filter((row) => row['affiliate_id'] === 7419).map((row) => row['transaction_id']);
    expect(own.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(limits, (limit) => {
        expect(walk(limit, {}, COUPONFIELD)).toEqual(own);
      }),
      { numRuns: 20 },
    );
  });

  test('goes by call start when both dates are given, whatever the limit', () => {
    const days = { from: '2026-03-02', to: '2026-03-06' };
    const expected = rows
      .map((row, place) => ({ row, place, start: Number(row['start_time_utc']) }))
      .filter(({ row }) => {
        const day = String(row['start_time_local']).slice(0, 10);
        return day >= days.from && day <= days.to;
      })
      .toSorted((left, right) => left.start - right.start || left.place - right.place)
      .map(({ row }) => row['transaction_id']);
    expect(expected.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(limits, (limit) => {
        expect(walk(limit, days)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

test('one date alone filters nothing, even when it is no date', () => {
  expect(ids({ from: '2026-03-06' })).toHaveLength(rows.length);
  expect(ids({ to: 'soon' })).toHaveLength(rows.length);
});

test('a cursor can stand anywhere in a dated walk, even outside its days', () => {
  const before = rows.find((row) => String(row['start_time_local']) < '2026-03-02');
  const days = { from: '2026-03-02', to: '2026-03-06' };
  expect(ids({ ...days, start_after_transaction_id: String(before?.['transaction_id']) })).toEqual(ids(days));
});

describe('filters', () => {
  const call = rows.find((row) => row['corrects_transaction_id'] !== null);
  const callId = String(call?.['complete_call_id']);

  test('by call: all its rows; by row: that one; by both: only if they belong together', () => {
    const ofCall = rows
      .filter((row) => row['complete_call_id'] === callId)
      .map((row) => row['transaction_id']);
    expect(ids({ call_record_id: callId })).toEqual(ofCall);
    expect(ids({ transaction_id: String(ofCall[0]) })).toEqual([ofCall[0]]);
    expect(ids({ transaction_id: String(ofCall[0]), call_record_id: callId })).toEqual([ofCall[0]]);
    const stranger = rows.find((row) => row['complete_call_id'] !== callId);
    expect(ids({ transaction_id: String(stranger?.['transaction_id']), call_record_id: callId })).toEqual([]);
    expect(ids({ transaction_id: 'NOBODY' })).toEqual([]);
    expect(ids({ call_record_id: 'NOBODY' })).toEqual([]);
  });

  test('by type, in the spelling of the filter', () => {
    const count = (type: string): number => rows.filter((row) => row['transaction_type'] === type).length;
    expect(ids({ transaction_type: 'Sale' })).toHaveLength(count('Reported Conversion'));
    expect(ids({ transaction_type: 'PostCallEvent' })).toHaveLength(count('Post Call Event'));
    const both = readTransactionsQuery(
      new URLSearchParams('transaction_type[]=Sale&transaction_type[]=PostCallEvent'),
    );
    expect(selectTransactions(log, NETWORK, both)).toHaveLength(
      count('Reported Conversion') + count('Post Call Event'),
    );
  });
});

test.each([
  ['from=2026-02-30&to=2026-03-01', 'from'],
  ['from=2026-03-01&to=yesterday', 'to'],
  ['limit=0', 'limit'],
  ['limit=many', 'limit'],
  ['transaction_type=Reported%20Conversion', 'transaction_type'],
  ['include_header=yes', 'include_header'],
])('%s is refused with a message that names %s', (query, name) => {
  const message: unknown = expect.stringContaining(name);
  const body = { errors: { class: 'InvalidInput', invalid_data: message } };
  expect(() => readTransactionsQuery(new URLSearchParams(query))).toThrow(
    expect.objectContaining({ status: 403, body }),
  );
});

test('the limit is 1000 when absent and never over 4000', () => {
  expect(readTransactionsQuery(new URLSearchParams()).limit).toBe(1000);
  expect(readTransactionsQuery(new URLSearchParams('limit=')).limit).toBe(1000);
  expect(readTransactionsQuery(new URLSearchParams('limit=4001')).limit).toBe(4000);
});
