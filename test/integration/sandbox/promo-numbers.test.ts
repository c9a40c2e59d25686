import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { networkCaller } from './network-caller.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 4 });
});
afterAll(() => practice.stop());
beforeEach(() => practice.control.setDuplicateIds('another'));
const { ask, list } = networkCaller(() => practice);

const CAMPAIGN = '/api/2022-08-01/142/advertisers/8/advertiser_campaigns/45';
const BASE = '/api/2022-08-01/142';
const PARTNERSHIP = `${CAMPAIGN}/affiliates/23/affiliate_campaigns`;
const NUMBERS = `${PARTNERSHIP}/promo_numbers_by_id`;

const promoNumber = z.object({
  id: z.number(),
  id_from_network: z.string(),
  promo_number: z.string(),
  description: z.string(),
  media_type: z.string(),
  object_url: z.string(),
  custom_data: z.record(z.string(), z.string()),
});
const order = { description: 'aff 23 / offer 45', media_type: 'Online: Search' };

async function numberCount(path = NUMBERS): Promise<number> {
  return (await list(path, promoNumber)).length;
}

test('numbers by their own id and by their digits, on both levels', async () => {
  const byId = await ask('GET', `${NUMBERS}/tune-45-23-0007`);
  expect(byId.body).toMatchObject({
    id: 833064,
    promo_number: '8885550142',
    custom_data: { aff_sub2: '12345' },
  });
  expect(await ask('GET', `${PARTNERSHIP}/promo_numbers/8885550142`)).toEqual(byId);
  const [direct] = await list(`${CAMPAIGN}/promo_numbers_by_id`, promoNumber);
  expect(direct?.id_from_network).toBe('tune-45-0-0001');
});

describe('ordering numbers', () => {
  test('every order makes another number, under the id it was given', async () => {
    const first = await ask('POST', NUMBERS, {
      ...order,
      id_from_network: 'mine-1',
      custom_data: { aff_sub3: 'x' },
    });
    const second = await ask('POST', NUMBERS, { ...order, id_from_network: 'mine-1' });
    expect([first.status, second.status]).toEqual([201, 201]);
    const numbers = [first, second].map(({ body }) => promoNumber.parse(body));
    expect(new Set(numbers.map((number) => number.promo_number)).size).toBe(2);
    expect(numbers.map((number) => number.id_from_network)).toEqual(['mine-1', 'mine-1']);
    expect(numbers[0]?.custom_data).toEqual({ aff_sub3: 'x' });
    expect((await ask('GET', `${NUMBERS}/mine-1`)).body).toEqual(second.body);
    await ask('DELETE', `${NUMBERS}/mine-1`);
    await ask('DELETE', `${NUMBERS}/mine-1`);
  });

  test('an id in use can also be answered with its number, or refused', async () => {
    const first = await ask('POST', NUMBERS, { ...order, id_from_network: 'mine-2' });
    await practice.control.setDuplicateIds('existing');
    expect((await ask('POST', NUMBERS, { ...order, id_from_network: 'mine-2' })).body).toEqual(first.body);
    await practice.control.setDuplicateIds('refused');
    const refused = await ask('POST', NUMBERS, { ...order, id_from_network: 'mine-2' });
    expect(refused.status).toBe(403);
    expect(refused.body).toHaveProperty('errors.class', 'RecordInvalid');
    await ask('DELETE', `${NUMBERS}/mine-2`);
  });

  test('without an id of its own a number is named by Invoca’s; local numbers are local', async () => {
    const { body } = await ask('POST', NUMBERS, { ...order, local_center: { city: 'Boise', state: 'ID' } });
    const number = promoNumber.parse(body);
    expect(number.id_from_network).toBe(String(number.id));
    expect(number.promo_number).toMatch(/^20855501\d\d$/);
    expect((await ask('DELETE', `${NUMBERS}/${number.id}`)).body).toEqual({});
  });

  test('the number limit of the relation holds', async () => {
    const relation = z.object({ max_promo_numbers: z.number() }).parse((await ask('GET', PARTNERSHIP)).body);
    const path = NUMBERS;
    for (let count = await numberCount(); count < relation.max_promo_numbers; count += 1) {
      expect((await ask('POST', path, { ...order, id_from_network: `fill-${count}` })).status).toBe(201);
    }
    const refused = await ask('POST', path, order);
    expect(refused).toEqual({
      status: 403,
      body: {
        errors: {
          class: 'RecordInvalid',
          invalid_data: `Maximum of ${relation.max_promo_numbers} promo numbers reached.`,
        },
      },
    });
    for (let count = await numberCount(); count > 2; count -= 1)
      await ask('DELETE', `${path}/fill-${count - 1}`);
  });

  test.each([
    [{}, { media_type: ["can't be blank"], description: ["can't be blank"] }],
    [{ ...order, media_type: 'Skywriting' }, { media_type: ['is not included in the list'] }],
    [
      { ...order, local_center: { planet: 'Mars' } },
      { class: 'RecordInvalid', invalid_data: 'Invalid Key in Local Center.' },
    ],
    [
      { ...order, local_center: { city: 'Boise' } },
      { class: 'RecordInvalid', invalid_data: 'City and state must be given together.' },
    ],
    [
      { ...order, local_center: { city: 'Nowhere', state: 'ZZ' } },
      { class: 'RecordInvalid', invalid_data: 'No promo numbers are available.' },
    ],
    [
      { ...order, custom_data: { shoe_size: '9' } },
      { class: 'RecordInvalid', invalid_data: 'Custom data shoe_size is not in the data dictionary.' },
    ],
    ['{', { class: 'InvalidInput', invalid_data: 'The body is not valid JSON' }],
  ])('%j is refused with 403 and changes nothing', async (body, errors) => {
    const before = await numberCount(`${CAMPAIGN}/promo_numbers_by_id`);
    expect(await ask('POST', `${CAMPAIGN}/promo_numbers_by_id`, body)).toEqual({
      status: 403,
      body: { errors },
    });
    expect(await numberCount(`${CAMPAIGN}/promo_numbers_by_id`)).toBe(before);
  });
});

describe('changing numbers', () => {
  test('an update needs the full object and shows at once', async () => {
    const number = promoNumber.parse(
      (await ask('POST', NUMBERS, { ...order, id_from_network: 'change-me' })).body,
    );
    const path = `${NUMBERS}/change-me`;
    expect((await ask('PUT', path, { description: 'new' })).status).toBe(403);
    const changed = await ask('PUT', path, {
      description: 'new',
      media_type: 'Offline: TV',
      custom_data: { aff_sub2: 'z' },
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toEqual({
      ...number,
      description: 'new',
      media_type: 'Offline: TV',
      custom_data: { aff_sub2: 'z' },
    });
    expect((await ask('GET', path)).body).toEqual(changed.body);
    await ask('DELETE', path);
    expect((await ask('GET', path)).status).toBe(404);
    expect(await ask('DELETE', path)).toEqual({ status: 200, body: {} });
  });

  test('a move takes the number to the other campaign', async () => {
    await ask('POST', `${CAMPAIGN}/promo_numbers_by_id`, { ...order, id_from_network: 'move-me' });
    const half = await ask('PUT', `${CAMPAIGN}/promo_numbers_by_id/move-me`, {
      ...order,
      destination_advertiser_id_from_network: '9',
    });
    expect(half.status).toBe(403);
    const moved = await ask('PUT', `${CAMPAIGN}/promo_numbers_by_id/move-me`, {
      ...order,
      destination_advertiser_id_from_network: '9',
      destination_advertiser_campaign_id_from_network: '52',
    });
    expect(moved.status).toBe(200);
    expect((await ask('GET', `${CAMPAIGN}/promo_numbers_by_id/move-me`)).status).toBe(404);
    const target = `${BASE}/advertisers/9/advertiser_campaigns/52/promo_numbers_by_id/move-me`;
    expect((await ask('GET', target)).status).toBe(200);
  });
});

test('a new number rings: its calls name it and carry its Marketing Data', async () => {
  await ask('POST', `${CAMPAIGN}/promo_numbers_by_id`, {
    ...order,
    id_from_network: 'ring-me',
    custom_data: { aff_sub5: 'q' },
  });
  const [call] = await practice.control.addCalls({ result: 'paid', promo_number_id: 'ring-me' });
  const query = new URLSearchParams({
    transaction_id: call?.transaction_id ?? '',
    include_columns: 'virtual_line_id,custom_data',
  });
  const response = await practice.get(`/api/2020-10-01/networks/transactions/142.json?${query.toString()}`);
  expect(await response.json()).toEqual([
    {
      virtual_line_id: 'ring-me',
      custom_data: [{ name: 'aff_sub5', data_type: 'Short Text', source: 'VirtualLine', value: 'q' }],
    },
  ]);
});
