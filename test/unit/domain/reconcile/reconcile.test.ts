import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconcile } from '#shared/domain/reconcile/reconcile.ts';
import type { HereRow, ReconcileScope, ThereRow } from '#shared/domain/reconcile/sides.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2026, 4, 1);
const scope: ReconcileScope = {
  from: FROM,
  to: FROM + 10 * DAY,
  windowMs: 5 * 60_000,
  thereZone: 'America/New_York',
  hereReadTo: FROM + 9 * DAY,
  thereReadTo: FROM + 12 * DAY,
  thereApprovedOnly: false,
};

const here = (invocaId: string, more: Partial<HereRow> = {}): HereRow => ({
  invocaId,
  status: 'approved',
  payout: 2100,
  currency: 'USD',
  at: FROM + DAY,
  number: '',
  rawResult: 'paid',
  earlier: [],
  ...more,
});
const there = (invocaId: string, more: Partial<ThereRow> = {}): ThereRow => ({
  line: 2,
  invocaId,
  status: 'approved',
  payout: 2100,
  currency: 'USD',
  at: FROM + DAY,
  number: '',
  ...more,
});

describe('reconciling', () => {
  it('finds equal rows equal', () => {
    expect(reconcile([here('A-1')], [there('A-1')], scope)).toEqual({
      matched: 1,
      missingHere: [],
      missingThere: [],
      different: [],
      totals: [{ currency: 'USD', here: 2100, there: 2100, explained: [] }],
    });
  });

  it('names the field and the cause of each difference', () => {
    const found = reconcile(
      [
        here('A-1', { status: 'pending' }),
        here('A-2', { payout: 2450 }),
        here('A-3', { currency: 'CAD' }),
        here('A-4', {
          payout: 1800,
          earlier: [{ until: scope.thereReadTo + 1, status: 'approved', payout: 2100 }],
        }),
        here('A-5', {
          status: 'rejected',
          earlier: [{ until: FROM + 2 * DAY, status: 'approved', payout: 2100 }],
        }),
      ],
      ['A-1', 'A-2', 'A-3', 'A-4', 'A-5'].map((id) => there(id)),
      scope,
    );
    expect(found.matched).toBe(0);
    expect(found.different.map(({ field, here: a, there: b, cause }) => [field, a, b, cause])).toEqual([
      ['status', 'pending', 'approved', 'status'],
      ['payout', 2450, 2100, 'payout'],
      ['currency', 'CAD', 'USD', 'currency'],
      ['payout', 1800, 2100, 'correction_after_cutoff'],
      ['status', 'rejected', 'approved', 'status'],
    ]);
    expect(found.totals).toEqual([
      { currency: 'CAD', here: 2100, there: 0, explained: [{ cause: 'currency', amount: -2100 }] },
      {
        currency: 'USD',
        here: 4250,
        there: 10_500,
        explained: [
          { cause: 'correction_after_cutoff', amount: 300 },
          { cause: 'currency', amount: 2100 },
          { cause: 'payout', amount: -350 },
          { cause: 'status', amount: 4200 },
        ],
      },
    ]);
  });

  it('says why a row is on one side only', () => {
    const found = reconcile(
      [
        here('H-1'),
        here('H-2', { rawResult: 'Test', status: 'rejected' }),
        here('H-3', { at: FROM + HOUR }),
        here('H-4', { at: FROM + 9 * DAY }),
      ],
      [
        there('T-1', { line: 2, at: FROM + 6 * HOUR }),
        there('T-2', { line: 3, at: FROM + 9 * DAY + 1 }),
        there('T-1', { line: 4, at: FROM + 6 * HOUR }),
      ],
      { ...scope, thereReadTo: FROM + 9 * DAY },
    );
    expect(found.missingThere.map(({ row, cause }) => [row.invocaId, cause])).toEqual([
      ['H-1', 'missing_there'],
      ['H-2', 'test_call'],
      // One in the morning UTC is still the day before in New York, and their report begins with this day.
      ['H-3', 'day_border'],
      ['H-4', 'not_yet_synced'],
    ]);
    expect(found.missingHere.map(({ row, cause }) => [row.line, cause])).toEqual([
      [2, 'missing_here'],
      [3, 'not_yet_synced'],
      [4, 'duplicate'],
    ]);
  });

  it('finds a call that a day border moved out of one side', () => {
    const found = reconcile([here('A-1', { at: FROM - HOUR })], [there('A-1', { at: FROM + HOUR })], scope);
    expect(found.different).toMatchObject([{ field: 'datetime', cause: 'day_border' }]);
    expect(found.totals).toEqual([
      { currency: 'USD', here: 0, there: 2100, explained: [{ cause: 'day_border', amount: 2100 }] },
    ]);
    const beyond = reconcile([here('A-1', { at: FROM - HOUR })], [there('A-1', { at: FROM - 1 })], scope);
    expect(beyond).toMatchObject({ matched: 0, different: [], totals: [] });
  });

  it('knows ids of the old format, and a call by its number and time when only one fits', () => {
    const number = '8885550142';
    const found = reconcile(
      [
        here('29810-95701'),
        here('B-1', { number, at: FROM + DAY }),
        here('C-1', { number: '8885550143', at: FROM + DAY }),
        here('C-2', { number: '8885550143', at: FROM + DAY + 1000 }),
      ],
      [
        there('2981095701'),
        there('X-9', { number, at: FROM + DAY + 4 * 60_000, payout: 2000 }),
        there('C-9', { number: '8885550143', at: FROM + DAY + 500 }),
      ],
      scope,
    );
    expect(found.different.map(({ field, cause }) => [field, cause])).toEqual([
      ['invoca_id', 'id_format'],
      ['invoca_id', 'id_differs'],
      ['payout', 'payout'],
    ]);
    expect(found.missingThere.map(({ row }) => row.invocaId)).toEqual(['C-1', 'C-2']);
    expect(found.missingHere.map(({ row }) => row.invocaId)).toEqual(['C-9']);
  });

  it('loses no row and ties out to the minor unit, whatever both sides hold', () => {
    const status = fc.constantFrom('approved', 'pending', 'rejected');
    const at = fc.option(fc.integer({ min: FROM - DAY, max: scope.to + DAY }));
    const common = {
      payout: fc.integer({ min: -500, max: 5000 }),
      currency: fc.constantFrom('USD', 'EUR'),
      at,
      status,
      number: fc.constantFrom('', '8885550142', '8885550143'),
    };
    const id = fc.integer({ min: 0, max: 25 }).map((n) => `A-${n}`);
    const ours = fc.uniqueArray(
      fc.record({ invocaId: id, rawResult: fc.constantFrom('paid', 'test'), ...common }),
      { selector: ({ invocaId }) => invocaId, maxLength: 20 },
    );
    const theirs = fc.array(
      fc.record({
        invocaId: fc.oneof(
          id,
          id.map((one) => one.toLowerCase()),
        ),
        ...common,
      }),
      {
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(ours, theirs, (a, b) => {
        const hereRows = a.map((row) => ({ ...row, earlier: [] }));
        const thereRows = b.map((row, index) => ({ ...row, line: index + 2 }));
        const found = reconcile(hereRows, thereRows, scope);
        const inside = (row: { at: number | null }): boolean =>
          row.at === null || (row.at >= scope.from && row.at < scope.to);
        const sum = (rows: readonly (HereRow | ThereRow)[], currency: string): number =>
          rows
            .filter((row) => inside(row) && row.currency === currency && row.status === 'approved')
            .reduce((total, row) => total + row.payout, 0);
        for (const currency of ['USD', 'EUR']) {
          const total = found.totals.find((one) => one.currency === currency);
          expect(total?.here ?? 0).toBe(sum(hereRows, currency));
          expect(total?.there ?? 0).toBe(sum(thereRows, currency));
          const explained = total?.explained.reduce((all, { amount }) => all + amount, 0) ?? 0;
          expect(explained).toBe((total?.there ?? 0) - (total?.here ?? 0));
        }
        const told = new Set([
          ...found.missingThere.map(({ row }) => row),
          ...found.different.map(({ pair }) => pair.here),
        ]);
        const untold = hereRows.filter((row) => inside(row) && !told.has(row));
        expect(untold.length).toBe(found.matched);
      }),
    );
  });
});
