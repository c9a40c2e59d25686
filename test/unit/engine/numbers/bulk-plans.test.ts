import { beforeEach, describe, expect, it } from 'vitest';
import { bulkPlans } from '#main/engine/numbers/bulk/bulk-plans.ts';
import type { BulkPlans } from '#main/engine/numbers/bulk/bulk-plans.ts';
import { pairKey } from '#main/engine/ports/numbers-store.ts';
import type { NumbersContext } from '#main/engine/ports/numbers-store.ts';
import type { CampaignStanding } from '#shared/domain/campaign-access.ts';
import { TOLL_FREE } from '#shared/domain/number-order.ts';
import { deskStoreDouble } from '../desk-store-double.ts';

const STANDING: CampaignStanding = {
  offerStatus: 'Live',
  campaignType: 'AffiliateEnabled',
  visibility: 'All',
  partnerStatus: 'Approved',
  relation: { status: 'Approved', maxPromoNumbers: 10 },
  numbers: 3,
};

const CONTEXT: NumbersContext = {
  offers: [
    { offerId: '45', name: 'Roof Inspection', advertiserId: '8' },
    { offerId: '46', name: 'Gutter Repair', advertiserId: '8' },
  ],
  partners: [
    { partnerId: '23', name: 'Couponfield' },
    { partnerId: '61', name: 'Bluepeak' },
  ],
  standings: new Map([
    [pairKey('45', '23'), STANDING],
    [pairKey('45', '61'), { ...STANDING, relation: { status: 'Applied', maxPromoNumbers: null } }],
    [pairKey('46', '23'), { ...STANDING, relation: { status: 'Approved', maxPromoNumbers: null } }],
  ]),
};

type Requested = Parameters<Parameters<typeof bulkPlans>[0]['write']['requestNumbers']>[0];

let plans: BulkPlans;
let requested: Requested[];
beforeEach(() => {
  requested = [];
  plans = bulkPlans(
    deskStoreDouble({
      read: { numbersContext: () => Promise.resolve(CONTEXT) },
      write: {
        requestNumbers: (input) => {
          requested.push(input);
          return Promise.resolve({ batchId: 7, numberIds: input.numbers.map((_, k) => k + 1) });
        },
      },
    }),
  );
});

const file = (text: string, more: Partial<Parameters<BulkPlans['planFile']>[0]> = {}) =>
  plans.planFile({
    networkId: 1,
    fileName: 'spring.csv',
    text,
    mapping: null,
    defaults: { mediaType: 'Online: Email', description: 'Spring {n}' },
    ...more,
  });
const rowsOf = (planId: string) => plans.rows({ planId, faultyOnly: false, index: 0, limit: 200 }).rows;

describe('a file', () => {
  it('is mapped by its headings, and every fault stands at its cell', async () => {
    const plan = await file(
      [
        'Campaign ID,Affiliate,How many?,Media type,aff_sub2,area code,zip',
        '45,23,2,online: search,spring,,',
        '99,23,1,,,,',
        '45,61,1,,,,',
        '45,23,lots,Smoke signals,,12,',
        '45,23,1,,,805,90210',
        '',
        '"45",23,6,,,,',
      ].join('\n'),
    );
    expect(plan.columns.map(({ field }) => field)).toEqual([
      'offer',
      'partner',
      'count',
      'mediaType',
      'custom:aff_sub2',
      'areaCode',
      'zip',
    ]);
    expect(plan).toMatchObject({ rows: 6, faultyRows: 5, numbers: 2, fileFaults: [] });
    const rows = rowsOf(plan.planId);
    expect(rows[0]).toMatchObject({
      line: 2,
      offerName: 'Roof Inspection',
      partnerName: 'Couponfield',
      count: 2,
      leftAfter: 5,
      mediaType: 'Online: Search',
      customData: { aff_sub2: 'spring' },
      faults: [],
    });
    const faults = rows.flatMap((row) =>
      row.faults.map(({ line, column, message }) => [line, column, message]),
    );
    expect(faults).toEqual([
      [3, 'Campaign ID', 'The network does not list the offer 99.'],
      [4, 'Affiliate', 'The partner is not approved on this offer: Applied.'],
      [5, 'How many?', '“lots” is not a count from 1 to 10000.'],
      [5, 'Media type', '“Smoke signals” is not one of the network’s media types.'],
      [5, 'area code', '“12” is not an area code of three digits.'],
      [6, 'area code', 'Name one of area code, ZIP code, or city with state.'],
      [8, 'How many?', expect.stringContaining('the rows above ask for 2, so 5 are left')],
    ]);
    const faulty = plans.rows({ planId: plan.planId, faultyOnly: true, index: 1, limit: 2 });
    expect(faulty).toMatchObject({ count: 5, index: 1, rows: [{ line: 4 }, { line: 5 }] });
  });

  it('is read whatever separates its cells, with a byte order mark and cells over several lines', async () => {
    const plan = await file(
      '\ufeffoffer;partner;description\r\n46;23;"two\r\nlines; and more"\r\n46;23;x;extra\r\n',
    );
    const rows = rowsOf(plan.planId);
    expect(rows[0]).toMatchObject({ description: 'two\r\nlines; and more', leftAfter: null, faults: [] });
    expect(rows[1]?.faults).toMatchObject([{ column: null, message: expect.stringContaining('4 cells') }]);
  });

  it('says what it lacks as a whole, and what is mapped twice', async () => {
    const plan = await file('partner,note\n23,x', { mapping: ['partner', 'partner'] });
    expect(plan.fileFaults.map(({ column, message }) => [column, message])).toEqual([
      [null, 'No column names the offer.'],
      ['note', 'Another column is the same already.'],
    ]);
    const start = { planId: plan.planId, name: 'x', skipFaulty: true, now: 1 };
    await expect(plans.start(start)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it.each([
    ['', /empty/],
    ['offer,partner', /no rows/],
    ['offer,partner\n45,"23', /line 2/],
  ])('%j is refused', async (text, why) => {
    await expect(file(text)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(why),
    });
  });

  it('of ten thousand rows is checked without holding up the rest', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    const lines = Array.from({ length: 10_000 }, (_, k) => `46,23,1,Row ${k}`);
    const plan = await file(['offer,partner,count,description', ...lines].join('\n'));
    clearInterval(ticking);
    expect(plan).toMatchObject({ rows: 10_000, faultyRows: 0, numbers: 10_000 });
    expect(turns).toBeGreaterThan(5);
  });
});

describe('a form', () => {
  const form = {
    networkId: 1,
    offerIds: ['45', '46'],
    partnerIds: ['23', '61'],
    count: 5,
    order: {
      description: 'Spring {n}',
      mediaType: 'Online: Email',
      customData: { aff_sub2: 'a' },
      wish: TOLL_FREE,
    },
  };

  it('is a row for each partner on each offer', async () => {
    const plan = await plans.planForm(form);
    expect(plan).toMatchObject({ rows: 4, faultyRows: 2, numbers: 10 });
    expect(
      rowsOf(plan.planId).map(({ offerId, partnerId, faults }) => [offerId, partnerId, faults.length]),
    ).toEqual([
      ['45', '23', 0],
      ['45', '61', 1],
      ['46', '23', 0],
      ['46', '61', 1],
    ]);
  });

  it('is started once, what cannot be asked for left out and told', async () => {
    const { planId } = await plans.planForm(form);
    const start = { planId, name: 'Spring', skipFaulty: false, now: 9 };
    await expect(plans.start(start)).rejects.toMatchObject({ code: 'conflict' });
    expect(await plans.start({ ...start, skipFaulty: true })).toEqual({ batchId: 7, numbers: 10 });
    await expect(plans.start({ ...start, skipFaulty: true })).rejects.toMatchObject({ code: 'not_found' });
    expect(requested).toHaveLength(1);
    expect(requested[0]?.numbers).toHaveLength(10);
    expect(requested[0]?.skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'The partner is not approved on this offer: Applied.'],
      [4, 'The partner has not applied to this offer.'],
    ]);
  });
});
