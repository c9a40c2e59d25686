import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeOn } from '#shared/domain/reconcile/explain-line.ts';
import { reconcileSides } from '#shared/domain/reconcile/reconcile-sides.ts';
import type { ReconciledSides } from '#shared/domain/reconcile/reconcile-sides.ts';
import type { Side, SideRow } from '#shared/domain/reconcile/side-row.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2026, 4, 1);
const WINDOW = 5 * 60_000;

const row = (invocaId: string, more: Partial<SideRow> = {}): SideRow => ({
  line: null,
  recordId: null,
  invocaId,
  callId: more.callId ?? invocaId,
  status: 'approved',
  payout: 2100,
  currency: 'USD',
  at: FROM + DAY,
  number: '',
  rawResult: '',
  earlier: [],
  ...more,
});
const side = (rows: readonly SideRow[], more: Partial<Side> = {}): Side => ({
  rows,
  from: FROM,
  to: FROM + 10 * DAY,
  zone: 'UTC',
  readTo: FROM + 12 * DAY,
  catchesUp: false,
  partial: false,
  approvedOnly: false,
  ...more,
});
const told = ({ lines }: ReconciledSides) =>
  lines.map(({ cells, findings }): [(string | null)[], [number, string, string][]] => [
    cells.map((cell) => cell?.invocaId ?? null),
    findings.map((finding) => [finding.side, finding.field, finding.cause]),
  ]);

describe('reconciling with a side that tells of approved calls only', () => {
  const invoice = (rows: readonly SideRow[]) => side(rows, { partial: true, approvedOnly: true });
  const pending = row('P', { status: 'pending', payout: 0 });
  const rejected = row('R', { status: 'rejected', payout: 2100 });

  it('misses no call there that is not approved, and every one that is', () => {
    const found = reconcileSides(
      [side([row('A'), row('B'), pending, rejected]), invoice([row('A')])],
      WINDOW,
    );
    expect(told(found)).toEqual([
      [['A', 'A'], []],
      [['B', null], [[1, 'row', 'missing_there']]],
      [['P', null], []],
      [['R', null], []],
    ]);
    expect(found.lines.map(({ state }) => state)).toEqual(['equal', 'unequal', 'outside', 'outside']);
    expect(found.results).toEqual([
      {
        equal: 1,
        causes: { missing_there: 1 },
        totals: [
          {
            currency: 'USD',
            here: 4200,
            there: 2100,
            explained: [{ cause: 'missing_there', amount: -2100 }],
          },
        ],
      },
    ]);
  });

  it('tells of the same call where a third side has it, and of one the invoice has that the desk rejected', () => {
    const found = reconcileSides(
      [side([pending, rejected]), invoice([row('R')]), side([row('P', { status: 'rejected', payout: 0 })])],
      WINDOW,
    );
    expect(told(found)).toEqual([
      [['P', null, 'P'], [[2, 'status', 'status']]],
      [
        ['R', 'R', null],
        [
          [1, 'status', 'status'],
          [2, 'row', 'missing_there'],
        ],
      ],
    ]);
  });

  it('holds the same where the invoice is the first side', () => {
    const found = reconcileSides([invoice([row('A')]), side([row('A'), pending])], WINDOW);
    expect(found.lines.map(({ state, findings, key }) => [key, state, findings])).toEqual([
      ['P', 'outside', []],
      ['A', 'equal', []],
    ]);
  });
});

describe('reconciling three sides', () => {
  it('stands a call of every side on one line, and compares each with the first', () => {
    const found = reconcileSides(
      [
        side([row('A'), row('B'), row('C', { at: FROM + 2 * DAY })]),
        side([row('A'), row('B', { payout: 2000 })]),
        side([row('A', { status: 'rejected' }), row('D', { at: FROM + 3 * DAY }), row('B')]),
      ],
      WINDOW,
    );
    expect(told(found)).toEqual([
      [['A', 'A', 'A'], [[2, 'status', 'status']]],
      [['B', 'B', 'B'], [[1, 'payout', 'payout']]],
      [
        ['C', null, null],
        [
          [1, 'row', 'missing_there'],
          [2, 'row', 'missing_there'],
        ],
      ],
      [[null, null, 'D'], [[2, 'row', 'missing_here']]],
    ]);
    expect(found.counted).toEqual([3, 2, 3]);
    expect(found.results.map(({ equal }) => equal)).toEqual([1, 1]);
  });

  it('lines up what only the other sides have, also where the first was found by number and time', () => {
    const number = '8885550142';
    const found = reconcileSides(
      [
        side([row('A', { number })]),
        side([row('b-1', { number, at: FROM + DAY + 60_000 }), row('Z')]),
        side([row('b-1'), row('Z', { payout: 1 })]),
      ],
      WINDOW,
    );
    expect(told(found).map(([cells]) => cells)).toEqual([
      [null, 'Z', 'Z'],
      ['A', 'b-1', 'b-1'],
    ]);
  });

  it('gives a line two ids lead to, to the first side’s id, and tells once what is left of the other', () => {
    const number = '8885550142';
    const known = [side([row('A', { number })]), side([row('b-1', { number, at: FROM + DAY + 60_000 })])];
    const third = [row('b-1', { payout: 1 }), row('A', { payout: 2000 }), row('b-1'), row('A')];
    const cells = (rows: readonly SideRow[]) =>
      reconcileSides([...known, side(rows)], WINDOW).lines.map((line) => [
        ...line.cells.map((cell) => cell && `${cell.invocaId} ${cell.payout}`),
        line.repeats,
      ]);
    const wanted = [
      [null, null, 'A 2000', 2],
      [null, null, 'b-1 1', 2],
      [null, null, 'b-1 2100', null],
      ['A 2100', 'b-1 2100', 'A 2100', null],
    ];
    expect(cells(third)).toEqual(wanted);
    expect(cells(third.toReversed())).toEqual(wanted);
  });

  it('counts every side by its own days', () => {
    // The first day of May begins four hours later in New York.
    const desk = [row('A', { at: FROM + HOUR }), row('B', { at: FROM + 10 * DAY + HOUR })];
    const found = reconcileSides(
      [
        side(desk),
        side([row('B', { at: FROM + 10 * DAY + HOUR })], {
          from: FROM + 4 * HOUR,
          to: FROM + 10 * DAY + 4 * HOUR,
          zone: 'America/New_York',
        }),
      ],
      WINDOW,
    );
    expect(told(found)).toEqual([
      [['A', null], [[1, 'row', 'day_border']]],
      [['B', 'B'], [[1, 'datetime', 'day_border']]],
    ]);
    expect(found.results[0]?.totals).toEqual([{ currency: 'USD', here: 2100, there: 2100, explained: [] }]);
  });

  it('knows what a side that reads by itself has not read yet', () => {
    const earlier = [{ until: FROM + 6 * DAY, status: 'pending' as const, payout: 0 }];
    const found = reconcileSides(
      [
        side([row('A', { status: 'pending', payout: 0 })], { catchesUp: true, readTo: FROM + 5 * DAY }),
        side([row('A', { earlier }), row('B', { at: FROM + 5 * DAY })]),
      ],
      WINDOW,
    );
    expect(told(found).flatMap(([, findings]) => findings)).toEqual([
      [1, 'status', 'not_yet_synced'],
      [1, 'payout', 'not_yet_synced'],
      [1, 'row', 'not_yet_synced'],
    ]);
  });

  it('knows a call by a transaction of it', () => {
    const found = reconcileSides(
      [side([row('CALL-1')]), side([row('7B21D04E-5A9C31F2', { callId: 'CALL-1' })])],
      WINDOW,
    );
    expect(found.lines).toMatchObject([{ state: 'equal', key: 'CALL-1' }]);
  });

  it('accounts for every row once, ties out to the cent, and does not mind the order of rows', () => {
    const anyRow = fc.record({
      invocaId: fc
        .integer({ min: 0, max: 12 })
        .map((n) => (n === 0 ? '' : n % 3 === 0 ? `a-${n}` : `A-${n}`)),
      status: fc.constantFrom('approved' as const, 'pending' as const, 'rejected' as const),
      payout: fc.integer({ min: -300, max: 3000 }),
      currency: fc.constantFrom('USD', 'EUR'),
      at: fc.option(fc.integer({ min: FROM - DAY, max: FROM + 11 * DAY })),
      number: fc.constantFrom('', '8885550142', '8885550143'),
      rawResult: fc.constantFrom('', 'test', 'paid'),
    });
    const rows = fc
      .array(anyRow, { maxLength: 14 })
      .map((all) => all.map((one, place) => row(one.invocaId, { ...one, line: place + 2 })));
    const order = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(rows, rows, rows, order, (a, b, c, keys) => {
        const sidesOf = (lists: readonly (readonly SideRow[])[]) => [
          side(lists[0] ?? [], { catchesUp: true, readTo: FROM + 9 * DAY }),
          side(lists[1] ?? [], {
            zone: 'America/New_York',
            from: FROM + 4 * HOUR,
            to: FROM + 10 * DAY + 4 * HOUR,
          }),
          side(lists[2] ?? [], { partial: true, approvedOnly: true, zone: 'Asia/Tokyo' }),
        ];
        const lists = [a, b, c];
        const sides = sidesOf(lists);
        const found = reconcileSides(sides, WINDOW);
        for (const [place, list] of lists.entries()) {
          const standing = found.lines.flatMap(({ cells }) => cells[place] ?? []);
          expect(standing.toSorted(byLine)).toEqual(list);
          expect(new Set(standing).size).toBe(list.length);
        }
        const worth = (list: readonly SideRow[], of: Side, currency: string): number =>
          list
            .filter((one) => one.status === 'approved' && one.currency === currency)
            .filter(({ at }) => at === null || (at >= of.from && at < of.to))
            .reduce((sum, { payout }) => sum + payout, 0);
        for (const [place, { totals, equal, causes }] of found.results.entries()) {
          for (const currency of ['USD', 'EUR']) {
            const total = totals.find((one) => one.currency === currency);
            const [here, there] = [sides[0], sides[place + 1]];
            if (!here || !there) throw new Error('There are three sides.');
            expect(total?.here ?? 0).toBe(worth(a, here, currency));
            expect(total?.there ?? 0).toBe(worth(there.rows, there, currency));
            const explained = total?.explained.reduce((sum, { amount }) => sum + amount, 0) ?? 0;
            expect(explained).toBe((total?.there ?? 0) - (total?.here ?? 0));
          }
          const differing = found.lines.filter(({ findings }) => causeOn(findings, place + 1) !== null);
          const counted = Object.values(causes).reduce((sum, count) => sum + count, 0);
          expect(counted).toBe(differing.length);
          expect(equal + counted).toBeLessThanOrEqual(found.lines.length);
        }
        const shuffled = lists.map((list) => {
          const ranks = new Map(list.map((one) => [one, keys.next().value]));
          return list.toSorted((x, y) => (ranks.get(x) ?? 0) - (ranks.get(y) ?? 0));
        });
        const again = reconcileSides(sidesOf(shuffled), WINDOW);
        expect(causesOf(again)).toEqual(causesOf(found));
        expect(again.results).toEqual(found.results);
      }),
      { numRuns: 150 },
    );
  });
});

const byLine = (a: SideRow, b: SideRow): number => (a.line ?? 0) - (b.line ?? 0);

/** What is said of each row, whatever line of its file it stands on. */
function causesOf({ lines }: ReconciledSides): readonly string[] {
  return lines
    .map(({ cells, findings, state }) =>
      JSON.stringify([cells.map((cell) => cell && { ...cell, line: null }), findings, state]),
    )
    .toSorted();
}
