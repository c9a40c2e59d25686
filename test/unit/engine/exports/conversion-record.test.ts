import { describe, expect, it } from 'vitest';
import { conversionRecord, historyRecords } from '#main/engine/exports/conversion-record.ts';
import { formulaSafe } from '#main/engine/exports/formula-safe.ts';
import type { ExportedConversion } from '#main/engine/ports/conversion-store.ts';

const conversion: ExportedConversion = {
  row: {
    id: 7,
    networkId: 1,
    networkName: 'Leadtrust',
    invocaId: 'K4T9-6C0D12E88F3A',
    status: 'approved',
    knownResult: true,
    rawResult: 'paid',
    partnerId: '23',
    partnerName: 'Couponfield Media',
    offerId: '45',
    offerName: 'Northgate Roof Inspection',
    number: '8886532941',
    payout: 2100,
    revenue: 3200,
    currency: 'USD',
    callStartedAt: 1_715_702_561_000,
    durationSeconds: 131,
    aff_sub2: '12345',
    aff_sub3: '',
    aff_sub4: '',
    aff_sub5: '',
    source: '',
  },
  history: [
    {
      at: 1_715_702_999_000,
      cause: 'first',
      transactionId: '7B21D04E-5A9C31F2',
      correctsId: null,
      statusBefore: null,
      statusAfter: 'approved',
      resultBefore: null,
      resultAfter: 'paid',
      payoutBefore: null,
      payoutAfter: 2100,
      revenueBefore: null,
      revenueAfter: 3200,
      reason: null,
      author: null,
    },
  ],
};

describe('an exported conversion', () => {
  it('has money as decimal text and instants as ISO 8601 UTC', () => {
    expect(conversionRecord(conversion)).toMatchObject({
      invoca_id: 'K4T9-6C0D12E88F3A',
      payout: '21.00',
      revenue: '32.00',
      currency: 'USD',
      call_started_at: '2024-05-14T16:02:41.000Z',
      number: '8886532941',
      aff_sub2: '12345',
    });
  });

  it('has yen without decimals and an unknown call time as empty text', () => {
    const row = { ...conversion.row, currency: 'JPY', callStartedAt: null };
    expect(conversionRecord({ ...conversion, row })).toMatchObject({ payout: '2100', call_started_at: '' });
  });

  it('carries its history with what was before', () => {
    expect(historyRecords(conversion)).toEqual([
      expect.objectContaining({
        at: '2024-05-14T16:09:59.000Z',
        status_before: null,
        status: 'approved',
        payout: '21.00',
      }),
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t='])('makes %j safe for a spreadsheet', (text) => {
    expect(formulaSafe(text)).toBe(`'${text}`);
  });

  it('leaves ordinary text alone', () => {
    expect(formulaSafe('spring sale & more')).toBe('spring sale & more');
  });
});
