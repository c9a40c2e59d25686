import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, transactionsPath, type Practice } from '#test/support/practice.ts';
import { tuneCaller } from './tune-caller.ts';

const MINUTE = 60_000;
let now = Date.parse('2026-03-02T15:00:00Z');
let practice: Practice;
beforeEach(async () => {
  practice = await startPractice({ seed: 5, initialCalls: 80, clock: () => now });
  await practice.control.setTune({ calls_in_ten_seconds: 0 });
});
afterEach(() => practice.stop());

const tune = tuneCaller(() => practice);
const row = z.record(z.string(), z.string().nullable());
const found = z.record(z.string(), z.object({ Conversion: row, RingRevenue: row.nullish() }));
const conversions = async (
  filter = '',
): Promise<{ Conversion: z.infer<typeof row>; RingRevenue?: z.infer<typeof row> | null | undefined }[]> => {
  const data = await tune.data(`Target=Conversion&Method=findAll&contain[]=RingRevenue${filter}`);
  return Array.isArray(data) ? [] : Object.values(found.parse(data));
};

test('every call is one conversion with the newest word about it', async () => {
  const answer = await practice.get(transactionsPath(practice.network, { limit: 4000 }));
  const rows = z
    .array(
      z.object({
        transaction_id: z.string(),
        complete_call_id: z.string(),
        call_result_description_detail: z.string(),
        affiliate_payout_localized: z.number(),
      }),
    )
    .parse(await answer.json());
  const newest = new Map(rows.map((one) => [one.complete_call_id, one]));
  const byRecord = new Map(
    (await conversions()).map((one) => [one.RingRevenue?.['transaction_id'], one.Conversion]),
  );
  expect(byRecord.size).toBe(newest.size);
  const words: Record<string, string> = {
    paid: 'approved',
    notpaid: 'approved',
    repeat: 'rejected',
    nosale: 'pending',
  };
  for (const one of newest.values()) {
    const conversion = byRecord.get(one.transaction_id);
    expect(conversion).toMatchObject({
      status_code: '51',
      payout: one.affiliate_payout_localized.toFixed(5),
    });
    const word = one.call_result_description_detail.toLowerCase().replaceAll(/[^a-z]/g, '');
    if (words[word] !== undefined) expect(conversion?.['status']).toBe(words[word]);
  }
  const records = await tune.data('Target=RingRevenue&Method=findAll&fields[]=transaction_id');
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(records))).toHaveLength(rows.length);
});

test('a call comes with the number it came in on, and a caller of ten digits', async () => {
  await practice.control.addCalls({ count: 1, result: 'nosale', number: '8885550142' });
  expect(await practice.control.importIntoTune()).toBe(1);
  const newest = (await conversions('&filters[affiliate_info1]=8885550142')).at(-1);
  expect(newest?.Conversion).toMatchObject({
    offer_id: '45',
    affiliate_id: '23',
    affiliate_info2: '12345',
    ad_id: null,
  });
  expect(newest?.RingRevenue).toMatchObject({
    calling_phone_number: expect.stringMatching(/^\d{10}$/) as unknown,
    added_to_conversions: '1',
  });
  expect(newest?.RingRevenue).not.toHaveProperty('complete_call_id');
});

test('a correction changes the conversion there is, also one that was decided in TUNE', async () => {
  const [call] = await practice.control.addCalls({ count: 1, result: 'nosale', number: '8885550142' });
  await practice.control.importIntoTune();
  const before = (await conversions('&filters[affiliate_info1]=8885550142')).at(-1)?.Conversion;
  const id = before?.['tune_event_id'];
  const set = `Target=Conversion&tune_event_id=${id}`;
  expect((await tune.post(`${set}&Method=updateStatus&status=rejected`)).data).toBe(true);
  expect(await tune.post(`${set}&Method=updateField&field=payout&value=7.5`)).toMatchObject({
    data: { Conversion: { status: 'rejected', payout: '7.50000', status_code: '51' } },
  });
  expect((await tune.post(`${set}&Method=updateField&field=datetime&value=x`)).status).toBe(-1);
  expect((await tune.post(`${set}&Method=updateMeta&data[note]=checked`)).data).toBe(true);
  await practice.control.correct(call?.complete_call_id ?? '', { result: 'paid', payout: 33 });
  await practice.control.importIntoTune();
  const after = await tune.data(`Target=Conversion&Method=findById&tune_event_id=${id}`);
  expect(after).toMatchObject({ Conversion: { status: 'approved', payout: '33.00000' } });
});

test('by itself every ten minutes, while calls come by themselves, unless that is off', async () => {
  const count = async (): Promise<number> => (await practice.control.tuneState()).ring_revenue;
  await practice.control.addCalls({ count: 3, result: 'nosale' });
  const before = await count();
  now += 11 * MINUTE;
  expect(await count()).toBe(before);
  await practice.control.setPace(0.0001);
  now += 9 * MINUTE;
  expect(await count()).toBe(before + 3);
  await practice.control.setTune({ importing: false });
  await practice.control.addCalls({ count: 2, result: 'nosale' });
  now += 30 * MINUTE;
  expect(await count()).toBe(before + 3);
  expect(await practice.control.importIntoTune()).toBe(2);
});

test('what came since the last ten minutes waits for the next', async () => {
  await practice.control.setPace(60);
  now += 14 * MINUTE;
  const log = await practice.control.state();
  const { ring_revenue: there } = await practice.control.tuneState();
  expect(there).toBeLessThan(log.transactions);
  now += 6 * MINUTE;
  expect((await practice.control.tuneState()).ring_revenue).toBeGreaterThanOrEqual(log.transactions);
});

test('the report lists days, statuses and names, in order', async () => {
  const fields = ['Stat.datetime', 'Stat.status', 'Stat.payout', 'Affiliate.company', 'Offer.name']
    .map((name) => `fields[]=${name}`)
    .join('&');
  const days = 'data_start=2026-02-20&data_end=2026-02-25';
  const between =
    'filters[Stat.date][conditional]=BETWEEN&filters[Stat.date][values][]=2026-02-20&filters[Stat.date][values][]=2026-02-25';
  const report = `Target=Report&Method=getConversions&${fields}&sort[Stat.datetime]=desc&limit=500`;
  const page = z.object({
    count: z.number(),
    data: z.array(z.object({ Stat: row, Affiliate: row, Offer: row })),
  });
  const byDays = page.parse(await tune.data(`${report}&${days}`));
  const byFilter = page.parse(await tune.data(`${report}&${between}`));
  expect(byDays.data).toEqual(byFilter.data);
  const times = byDays.data.map(({ Stat }) => Stat['datetime'] ?? '');
  expect(times.length).toBeGreaterThan(5);
  expect(times).toEqual(times.toSorted().toReversed());
  const approved = page.parse(
    await tune.data(
      `${report}&filters[Stat.status][conditional]=EQUAL_TO&filters[Stat.status][values][]=approved`,
    ),
  );
  expect(new Set(approved.data.map(({ Stat }) => Stat['status']))).toEqual(new Set(['approved']));
});
