import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversionSort } from '#shared/ipc/conversions.ts';
import type {
  ConversionFilter,
  ConversionOrder,
  ConversionRow,
  ConversionSort,
} from '#shared/ipc/conversions.ts';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { ListLimits } from '#main/store/conversions/list-limits.ts';
import { openWorkspaceForReading } from '#main/store/file/open-workspace.ts';
import type { Sqlite } from '#main/store/file/sqlite.ts';
import { deskReads } from '#main/store/reader.ts';
import type { ReadHandlers } from '#main/store/threads/handlers.ts';
import { testStore } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 2, 1);
const CALLS = 700;
const RESULTS = ['Paid', 'No Sale', 'Repeat', 'Gold Plated', 'Not Paid'];

/** Too small to gather anything, so that what is gathered by default is walked, from many known places. */
const WALKING: ListLimits = {
  surelyFew: 0,
  tooMany: 0,
  tooManyInRange: 0,
  step: 16,
  readOver: 20,
  chunk: 64,
};

/** The same, but with the ids that a range of dates is between known. */
const KNOWING: ListLimits = { ...WALKING, tooManyInRange: CALLS };

let store: TestStore;
let all: readonly ConversionRow[];
let ownDbs: readonly Sqlite[];
let readers: readonly Pick<ReadHandlers, 'conversionPage' | 'conversionTotals'>[];

beforeAll(async () => {
  store = await testStore();
  const { network } = store;
  const partner = (k: number): string => String(20 + (k % 5));
  const offer = (k: number): string => String(40 + (k % 3));
  await store.write.saveCatalogue({
    networkId: network.id,
    now: 1,
    asOf: 1,
    catalogue: {
      partners: [0, 1, 2, 3, 4].map((k) => ({
        partnerId: partner(k),
        name: ['Kestrel Média', 'bluepeak leads', 'Okapi Search', 'Harvest Row', 'Adverb'][k] ?? '',
        status: 'Approved',
        invocaId: `p${k}`,
      })),
      offers: [0, 1, 2].map((k) => ({
        offerId: offer(k),
        name: `Offer ${'CAB'.charAt(k)}`,
        status: 'Active',
        advertiserId: '1',
        advertiserName: '',
        invocaId: `o${k}`,
        clickUrl: '',
        terms: null,
      })),
      numbers: Array.from({ length: 12 }, (_, k) => ({
        idFromNetwork: `line-${k}`,
        invocaId: `n${k}`,
        number: `888555${String(100 + k).padStart(4, '0')}`,
        description: `Line ${k}`,
        mediaType: '',
        advertiserId: '1',
        partnerId: partner(k),
        offerId: offer(k),
        customData: {},
        baseLink: '',
      })),
      campaigns: [],
      ringPools: [],
    },
  });
  const rows = Array.from({ length: CALLS }, (_, k): PracticeRow => ({
    id: `T-${k}`,
    call: `${['0A5F', '9C11', 'D00D'][k % 3]}-${String((k * 7919) % 10_000).padStart(4, '0')}-${k}`,
    result: RESULTS[(k * 13) % 5] ?? '',
    payout: k % 4 === 0 ? 0 : ((k * 31) % 9) * 100,
    revenue: ((k * 17) % 11) * 150,
    ...(k % 29 === 0 ? {} : { startedAt: START + ((k * 37) % 60) * DAY + (k % 7) * 1000 }),
    ...(k % 23 === 0 ? {} : { duration: (k * 41) % 300 }),
    partner: partner(k),
    offer: offer(k),
    line: `line-${k % 12}`,
    caller: `866-555-${String(1000 + k)}`,
    subIds:
      k % 3 === 0
        ? {}
        : {
            aff_sub2: `click${k % 50}`,
            aff_sub3: k % 5 === 0 ? 'Ünïcode Ωmega' : `s${k % 4}`,
            source: `fb-${k % 6}`,
          },
  }));
  await store.take(rows.slice(0, 300));
  await store.take(rows.slice(300));
  await store.take(
    rows
      .filter((_, k) => k % 10 === 0)
      .map((row, k) => ({
        ...row,
        id: `K-${k}`,
        corrects: row.id,
        result: RESULTS[k % 5] ?? '',
        payout: (k % 6) * 250,
      })),
  );
  await store.read.conversionTotals({ filter: {}, order: { by: 'status', descending: false } });
  const limits = [WALKING, KNOWING];
  ownDbs = limits.map(() => openWorkspaceForReading(store.file));
  readers = [store.read, ...ownDbs.map((db, k) => deskReads(db, async () => undefined, limits[k]))];
  all = await everything({}, { by: 'call_started_at', descending: false });
});
afterAll(async () => {
  for (const db of ownDbs) db.close();
  await store.end();
});

/** Reads a list page after page. */
async function everything(
  filter: ConversionFilter,
  order: ConversionOrder,
  limit = 200,
  reader: Pick<ReadHandlers, 'conversionPage'> = store.read,
): Promise<ConversionRow[]> {
  const rows: ConversionRow[] = [];
  for (;;) {
    const page = await reader.conversionPage({ filter, order, index: rows.length, limit });
    rows.push(...page.rows);
    if (page.rows.length < limit) return rows;
  }
}

function matches(row: ConversionRow, filter: ConversionFilter): boolean {
  const { statuses, partnerIds, offerIds, numbers, from, to, unknownResult, zeroPayout } = filter;
  const started = row.callStartedAt;
  return (
    (statuses?.includes(row.status) ?? true) &&
    (partnerIds?.includes(row.partnerId) ?? true) &&
    (offerIds?.includes(row.offerId) ?? true) &&
    (numbers?.includes(row.number) ?? true) &&
    (from === undefined || (started !== null && started >= from)) &&
    (to === undefined || (started !== null && started < to)) &&
    (unknownResult === undefined || row.knownResult !== unknownResult) &&
    (zeroPayout === undefined || (row.payout === 0) === zeroPayout)
  );
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** What a row is sorted by, most important first; rows equal in all of it follow their id. */
function sortKey(row: ConversionRow, by: ConversionSort): (string | number)[] {
  const partner = [folded(row.partnerName), row.partnerId];
  const offer = [folded(row.offerName), row.offerId];
  switch (by) {
    case 'status':
      return [CONVERSION_STATUSES.indexOf(row.status)];
    case 'partner':
      return [...partner, ...offer, row.number];
    case 'offer':
      return [...offer, ...partner, row.number];
    case 'number':
      return [row.number, ...partner, ...offer];
    case 'invoca_id':
      return [row.invocaId];
    case 'call_started_at':
      return [row.callStartedAt ?? -Infinity];
    case 'duration':
      return [row.durationSeconds ?? -Infinity];
    case 'aff_sub2':
    case 'aff_sub3':
    case 'aff_sub4':
    case 'aff_sub5':
    case 'source':
    case 'payout':
    case 'revenue':
      return [row[by]];
  }
}

function sorted(rows: readonly ConversionRow[], { by, descending }: ConversionOrder): ConversionRow[] {
  const compare = (a: ConversionRow, b: ConversionRow): number => {
    const left = [...sortKey(a, by), a.id];
    const right = [...sortKey(b, by), b.id];
    for (const [place, value] of left.entries()) {
      const other = right[place];
      if (other !== undefined && value < other) return -1;
      if (other !== undefined && value > other) return 1;
    }
    return 0;
  };
  const up = rows.toSorted(compare);
  return descending ? up.toReversed() : up;
}

const ids = (rows: readonly ConversionRow[]): number[] => rows.map(({ id }) => id);

const FILTERS: readonly ConversionFilter[] = [
  {},
  { statuses: ['approved'] },
  { statuses: ['pending', 'rejected'], zeroPayout: false },
  { partnerIds: ['22'] },
  { partnerIds: ['20', '24'], offerIds: ['41'], statuses: ['approved', 'pending'] },
  { numbers: ['8885550103', '8885550107'] },
  { from: START + 10 * DAY, to: START + 25 * DAY },
  { from: START + 40 * DAY, partnerIds: ['21', '23'] },
  { to: START + 3 * DAY + 2000, statuses: ['rejected'] },
  { unknownResult: true },
  { zeroPayout: true },
  { partnerIds: ['nobody'] },
];

describe('the conversions list', () => {
  it('lists every conversion once', () => {
    expect(all.length).toBe(CALLS);
    expect(new Set(ids(all)).size).toBe(CALLS);
  });

  for (const by of conversionSort.options) {
    for (const descending of [false, true]) {
      it(`is walked whole and in order by ${by}, ${descending ? 'down' : 'up'}, under every filter`, async () => {
        for (const filter of FILTERS) {
          const wanted = sorted(
            all.filter((row) => matches(row, filter)),
            { by, descending },
          );
          for (const reader of readers) {
            expect(ids(await everything(filter, { by, descending }, 83, reader))).toEqual(ids(wanted));
          }
          const totals = await store.read.conversionTotals({ filter, order: { by, descending } });
          expect(totals.count).toBe(wanted.length);
        }
      });
    }
  }

  it('finds the rows at any index, in any order of asking', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FILTERS),
        fc.constantFrom(...conversionSort.options),
        fc.boolean(),
        fc.array(fc.nat({ max: CALLS + 20 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 50 }),
        async (filter, by, descending, places, limit) => {
          const order = { by, descending };
          const wanted = ids(
            sorted(
              all.filter((row) => matches(row, filter)),
              order,
            ),
          );
          for (const index of places) {
            for (const reader of readers) {
              const page = await reader.conversionPage({ filter, order, index, limit });
              expect(page.index).toBe(index);
              expect(ids(page.rows)).toEqual(wanted.slice(index, index + limit));
            }
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('sums exactly what it shows, for ranges that cut through weeks too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...FILTERS),
        fc.integer({ min: -2, max: 62 * 24 }),
        fc.integer({ min: 0, max: 40 * 24 }),
        async (filter, firstHour, hours) => {
          const from = START + firstHour * 60 * 60 * 1000;
          const ranged = { ...filter, from, to: from + hours * 60 * 60 * 1000 };
          const rows = all.filter((row) => matches(row, ranged));
          const totals = await store.read.conversionTotals({
            filter: ranged,
            order: { by: 'payout', descending: true },
          });
          expect(totals).toEqual({
            count: rows.length,
            all: CALLS,
            sums:
              rows.length === 0
                ? []
                : [
                    {
                      currency: 'USD',
                      payout: rows.reduce((sum, { payout }) => sum + payout, 0),
                      revenue: rows.reduce((sum, { revenue }) => sum + revenue, 0),
                    },
                  ],
          });
        },
      ),
      { numRuns: 80 },
    );
  });

  it.each([
    ['kestrel', (row: ConversionRow) => row.partnerName === 'Kestrel Média'],
    ['MEDIA', (row: ConversionRow) => row.partnerName === 'Kestrel Média'],
    ['offer c', (row: ConversionRow) => row.offerName === 'Offer C'],
    ['0a5f', (row: ConversionRow) => row.invocaId.startsWith('0A5F')],
    ['9C11-7', (row: ConversionRow) => row.invocaId.startsWith('9C11-7')],
    ['7919', (row: ConversionRow) => /-7919-/.test(row.invocaId)],
    ['(888) 555-0103', (row: ConversionRow) => row.number === '8885550103'],
    ['+1 888.555.0103', (row: ConversionRow) => row.number === '8885550103'],
    ['866-555-1234', (row: ConversionRow) => row.invocaId.endsWith('-234')],
    ['+1 (866) 555 12', (row: ConversionRow) => /-2\d\d$/.test(row.invocaId)],
    ['click7', (row: ConversionRow) => row.aff_sub2.startsWith('click7')],
    ['fb-3', (row: ConversionRow) => row.source === 'fb-3'],
    ['unicode', (row: ConversionRow) => row.aff_sub3.startsWith('Ün')],
    [
      'Ωmega kestrel',
      (row: ConversionRow) => row.aff_sub3.startsWith('Ün') && row.partnerName === 'Kestrel Média',
    ],
    [
      'click1 kestrel',
      (row: ConversionRow) => row.aff_sub2.startsWith('click1') && row.partnerName === 'Kestrel Média',
    ],
    ['no such thing', () => false],
    ['"* OR NEAR(', () => false],
  ])('finds "%s" by its beginning, in any order, and counts it', async (text, wanted) => {
    for (const by of ['partner', 'payout', 'call_started_at', 'status'] as const) {
      const order = { by, descending: by === 'payout' };
      const rows = sorted(all.filter(wanted), order);
      for (const reader of readers) {
        expect(ids(await everything({ text }, order, 83, reader))).toEqual(ids(rows));
      }
      expect((await store.read.conversionTotals({ filter: { text }, order })).count).toBe(rows.length);
      const both = { text, statuses: ['approved' as const] };
      expect(ids(await everything(both, order))).toEqual(
        ids(rows.filter(({ status }) => status === 'approved')),
      );
    }
  });

  it('exports what the list shows, by id', async () => {
    for (const filter of [...FILTERS, { text: 'kestrel' }, { text: 'click7' }]) {
      const wanted = ids(await everything(filter, { by: 'invoca_id', descending: false })).toSorted(
        (a, b) => a - b,
      );
      const got = await store.read.exportPage({ filter, after: 0, limit: 1000 });
      expect(ids(got.map(({ row }) => row))).toEqual(wanted);
      expect(got.every(({ history }) => history.length > 0)).toBe(true);
    }
  });
});
