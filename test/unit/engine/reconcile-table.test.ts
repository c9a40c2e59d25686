import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmountCell, readTimeCell } from '#main/engine/reconcile/file-cells.ts';
import { readTable } from '#main/engine/reconcile/file-table.ts';

const table = (text: string) => readTable(new TextEncoder().encode(text), 'report.csv');

describe('the table of a file', () => {
  it('is the same whether or not anything in it is quoted', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '1', ' ', '.', ',', ';', "'", 'é', '|'),
      maxLength: 6,
    });
    const line = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join('\t'));
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const lines = fc.array(fc.tuple(line, end), { maxLength: 8 });
    fc.assert(
      fc.property(lines, fc.boolean(), (rows, mark) => {
        const text = `${mark ? '\uFEFF' : ''}id\tnote\n${rows.map(([cells, sign]) => cells + sign).join('')}`;
        // One quoted cell behind it all, and every character is looked at.
        const quoted = table(`${text}\n"last"`);
        expect(quoted.rows.at(-1)?.cells).toEqual(['last']);
        expect(table(text)).toEqual({ head: quoted.head, rows: quoted.rows.slice(0, -1) });
      }),
    );
  });

  it('tells lines as an editor does, also behind empty ones', () => {
    expect(table('id,payout\r\n\r\nA,1\r\n , \r\nB,2').rows).toEqual([
      { line: 3, cells: ['A', '1'] },
      { line: 5, cells: ['B', '2'] },
    ]);
  });
});

describe('a cell of a file', () => {
  it('has the same amount with and without a sign of money', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.constantFrom('USD', 'JPY', 'BHD'),
        (minor, code) => {
          const text = (minor / 100).toFixed(2);
          expect(readAmountCell(text, code)).toEqual(readAmountCell(`+$${text} ${code}`, code));
        },
      ),
    );
    expect(readAmountCell('1.', 'USD')).toEqual({ ok: true, value: 100 });
    expect(readAmountCell('1,00', 'USD').ok).toBe(false);
  });

  it('has the same time in every way of telling it', () => {
    const wanted = { ok: true, value: Date.UTC(2026, 10, 1, 5, 30) };
    const zone = 'America/New_York';
    for (const text of [
      '2026-11-01T05:30:00Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-01 05:30:00 UTC',
      '2026-11-01T01:30:00-04:00',
      // The first of two: the clocks go back at two.
      '2026-11-01 01:30:00',
      '11/1/2026 1:30 AM',
      '1793511000',
    ]) {
      expect([text, readTimeCell(text, zone)]).toEqual([text, wanted]);
    }
    expect(readTimeCell('2026-13-01T05:30:00Z', zone).ok).toBe(false);
  });
});
