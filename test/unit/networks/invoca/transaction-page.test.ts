import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecodedPage, DecodedRow } from '#main/engine/ports/page-decoder.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import type { Transaction } from '#shared/domain/transaction.ts';
import { transactionRow } from '#test/support/transaction-rows.ts';

const CONTEXT = { currency: 'USD', user: 'network' } as const;

const decode = (text: string, context: Parameters<typeof decodeTransactionPage>[1] = CONTEXT): DecodedPage =>
  decodeTransactionPage(new TextEncoder().encode(text), context);

function rowsOf(page: DecodedPage): readonly DecodedRow[] {
  if (page.kind !== 'page') throw new Error(`unreadable: ${page.reason}`);
  return page.rows;
}

function transactionOf(row: Readonly<Record<string, unknown>>, currency = 'USD'): Transaction {
  const [decoded] = rowsOf(decode(JSON.stringify([row]), { ...CONTEXT, currency }));
  if (decoded?.kind !== 'transaction') throw new Error(decoded?.reason ?? 'no row');
  return decoded.transaction;
}

function reasonOf(row: unknown): string {
  const [decoded] = rowsOf(decode(JSON.stringify([row])));
  return decoded?.kind === 'unparsed' ? decoded.reason : 'parsed';
}

const BARE = { transaction_id: '7B21D04E-5A9C31F2', complete_call_id: 'K4T9-6C0D12E88F3A' };

describe('a page', () => {
  it('reads the correction of invoca.md 4.11', () => {
    const row = {
      transaction_id: '7B2214F0-C3308D61',
      complete_call_id: 'K4T9-6C0D12E88F3A',
      corrects_transaction_id: '7B21D04E-5A9C31F2',
      corrected_at: '2024-05-15 11:30:12 -07:00',
      transaction_type: 'Call',
      call_result_description_detail: 'paid',
      virtual_line_id: 'tune-45-23-0007',
      advertiser_campaign_id: 43943,
      advertiser_campaign_id_from_network: '45',
      affiliate_id_from_network: '23',
      advertiser_payin_localized: 32.0,
      affiliate_payout_localized: 21.0,
      calling_phone_number: '415-555-0163',
      duration: 131,
      connect_duration: 109,
      start_time_utc: 1715702561000,
    };
    expect(transactionOf(row)).toEqual({
      transactionId: '7B2214F0-C3308D61',
      callId: 'K4T9-6C0D12E88F3A',
      correctsId: '7B21D04E-5A9C31F2',
      type: 'call',
      rawType: 'Call',
      rawResult: 'paid',
      payout: 2100,
      revenue: 3200,
      saleAmount: null,
      callStartedAt: 1715702561000,
      durationSeconds: 131,
      connectSeconds: 109,
      virtualLineId: 'tune-45-23-0007',
      numberDescription: null,
      advertiserId: null,
      offerId: '45',
      offerName: null,
      partnerId: '23',
      partnerName: null,
      callerNumber: '415-555-0163',
      city: null,
      region: null,
      ringPoolSubIds: {},
      customSubIds: {},
    });
  });

  it('keeps every row exactly as it was written, whatever the spacing', () => {
    const first =
      '{ "transaction_id" : "A-1",\n "complete_call_id":"C-1", "notes":"a ] } , \\" \\\\" , "x":[1,[2]] }';
    const second = '{"complete_call_id":"C-2","transaction_id":"A-2","affiliate_payout_localized":21.0}';
    const page = decode(`\ufeff \r\n[ ${first}\t,\n${second}\n ] \n`);
    expect(rowsOf(page).map(({ raw }) => raw)).toEqual([first, second]);
    expect(page).toMatchObject({ cursor: 'A-2' });
  });

  it('splits rows that begin with their id where they meet, whatever they hold inside', () => {
    const inside = fc.oneof(
      fc.jsonValue(),
      fc.constant([{ a: 1 }, { transaction_id: 'A-1', b: 2 }]),
      fc.constant('},{"transaction_id":"A-1"'),
      fc.constant([{ transaction_id: 'A-0' }, { transaction_id: 'A-1' }, { transaction_id: 'A-2' }]),
    );
    const spaces = fc.constantFrom('', '', ' ', '\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(inside, spaces), { maxLength: 6 }), (parts) => {
        const texts = parts.map(([value], index) => JSON.stringify({ transaction_id: `A-${index}`, value }));
        const page = decode(`[${texts.map((text, index) => `${text}${parts[index]?.[1] ?? ''}`).join(',')}]`);
        expect(rowsOf(page).map(({ raw }) => raw)).toEqual(texts);
      }),
      { numRuns: 500 },
    );
  });

  it('splits any array where its elements are', () => {
    const separator = fc.stringMatching(/^[ \n\r\t]{0,3}$/);
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        separator,
        separator,
        (values, before, after) => {
          const texts = values.map((value) => JSON.stringify(value));
          const page = decode(`${before}[${before}${texts.join(`${after},${before}`)}${after}]${after}`);
          expect(rowsOf(page).map(({ raw }) => raw)).toEqual(texts);
        },
      ),
    );
  });

  it('an empty array is a page without rows', () => {
    expect(decode(' [ ] ')).toEqual({ kind: 'page', rows: [], cursor: null });
  });

  it('a row that does not parse keeps its text, its reason and its id, and stops no other', () => {
    const rows = [
      '{"transaction_id":"A-1"}',
      '{"transaction_id":"A-2",nonsense}',
      '17',
      JSON.stringify(transactionRow(3)),
    ];
    const page = decode(`[${rows.join(',')}]`);
    expect(rowsOf(page).map((row) => [row.kind, row.raw])).toEqual([
      ['unparsed', rows[0]],
      ['unparsed', rows[1]],
      ['unparsed', rows[2]],
      ['transaction', rows[3]],
    ]);
    expect(rowsOf(page).slice(0, 3)).toMatchObject([
      { reason: 'complete_call_id is missing.', transactionId: 'A-1' },
      { reason: 'The row is not JSON.', transactionId: null },
      { reason: 'The row is not an object.', transactionId: null },
    ]);
  });

  it('takes the cursor from the last row that has an id, parsed or not', () => {
    const unparsed = { transaction_id: 'A-9', complete_call_id: 'C', duration: 'long' };
    expect(decode(JSON.stringify([transactionRow(1), unparsed, { notes: 'no id' }]))).toMatchObject({
      cursor: 'A-9',
    });
  });

  it('gives repeated rows as often as they come', () => {
    expect(rowsOf(decode(JSON.stringify([transactionRow(1), transactionRow(1)])))).toHaveLength(2);
  });

  it.each([
    ['[{"transaction_id":"A-1"},{"transac', /breaks off after 35 bytes/],
    ['[{"transaction_id":"A-1"}', /breaks off/],
    ['[{"transaction_id":"A-1"}] trailing', /breaks off/],
    ['[{"a":"never closed}]', /breaks off/],
    ['{"errors":{"class":"RecordNotFound","invalid_data":"no such network"}}', /no such network/],
    ['{"error":{"ivr_tree":{"children":[{"0":{"prompt":["cannot be empty"]}}]}}}', /cannot be empty/],
    ['<html><title>Bad Gateway</title>', /web page \(“Bad Gateway”\)/],
    ['', /nothing/],
    ['null', /not JSON|“null”/],
  ])('%s is unreadable', (text, reason) => {
    const page = decode(text);
    expect(page.kind).toBe('unreadable');
    expect(page.kind === 'unreadable' && page.reason).toMatch(reason);
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['page', 'unreadable']).toContain(decodeTransactionPage(bytes, CONTEXT).kind);
      }),
    );
  });

  it('never throws, whatever stands in the columns', () => {
    const columns = fc.constantFrom(...Object.keys(transactionRow(1)));
    fc.assert(
      fc.property(columns, fc.jsonValue(), (column, value) => {
        expect(rowsOf(decode(JSON.stringify([transactionRow(1, { [column]: value })])))).toHaveLength(1);
      }),
    );
  });
});

describe('values', () => {
  it.each([
    [21, 'USD', 2100],
    [24.5, 'USD', 2450],
    ['24.5', 'USD', 2450],
    [1.005, 'USD', 101],
    [0.07, 'USD', 7],
    [1.15, 'USD', 115],
    [-3.1, 'USD', -310],
    [0, 'USD', 0],
    ['0.00', 'USD', 0],
    [1500, 'JPY', 1500],
    [1.234, 'KWD', 1234],
    [4_503_599_627_370.5, 'USD', 450359962737050],
  ])('money %s %s is %s', (value, currency, amount) => {
    expect(transactionOf({ ...BARE, affiliate_payout_localized: value }, currency).payout).toBe(amount);
  });

  it('reads money of any cents as its text says', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (cents) => {
        const text = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
        expect(transactionOf({ ...BARE, affiliate_payout_localized: Number(text) }).payout).toBe(cents);
        expect(transactionOf({ ...BARE, affiliate_payout_localized: text }).payout).toBe(cents);
      }),
    );
  });

  it.each([null, '', undefined])('%s is what the row does not say', (nothing) => {
    const read = transactionOf({
      ...BARE,
      affiliate_payout_localized: nothing,
      duration: nothing,
      start_time_utc: nothing,
      corrects_transaction_id: nothing,
      call_result_description_detail: nothing,
    });
    expect(read).toMatchObject({
      payout: null,
      durationSeconds: null,
      callStartedAt: null,
      correctsId: null,
      rawResult: null,
    });
  });

  it.each([
    [{ affiliate_payout_localized: '$21' }, 'affiliate_payout_localized is not an amount: "$21".'],
    [{ advertiser_payin_localized: true }, 'advertiser_payin_localized is not an amount: true.'],
    [{ duration: 'long' }, 'duration is not a number: "long".'],
    [{ duration: -1 }, 'duration is not a duration: -1.'],
    [{ transaction_id: 'x y' }, 'transaction_id is not an id: "x y".'],
    [{ transaction_id: null }, 'transaction_id is missing.'],
    [{ complete_call_id: {} }, 'complete_call_id is not an id: {}.'],
    [{ corrects_transaction_id: 'é' }, 'corrects_transaction_id is not an id: "é".'],
    [{ start_time_utc: 1715702561 }, 'start_time_utc is not in milliseconds: 1715702561.'],
    [{ start_time_local: 'yesterday' }, 'start_time_local is not a time with an offset: "yesterday".'],
  ])('%j does not parse', (change, reason) => {
    expect(reasonOf({ ...BARE, ...change })).toBe(reason);
  });

  it.each([
    ['Call', 'call'],
    ['Post Call Event', 'post_call_event'],
    ['PostCallEvent', 'post_call_event'],
    ['Reported Conversion', 'sale'],
    ['Sale', 'sale'],
    ['Web Conversion', 'web_sale'],
    ['WebSale', 'web_sale'],
    ['Signal', 'signal'],
    ['Carrier Pigeon', 'unknown'],
    ['constructor', 'unknown'],
    [null, 'unknown'],
  ])('type %s is %s, and its text is kept', (raw, type) => {
    expect(transactionOf({ ...BARE, transaction_type: raw })).toMatchObject({ type, rawType: raw ?? '' });
  });

  it('reads the result under the name advertiser users have', () => {
    const row = { ...BARE, call_result_description_detail_managed_advertiser: 'Not Paid' };
    expect(transactionOf(row).rawResult).toBe('Not Paid');
  });

  it.each([
    [{ start_time_utc: '1715702561000' }],
    [{ start_time_utc: null, start_time_xml: '2024-05-14T09:02:41-07:00' }],
    [{ start_time_local: '2024-05-14 09:02:41 -07:00' }],
    [{ start_time_local: '2024-05-14 09:02:41 -0700' }],
    [{ start_time_utc: 0, start_time_network_timezone: '2024-05-14 16:02:41 Z' }],
  ])('the start of the call from %j', (columns) => {
    expect(transactionOf({ ...BARE, ...columns }).callStartedAt).toBe(1715702561000);
  });

  it('takes ids of older formats and ids that came as numbers, and never shortens them', () => {
    const row = { ...BARE, transaction_id: '29810-95701', virtual_line_id: 833064 };
    expect(transactionOf(row)).toMatchObject({ transactionId: '29810-95701', virtualLineId: '833064' });
    const long = 'A'.repeat(32);
    expect(transactionOf({ ...BARE, complete_call_id: long }).callId).toBe(long);
  });

  it('reads the sale of a reported sale or of a signal', () => {
    expect(transactionOf({ ...BARE, revenue: 4200 }).saleAmount).toBe(420_000);
    expect(transactionOf({ ...BARE, revenue: 4200, sale_amount: '10.5' }).saleAmount).toBe(1050);
  });
});

describe('sub ids', () => {
  it('finds ring pool parameters at any of the 25 places', () => {
    const row = {
      ...BARE,
      dynamic_number_pool_referrer_param1_name: 'gclid',
      dynamic_number_pool_referrer_param1_value: 'x',
      dynamic_number_pool_referrer_param25_name: 'aff_sub2',
      dynamic_number_pool_referrer_param25_value: '12345',
      dynamic_number_pool_referrer_param7_name: 'source',
      dynamic_number_pool_referrer_param7_value: 'news',
      dynamic_number_pool_referrer_param8_name: 'aff_sub',
      dynamic_number_pool_referrer_param8_value: '8885550142',
      dynamic_number_pool_referrer_param9_name: 'aff_sub3',
      dynamic_number_pool_referrer_param9_value: '',
    };
    expect(transactionOf(row).ringPoolSubIds).toEqual({ aff_sub2: '12345', source: 'news' });
  });

  it('reads custom data under both names, and flat columns after it', () => {
    const row = {
      ...BARE,
      custom_data: [
        { name: 'aff_sub2', data_type: 'Short Text', source: 'VirtualLine', value: '12345' },
        { partner_name: 'aff_sub3', value: 'x&y=1' },
        { name: 'aff_sub4', value: null },
        'odd',
      ],
      aff_sub2: 'flat',
      aff_sub4: 'flat',
      aff_sub: '8885550142',
    };
    expect(transactionOf(row).customSubIds).toEqual({
      aff_sub2: '12345',
      aff_sub3: 'x&y=1',
      aff_sub4: 'flat',
    });
  });
});
