import { describe, expect, it } from 'vitest';
import { conversionColumns, FIRST_COLUMNS } from '#renderer/features/conversions/conversion-columns.tsx';
import { deliveryColumns } from '#renderer/features/postbacks/delivery-columns.tsx';
import { type Column, fittingColumns, leastWidth } from '#renderer/ui/table/column.ts';

const column = (id: string, width: number, spare?: number): Column<never> => ({
  id,
  title: id,
  width,
  cell: () => id,
  ...(spare === undefined ? {} : { spare }),
});
const COLUMNS = [column('a', 100), column('b', 50, 2), column('c', 60, 1), column('d', 70)];
const idsFor = (room: number, sortedBy?: string): string =>
  fittingColumns(COLUMNS, room, sortedBy)
    .map(({ id }) => id)
    .join('');

describe('columns beside an open panel', () => {
  it('are all there while there is room', () => {
    expect(idsFor(280)).toBe('abcd');
  });

  it('go one by one, the most dispensable first, and in their order', () => {
    expect(idsFor(279)).toBe('abd');
    expect(idsFor(219)).toBe('ad');
  });

  it('stay when the table is sorted by them, and when nothing else can go', () => {
    expect(idsFor(230, 'c')).toBe('acd');
    expect(idsFor(10)).toBe('ad');
  });

  // What the rail (196) and the panel (372) leave of the window.
  const room = 1280 - 196 - 372;

  it('of conversions fit at 1280 pixels, status and payout among them', () => {
    const columns = conversionColumns(FIRST_COLUMNS, 'UTC', 0);
    const fitting = fittingColumns(columns, room, 'call_started_at');
    expect(leastWidth(columns)).toBeGreaterThan(room);
    expect(leastWidth(fitting)).toBeLessThanOrEqual(room);
    expect(fitting.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['status', 'payout', 'invoca_id', 'call_started_at']),
    );
  });

  it('of deliveries fit at 1280 pixels, state and next try among them', () => {
    const columns = deliveryColumns('UTC', 0, { marked: new Set(), onMark: () => undefined });
    const fitting = fittingColumns(columns, room, undefined);
    expect(leastWidth(columns)).toBeGreaterThan(room);
    expect(leastWidth(fitting)).toBeLessThanOrEqual(room);
    expect(fitting.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['state', 'receiver', 'next', 'invoca_id']),
    );
  });
});
