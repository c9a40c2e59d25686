import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTransaction, EMPTY_CALL, foldCall, releaseCorrection } from '#shared/domain/ledger.ts';
import type { CallState, LedgerStep } from '#shared/domain/ledger.ts';
import type { Transaction } from '#shared/domain/transaction.ts';

const CALL = 'K4T9-6C0D12E88F3A';

function row(transactionId: string, change: Partial<Transaction> = {}): Transaction {
  return {
    transactionId,
    callId: CALL,
    correctsId: null,
    type: 'call',
    rawType: 'Call',
    rawResult: null,
    payout: null,
    revenue: null,
    saleAmount: null,
    callStartedAt: null,
    durationSeconds: null,
    connectSeconds: null,
    virtualLineId: null,
    numberDescription: null,
    advertiserId: null,
    offerId: null,
    offerName: null,
    partnerId: null,
    partnerName: null,
    callerNumber: null,
    city: null,
    region: null,
    ringPoolSubIds: {},
    customSubIds: {},
    ...change,
  };
}

function play(rows: readonly Transaction[], start: CallState = EMPTY_CALL) {
  let call = start;
  const steps: LedgerStep[] = [];
  for (const next of rows) {
    const applied = applyTransaction(call, next);
    call = applied.call;
    steps.push(...applied.steps);
  }
  return { call, steps };
}

const values = fc.record({
  rawResult: fc.constantFrom('paid', 'nosale', 'repeat', 'pending', 'mystery', null),
  payout: fc.option(fc.integer({ min: 0, max: 5000 })),
  revenue: fc.option(fc.integer({ min: 0, max: 9000 })),
  city: fc.constantFrom('Oakland', 'Reno', null),
});

/** Rows of one call in arrival order; each may correct any other, also one that comes later or never. */
const history = fc
  .array(fc.tuple(values, fc.option(fc.integer({ min: 0, max: 9 }))), { minLength: 1, maxLength: 9 })
  .map((drafts) =>
    drafts.map(([change, corrects], index) =>
      row(`T${index}`, { ...change, correctsId: corrects === null ? null : `T${corrects}` }),
    ),
  );

/** An original, and corrections each of which corrects the row before it, all of them saying everything. */
const chain = fc
  .array(
    fc.record({
      rawResult: fc.constantFrom('paid', 'nosale', 'repeat', 'pending'),
      payout: fc.integer({ min: 0, max: 5000 }),
      revenue: fc.integer({ min: 0, max: 9000 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drafts) =>
    drafts.map((change, index) =>
      row(`T${index}`, { ...change, correctsId: index === 0 ? null : `T${index - 1}` }),
    ),
  );

describe('the fold of a call', () => {
  it('does not depend on where pages end, nor on rows or pages that come again', () => {
    const pages = history.chain((rows) =>
      fc
        .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat({ max: 4 })), { minLength: 9, maxLength: 9 })
        .map((cuts) => {
          const received: Transaction[] = [];
          let read = 0;
          for (const [size, back] of cuts) {
            received.push(...rows.slice(Math.max(0, read - back), read + size));
            read = Math.min(rows.length, read + size);
          }
          return { rows, received };
        }),
    );
    fc.assert(
      fc.property(pages, ({ rows, received }) => {
        const once = play(rows);
        expect(play(received)).toEqual(once);
        expect(play([...received, ...rows]).steps).toEqual(once.steps);
        expect(foldCall(received)).toEqual(once.call);
      }),
    );
  });

  it('ends the same whether a correction comes late or early, in chains too', () => {
    const shuffled = chain.chain((rows) =>
      fc.shuffledSubarray(rows, { minLength: rows.length }).map((arrived) => ({ rows, arrived })),
    );
    fc.assert(
      fc.property(shuffled, ({ rows, arrived }) => {
        const end = foldCall(arrived);
        expect(end.verdict).toEqual(foldCall(rows).verdict);
        expect(end.waiting).toEqual([]);
        expect(end.applied).toEqual(rows.map(({ transactionId }) => transactionId));
        expect(end.verdict?.payout).toBe(rows.at(-1)?.payout);
      }),
    );
  });

  it('keeps a history without a gap: each entry begins where the one before ended', () => {
    fc.assert(
      fc.property(history, (rows) => {
        const { call, steps } = play(rows);
        expect(steps.at(-1)?.after ?? null).toEqual(call.verdict);
        steps.forEach((step, index) => {
          expect(step.before).toEqual(index === 0 ? null : steps[index - 1]?.after);
          expect(step.cause === 'first').toBe(index === 0);
          expect(step.after).not.toEqual(step.before);
        });
      }),
    );
  });

  it('loses no row: each is applied once or waits for an original that is not there', () => {
    fc.assert(
      fc.property(history, (rows) => {
        const { call } = play(rows);
        const waiting = call.waiting.map(({ transactionId }) => transactionId);
        expect([...call.applied, ...waiting].toSorted()).toEqual(
          rows.map(({ transactionId }) => transactionId).toSorted(),
        );
        for (const { correctsId } of call.waiting) expect(call.applied).not.toContain(correctsId);
      }),
    );
  });

  it('never sums: money is always what one row said, or nothing', () => {
    fc.assert(
      fc.property(history, (rows) => {
        const { verdict } = foldCall(rows);
        if (verdict === null) return;
        expect([0, ...rows.map(({ payout }) => payout)]).toContain(verdict.payout);
        expect([0, ...rows.map(({ revenue }) => revenue)]).toContain(verdict.revenue);
      }),
    );
  });

  it('does not add up the rows of one call, which each show the total', () => {
    const call = row('A', { rawResult: 'paid', payout: 2100, revenue: 3200 });
    const event = row('B', { type: 'post_call_event', rawResult: 'paid', payout: 2100, revenue: 3200 });
    const { call: state, steps } = play([call, event]);
    expect(state.verdict).toMatchObject({ payout: 2100, revenue: 3200 });
    expect(steps).toHaveLength(1);
  });

  it('turns the example of invoca.md 4.11 from pending to approved, and the second call to rejected', () => {
    const first = row('7B21D04E-5A9C31F2', { rawResult: 'nosale', payout: 0, revenue: 0 });
    const corrected = row('7B2214F0-C3308D61', {
      correctsId: '7B21D04E-5A9C31F2',
      rawResult: 'paid',
      payout: 2100,
      revenue: 3200,
    });
    expect(play([first, corrected]).steps).toEqual([
      {
        transactionId: '7B21D04E-5A9C31F2',
        cause: 'first',
        correctsId: null,
        before: null,
        after: { status: 'pending', known: true, rawResult: 'nosale', payout: 0, revenue: 0 },
      },
      {
        transactionId: '7B2214F0-C3308D61',
        cause: 'correction',
        correctsId: '7B21D04E-5A9C31F2',
        before: { status: 'pending', known: true, rawResult: 'nosale', payout: 0, revenue: 0 },
        after: { status: 'approved', known: true, rawResult: 'paid', payout: 2100, revenue: 3200 },
      },
    ]);

    const paid = row('7B21D09A-11E7C0B8', { rawResult: 'paid', payout: 2450, revenue: 3200 });
    const repeat = row('7B2431AA-08F2D95C', {
      correctsId: '7B21D09A-11E7C0B8',
      rawResult: 'repeat',
      payout: 0,
      revenue: 0,
    });
    expect(play([paid, repeat]).steps.map(({ after }) => [after.status, after.payout])).toEqual([
      ['approved', 2450],
      ['rejected', 0],
    ]);
  });

  it('holds a correction back until its original comes, then applies it right after', () => {
    const early = row('B', { correctsId: 'A', rawResult: 'paid', payout: 2100 });
    const held = play([early]);
    expect(held.steps).toEqual([]);
    expect(held.call).toMatchObject({ verdict: null, waiting: [early] });
    const settled = play([row('A', { rawResult: 'nosale', payout: 0 })], held.call);
    expect(settled.steps.map(({ cause }) => cause)).toEqual(['first', 'correction']);
    expect(settled.call.verdict).toMatchObject({ status: 'approved', payout: 2100 });
  });

  it('does not hang on corrections that correct each other or themselves', () => {
    const { call } = play([
      row('A', { correctsId: 'B' }),
      row('B', { correctsId: 'A' }),
      row('C', { correctsId: 'C' }),
    ]);
    expect(call.waiting).toHaveLength(3);
    expect(call.verdict).toBeNull();
  });

  it('keeps the money of a correction that speaks of the result alone', () => {
    const { call, steps } = play([
      row('A', { rawResult: 'nosale', payout: 2100, revenue: 3200 }),
      row('B', { correctsId: 'A', rawResult: 'paid' }),
      row('C', { city: 'Oakland' }),
    ]);
    expect(call.verdict).toMatchObject({ status: 'approved', payout: 2100, revenue: 3200 });
    expect(steps).toHaveLength(2);
  });

  it('keeps what a row does not say, and tells nothing apart from zero', () => {
    const { call } = play([
      row('A', { rawResult: 'paid', payout: 2100, city: 'Oakland', customSubIds: { aff_sub2: '12345' } }),
      row('B', { correctsId: 'A', payout: 0, region: 'CA', customSubIds: { source: 'mail' } }),
    ]);
    expect(call.verdict).toMatchObject({ status: 'approved', payout: 0 });
    expect(call.facts).toMatchObject({
      city: 'Oakland',
      region: 'CA',
      customSubIds: { aff_sub2: '12345', source: 'mail' },
    });
  });

  it('keeps an unknown result pending with its raw text', () => {
    const { call } = play([row('A', { rawResult: 'Brand New Thing' })]);
    expect(call.verdict).toMatchObject({ status: 'pending', known: false, rawResult: 'Brand New Thing' });
  });

  it('takes the status map of the network', () => {
    const rows = [row('A', { rawResult: 'Qualified', payout: 900 })];
    expect(foldCall(rows, { qualified: 'approved' }).verdict).toMatchObject({
      status: 'approved',
      known: true,
    });
  });
});

describe('a correction let go', () => {
  const correction = row('B', { correctsId: 'A', rawResult: 'paid', payout: 2100, revenue: 3200 });
  const original = row('A', { rawResult: 'nosale', payout: 0, revenue: 0, city: 'Oakland' });

  it('speaks, and its original changes nothing when it comes after all', () => {
    const freed = releaseCorrection(play([correction]).call, 'B');
    expect(freed.steps.map(({ cause }) => cause)).toEqual(['first']);
    const after = play([original, correction], freed.call);
    expect(after.steps).toEqual([]);
    expect(after.call.verdict).toEqual(freed.call.verdict);
    expect(after.call.facts).toMatchObject({ city: 'Oakland' });
  });

  it('ends like the plain order for any chain, whichever waiting correction is let go', () => {
    fc.assert(
      fc.property(chain, fc.nat(5), (rows, pick) => {
        const [first, ...corrections] = rows;
        const letGo = corrections[pick % Math.max(1, corrections.length)];
        if (!first || !letGo) return;
        const freed = releaseCorrection(play(corrections).call, letGo.transactionId);
        const end = play([first], freed.call).call;
        expect(end.verdict).toEqual(foldCall(rows).verdict);
        expect(end.waiting).toEqual([]);
        expect(play(rows, end)).toEqual({ call: end, steps: [] });
      }),
    );
  });

  it('changes nothing for a row that does not wait', () => {
    const { call } = play([original]);
    expect(releaseCorrection(call, 'A')).toEqual({ call, steps: [] });
    expect(releaseCorrection(call, 'nowhere')).toEqual({ call, steps: [] });
  });
});
