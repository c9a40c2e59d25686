import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { networkCaller, type Answer } from './network-caller.ts';

const MINUTE = 60_000;
let now = Date.parse('2026-03-02T15:00:00Z');
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 11, clock: () => now });
});
afterAll(() => practice.stop());

const { ask, list } = networkCaller(() => practice);
const CAMPAIGN = '/api/2022-08-01/142/advertisers/8/advertiser_campaigns/45';
const POOLS = `${CAMPAIGN}/ring_pools`;
const pool = z.object({
  id: z.number(),
  id_from_network: z.string(),
  name: z.string(),
  lifetime_seconds: z.number(),
  max_pool_size: z.number(),
  allow_overflow: z.boolean(),
  api_key: z.string(),
});
type Pool = z.infer<typeof pool>;
let pools = 0;
const create = async (more: object = {}): Promise<Pool> => {
  const id = `pool-${(pools += 1)}`;
  const answer = await ask('POST', POOLS, {
    id_from_network: id,
    name: 'Visitors',
    lifetime_seconds: 600,
    fill_immediately: true,
    ...more,
  });
  expect(answer.status).toBe(201);
  return pool.parse(answer.body);
};
const lendOne = async (
  { id, api_key: key }: Pool,
  query: string,
): Promise<{ status: number; text: string }> => {
  const path = `/api/2015-12-09/ring_pools/${id}/allocate_number.json?ring_pool_key=${key}&${query}`;
  const response = await fetch(`${practice.network.invocaUrl}${path}`);
  return { status: response.status, text: await response.text() };
};
const bulk = async (body: unknown): Promise<Answer & { time: string | null }> => {
  const response = await fetch(`${practice.network.invocaUrl}/api/2013-07-01/bulk.json`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const time = response.headers.get('processing-time');
  return { status: response.status, body: await response.json(), time };
};
const lentRow = z.object({
  request_id: z.string().optional(),
  promo_number: z.string().optional(),
  promo_number_formatted: z.string().optional(),
  tracking_url: z.string().optional(),
  overflow: z.boolean().optional(),
  error_class: z.string().optional(),
  message: z.string().optional(),
});
const lend = async (of: Pool, ...queries: string[]): Promise<z.infer<typeof lentRow>[]> => {
  const { body } = await bulk({
    requests: queries.map((query, index) => ({
      request_id: `r-${index}`,
      api_suffix: `${of.id}/allocate_number.json?ring_pool_key=${of.api_key}&${query}`,
    })),
  });
  return z.object({ responses: z.array(lentRow) }).parse(body).responses;
};

describe('pools', () => {
  test('are made, listed, read, changed and ended', async () => {
    const made = await create({ max_pool_size: 3 });
    expect(made).toMatchObject({ lifetime_seconds: 600, max_pool_size: 3, allow_overflow: true });
    expect(made.api_key).toMatch(/^[0-9A-F]{12}$/);
    const path = `${POOLS}/${made.id_from_network}`;
    expect((await list(POOLS, pool)).map(({ id }) => id)).toContain(made.id);
    expect(pool.parse((await ask('GET', path)).body)).toEqual(made);
    const changed = await ask('PUT', path, { name: 'Renamed', lifetime_seconds: 900, max_pool_size: 4 });
    expect([changed.status, changed.body]).toEqual([
      200,
      expect.objectContaining({ id: made.id, name: 'Renamed', lifetime_seconds: 900, api_key: made.api_key }),
    ]);
    expect(await ask('DELETE', path)).toEqual({ status: 200, body: {} });
    expect((await ask('GET', path)).status).toBe(404);
    expect((await ask('DELETE', path)).status).toBe(200);
    expect((await lend(made, 'aff_sub2=1'))[0]).toMatchObject({ error_class: 'RecordNotFound' });
  });

  test('made again under the same id are the same pool', async () => {
    const made = await create();
    const again = await ask('POST', POOLS, { id_from_network: made.id_from_network, name: 'Again' });
    expect(pool.parse(again.body)).toMatchObject({ id: made.id, name: 'Again' });
  });

  test.each([
    [{ name: '' }, { name: ["can't be blank"] }],
    [{ lifetime_seconds: 0 }, { lifetime_seconds: ['must be greater than 0'] }],
    [{ max_pool_size: 101 }, { max_pool_size: ['must be between 1 and 100'] }],
    [
      { local_center: { city: 'Austin', state: 'TX' } },
      { class: 'RecordInvalid', invalid_data: 'Invalid Key in Local Center.' },
    ],
  ])('refuse %j', async (wrong, errors) => {
    expect(await ask('POST', POOLS, { name: 'x', ...wrong })).toEqual({ status: 403, body: { errors } });
  });

  test('keep what they were made with about overflow', async () => {
    const { id_from_network: id } = await create({ allow_overflow: false });
    const answer = await ask('PUT', `${POOLS}/${id}`, { name: 'x', allow_overflow: true });
    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer.body)).toContain('allow_overflow');
  });
});

describe('lending', () => {
  test('one number by the older way, with its link', async () => {
    const { status, text } = await lendOne(await create(), 'aff_id=23&aff_sub2=12345');
    const answer = lentRow.parse(JSON.parse(text));
    expect(status).toBe(200);
    const digits = answer.promo_number ?? '';
    expect(answer.promo_number_formatted).toBe(
      `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`,
    );
    expect(answer.tracking_url).toMatch(/^ https:\/\/leadtrust\.invoca\.net\/c\/142\/7419-43943-\d+\?us=/);
    const link = new URL((answer.tracking_url ?? '').trim());
    expect(link.searchParams.get('us')).toBe(
      `/aff_c?offer_id=45&aff_id=23&aff_sub=${digits}&PPCPN=${digits}&aff_sub2=12345`,
    );
    const click = await fetch(`${practice.network.invocaUrl}${link.pathname}${link.search}`, {
      redirect: 'manual',
    });
    expect(click.status).toBe(302);
  });

  test('errors by the older way are a line of text; only bulk is JSON', async () => {
    const made = await create();
    const wrong = await lendOne({ ...made, api_key: 'BADKEY' }, 'a=1');
    expect(wrong.text).toBe(`InvalidKey: API Key 'BADKEY' is not valid for resource '${made.id}'`);
    await practice.control.setRingPools({ only_bulk: true });
    const closed = await lendOne(made, 'a=1');
    expect(JSON.parse(closed.text)).toHaveProperty('errors.class', 'OnlyBulkNumberAllocationAllowed');
    expect((await lend(made, 'a=1'))[0]?.promo_number).toBeDefined();
    await practice.control.setRingPools({ only_bulk: false, bulk_enabled: false });
    expect((await bulk({ requests: [{ api_suffix: 'x' }] })).status).toBe(403);
    expect((await lendOne(made, 'a=1')).status).toBe(200);
    await practice.control.setRingPools({ bulk_enabled: true });
  });

  test('in bulk each row fares for itself, in order', async () => {
    const made = await create({ max_pool_size: 5 });
    const suffix = (key: string, query: string): string =>
      `${made.id}/allocate_number.json?ring_pool_key=${key}${query}`;
    const { status, body, time } = await bulk({
      requests: [
        { request_id: 's-1', api_suffix: suffix(made.api_key, '&aff_sub2=1') },
        { request_id: 's-2', api_suffix: suffix('BADKEY', '&aff_sub2=') },
        { request_id: 's-3', api_suffix: suffix(made.api_key, '') },
        { request_id: 's-4', api_suffix: 'nonsense' },
        { api_suffix: suffix(made.api_key, '&aff_sub2=') },
      ],
    });
    const { responses } = z.object({ responses: z.array(lentRow) }).parse(body);
    expect([status, time]).toEqual([200, '5']);
    expect(responses.map(({ request_id: id, error_class: error }) => [id, error])).toEqual([
      ['s-1', undefined],
      ['s-2', 'InvalidKey'],
      ['s-3', 'InvalidInput'],
      ['s-4', 'InvalidInput'],
      [undefined, undefined],
    ]);
    expect((await bulk({ requests: [] })).status).toBe(403);
    expect((await bulk({ request: [] })).status).toBe(403);
  });

  test('a full pool lends its overflow number and says so, until a lifetime is over', async () => {
    const made = await create({ max_pool_size: 2 });
    const rows = await lend(made, 'v=1', 'v=2', 'v=3', 'v=4');
    expect(rows.map(({ overflow }) => overflow)).toEqual([undefined, undefined, true, true]);
    const numbers = rows.map(({ promo_number: number }) => number);
    expect(new Set(numbers).size).toBe(3);
    now += 10 * MINUTE - 1;
    expect((await lend(made, 'v=5'))[0]?.overflow).toBe(true);
    now += 1;
    expect((await lend(made, 'v=6'))[0]?.promo_number).toBe(numbers[0]);
  });

  test('without overflow a full pool refuses', async () => {
    const made = await create({ max_pool_size: 1, allow_overflow: false });
    const rows = await lend(made, 'v=1', 'v=2');
    expect(rows[1]).toMatchObject({ request_id: 'r-1', error_class: 'NoNumberAvailable' });
    const single = await lendOne(made, 'v=3');
    expect([single.status, single.text.startsWith('NoNumberAvailable: ')]).toEqual([403, true]);
  });

  test('a pool that is not filled at once grows as it is needed', async () => {
    const made = await create({ max_pool_size: 12, fill_immediately: false });
    const rows = await lend(made, ...Array.from({ length: 13 }, (_, index) => `v=${index}`));
    expect(rows.map(({ overflow }) => overflow === true)).toEqual([
      ...Array.from({ length: 12 }, () => false),
      true,
    ]);
  });

  test('local numbers come ten minutes after they are ordered', async () => {
    const made = await create({ local_center: { tn_prefix: '805' }, tn_prefix_whitelist: ['805'] });
    expect((await lend(made, 'v=1'))[0]?.overflow).toBe(true);
    now += 10 * MINUTE;
    expect((await lend(made, 'v=1'))[0]?.promo_number).toMatch(/^805/);
  });
});

const rowsOf = async (transactionId: string): Promise<Record<string, unknown>[]> => {
  const response = await practice.get(
    `/api/2020-10-01/networks/transactions/142.json?transaction_id=${transactionId}`,
  );
  return z.array(z.record(z.string(), z.unknown())).parse(await response.json());
};

describe('calls', () => {
  test('on a lent number carry what it was lent with', async () => {
    const made = await create();
    const [lent] = await lend(made, 'aff_id=23&aff_sub2=clk_9&gclid=Zm9v&aff_sub3=ad+%26+co');
    const [call] = await practice.control.addCalls({ result: 'paid', number: lent?.promo_number ?? '' });
    const [row] = await rowsOf(call?.transaction_id ?? '');
    expect(row).toMatchObject({
      dynamic_number_pool_id: made.id,
      dynamic_number_pool_pool_type: 'Custom',
      dynamic_number_pool_referrer_param1_name: 'aff_sub2',
      dynamic_number_pool_referrer_param1_value: 'clk_9',
      dynamic_number_pool_referrer_param2_name: 'gclid',
      dynamic_number_pool_referrer_param2_value: 'Zm9v',
      dynamic_number_pool_referrer_param3_name: 'aff_sub3',
      dynamic_number_pool_referrer_param3_value: 'ad & co',
      affiliate_id_from_network: '23',
      advertiser_campaign_id_from_network: '45',
    });
  });

  test('on an overflow number carry nothing, and on a number nobody has there are none', async () => {
    const made = await create({ max_pool_size: 1 });
    const rows = await lend(made, 'aff_sub2=1', 'aff_sub2=2');
    const [call] = await practice.control.addCalls({ result: 'paid', number: rows[1]?.promo_number ?? '' });
    const [row] = await rowsOf(call?.transaction_id ?? '');
    expect(row).toMatchObject({
      dynamic_number_pool_id: made.id,
      dynamic_number_pool_referrer_param1_name: null,
      affiliate_id_from_network: null,
    });
    await expect(practice.control.addCalls({ number: '9995550100' })).rejects.toThrow('404');
  });

  test('come by themselves on numbers that are lent', async () => {
    const made = await create({ max_pool_size: 2, lifetime_seconds: 3600 });
    await lend(made, 'aff_sub2=visitor-1', 'aff_sub2=visitor-2');
    await practice.control.setPace(10);
    now += 10 * MINUTE;
    await practice.control.setPace(0);
    const response = await practice.get('/api/2020-10-01/networks/transactions/142.json?limit=4000');
    const rows = z.array(z.record(z.string(), z.unknown())).parse(await response.json());
    const visitors = new Set(
      rows
        .filter((row) => row['dynamic_number_pool_id'] === made.id)
        .map((row) => row['dynamic_number_pool_referrer_param1_value']),
    );
    expect(visitors).toEqual(new Set(['visitor-1', 'visitor-2']));
  });
});

describe('applications', () => {
  const relation = z.object({ status: z.string(), max_promo_numbers: z.number() });
  const CLEARFIELD =
    '/api/2022-08-01/142/advertisers/19/advertiser_campaigns/82/affiliates/23/affiliate_campaigns';

  test('are approved after a minute while calls come, or at once by hand; the limit too', async () => {
    const applied = await ask('POST', CLEARFIELD, { status: 'Applied' });
    expect(relation.parse(applied.body).status).toBe('Applied');
    now += 2 * MINUTE;
    expect(relation.parse((await ask('GET', CLEARFIELD)).body).status).toBe('Applied');
    await practice.control.setPace(1);
    expect(relation.parse((await ask('GET', CLEARFIELD)).body).status).toBe('Approved');
    await practice.control.setPace(0);
    const wish = { campaign: '82', affiliate: '23', status: 'Suspended', max_promo_numbers: 1 } as const;
    await practice.control.setAffiliateCampaign(wish);
    expect(relation.parse((await ask('GET', CLEARFIELD)).body)).toEqual({
      status: 'Suspended',
      max_promo_numbers: 1,
    });
    const order = { description: 'x', media_type: 'Online: Search' };
    const refused = await ask('POST', `${CLEARFIELD}/promo_numbers_by_id`, order);
    expect(JSON.stringify(refused.body)).toContain('Suspended');
    await practice.control.setAffiliateCampaign({ ...wish, status: 'Approved' });
    expect((await ask('POST', `${CLEARFIELD}/promo_numbers_by_id`, order)).status).toBe(201);
    const full = await ask('POST', `${CLEARFIELD}/promo_numbers_by_id`, order);
    expect(full).toEqual({
      status: 403,
      body: { errors: { class: 'RecordInvalid', invalid_data: 'Maximum of 1 promo numbers reached.' } },
    });
    await expect(practice.control.setAffiliateCampaign({ campaign: '82', affiliate: '88' })).rejects.toThrow(
      '404',
    );
  });
});

test('every step of a number can lose its answer after it took effect', async () => {
  const numbers = `${CAMPAIGN}/promo_numbers_by_id`;
  const order = { description: 'x', media_type: 'Online: Search', id_from_network: 'lost-1' };
  const lose = async (method: string, path: string, body?: object): Promise<void> => {
    await practice.control.setFault({ target: 'network', kind: 'cut', method, times: 1 });
    await expect(ask(method, path, body)).rejects.toThrow(TypeError);
  };
  await lose('POST', numbers, order);
  expect((await ask('GET', `${numbers}/lost-1`)).status).toBe(200);
  await lose('PUT', `${numbers}/lost-1`, { ...order, description: 'changed' });
  expect((await ask('GET', `${numbers}/lost-1`)).body).toMatchObject({ description: 'changed' });
  const move = {
    ...order,
    destination_advertiser_id_from_network: '9',
    destination_advertiser_campaign_id_from_network: '52',
  };
  await lose('PUT', `${numbers}/lost-1`, move);
  const there = '/api/2022-08-01/142/advertisers/9/advertiser_campaigns/52/promo_numbers_by_id/lost-1';
  expect((await ask('GET', there)).status).toBe(200);
  await lose('DELETE', there);
  expect((await ask('GET', there)).status).toBe(404);
  await practice.control.setFault({
    target: 'network',
    kind: 'status',
    status: 500,
    when: 'after',
    times: 1,
  });
  expect((await ask('POST', numbers, { ...order, id_from_network: 'lost-2' })).status).toBe(500);
  expect((await ask('GET', `${numbers}/lost-2`)).status).toBe(200);
  await lose('POST', POOLS, { name: 'lost pool', id_from_network: 'lost-pool' });
  expect((await ask('GET', `${POOLS}/lost-pool`)).status).toBe(200);
});
