import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastTransactionId } from '#main/networks/invoca/page-tail.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { transactionRow } from '#test/support/transaction-rows.ts';

const bytes = (value: unknown, space?: string): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(value, null, space));

describe('the last transaction id of a page', () => {
  it('is the one of the last row, whatever that row holds inside', () => {
    const last = {
      transaction_id: 'A-9',
      custom_data: [{ name: 'transaction_id', value: '{"transaction_id":"A-1"}' }],
      nested: { transaction_id: 'A-2', deep: { transaction_id: 'A-3' } },
    };
    expect(lastTransactionId(bytes([transactionRow(1), last]))).toBe('A-9');
    expect(lastTransactionId(bytes([transactionRow(1), last], '  '))).toBe('A-9');
  });

  it('is unknown on an empty page and where the last row has none', () => {
    expect(lastTransactionId(bytes([]))).toBeNull();
    expect(lastTransactionId(bytes([transactionRow(1), { notes: 'none' }]))).toBeNull();
    expect(lastTransactionId(new Uint8Array())).toBeNull();
  });

  it('agrees with the decoder whenever it speaks', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 4 }), fc.jsonValue(), (others, inside) => {
        const page = bytes([...others, { notes: inside, transaction_id: 'A-1', complete_call_id: 'C' }]);
        const decoded = decodeTransactionPage(page, { currency: 'USD', user: 'network' });
        const id = lastTransactionId(page);
        if (id !== null) expect(decoded).toMatchObject({ cursor: id });
        if (!JSON.stringify(inside).includes('{')) expect(id).toBe('A-1');
      }),
    );
  });
});
