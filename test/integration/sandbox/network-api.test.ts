import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, type Practice } from '#test/support/practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 4 });
});
afterAll(() => practice.stop());
beforeEach(() => practice.control.setDuplicateIds('another'));

const BASE = '/api/2022-08-01/142';
const CAMPAIGN = `${BASE}/advertisers/8/advertiser_campaigns/45`;
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

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${practice.network.invocaUrl}${path}.json`, {
    method,
    headers: { authorization: practice.network.tokens.network, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function list<Item extends z.ZodType>(path: string, item: Item): Promise<z.infer<Item>[]> {
  const { status, body } = await ask('GET', path);
  expect(status).toBe(200);
  return z.array(item).parse(body);
}

async function numberCount(path = NUMBERS): Promise<number> {
  return (await list(path, promoNumber)).length;
}

describe('reading', () => {
  test('advertisers, campaigns, partners and their relations', async () => {
    const named = z.object({ id: z.number(), id_from_network: z.string(), name: z.string() });
    const advertisers = await list(`${BASE}/advertisers`, named);
    expect(advertisers).toContainEqual({ id: 5120, id_from_network: '8', name: 'Northgate Roofing' });
    expect(await list(`${BASE}/advertisers/8/advertiser_campaigns`, named)).toContainEqual({
      id: 43943,
      id_from_network: '45',
      name: 'Northgate Roof Inspection',
    });
    expect(await list(`${BASE}/affiliates`, named)).toHaveLength(8);

    const relation = z.object({ id: z.number(), affiliate_id_from_network: z.string(), status: z.string() });
    const relations = await list(`${CAMPAIGN}/affiliate_campaigns`, relation);
    expect(relations.find((one) => one.affiliate_id_from_network === '23')?.status).toBe('Approved');
    expect((await ask('GET', PARTNERSHIP)).body).toMatchObject({ affiliate_id_from_network: '23' });
    expect((await ask('GET', `${BASE}/advertisers/8`)).body).toMatchObject({ approval_status: 'Approved' });
    expect((await ask('GET', `${BASE}/affiliates/23`)).body).toMatchObject({ name: 'Couponfield Media' });
  });

  test('a campaign with its terms', async () => {
    const { body } = await ask('GET', CAMPAIGN);
    expect(body).toMatchObject({
      status: 'Live',
      current_terms: {
        campaign_type: 'AffiliateEnabled',
        url: 'http://leadtrust.go2cloud.org',
        affiliate_payout: {
          min: 21,
          max: 24.5,
          range: '$21.00 - $24.50 per call',
          policies: [
            { type: 'Base', amount: 21, condition: 'duration > 1 min 30 sec' },
            { type: 'Bonus', amount: 3.5, condition: 'duration > 5 min' },
          ],
        },
      },
    });
  });

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

describe('relations', () => {
  const partnership = (offer: string, partner: string): string => {
    const advertiser = offer === '53' ? '9' : '8';
    return `${BASE}/advertisers/${advertiser}/advertiser_campaigns/${offer}/affiliates/${partner}/affiliate_campaigns`;
  };
  const relation = z.object({ affiliate_id_from_network: z.string() });

  async function strangerTo(offer: string): Promise<string> {
    const advertiser = offer === '53' ? '9' : '8';
    const path = `${BASE}/advertisers/${advertiser}/advertiser_campaigns/${offer}/affiliate_campaigns`;
    const known = (await list(path, relation)).map((one) => one.affiliate_id_from_network);
    const partners = await list(`${BASE}/affiliates`, z.object({ id_from_network: z.string() }));
    const stranger = partners.find((partner) => !known.includes(partner.id_from_network));
    if (stranger === undefined) throw new Error(`everyone runs offer ${offer}`);
    return stranger.id_from_network;
  }

  test('an application waits for approval, and its transitions are guarded', async () => {
    const path = partnership('45', await strangerTo('45'));
    expect((await ask('GET', path)).status).toBe(404);
    expect((await ask('POST', path, { status: 'Approved' })).status).toBe(403);
    expect(await ask('POST', path, { status: 'Applied' })).toMatchObject({
      status: 201,
      body: { status: 'Applied' },
    });
    expect((await ask('POST', `${path}/promo_numbers_by_id`, order)).body).toHaveProperty(
      'errors.class',
      'RecordInvalid',
    );
    expect(await ask('POST', path, { status: 'Applied' })).toEqual({
      status: 403,
      body: { errors: { status: ["cannot transition from 'Applied'"] }, status: 'Applied' },
    });
    expect((await ask('PUT', path, { status: 'Approved' })).body).toHaveProperty('status', 'Approved');
    expect(await ask('PUT', path, { status: 'Applied' })).toEqual({
      status: 403,
      body: { errors: { status: ["cannot transition from 'Approved'"] }, status: 'Approved' },
    });
    expect((await ask('POST', `${path}/promo_numbers_by_id`, order)).status).toBe(201);
  });

  test('a campaign with auto-approval approves by itself', async () => {
    const path = partnership('53', await strangerTo('53'));
    expect(await ask('POST', path, { status: 'Applied' })).toMatchObject({
      status: 201,
      body: { status: 'Approved' },
    });
  });
});

describe('refusals', () => {
  test.each([
    [`${BASE}/advertisers/999`, 404, 'RecordNotFound'],
    [`${BASE}/advertisers/8/advertiser_campaigns/999`, 404, 'RecordNotFound'],
    [`${CAMPAIGN}/affiliates/999/affiliate_campaigns`, 404, 'RecordNotFound'],
    [`${NUMBERS}/nothing-here`, 404, 'RecordNotFound'],
    [`${BASE}/no_such_thing`, 404, 'RecordNotFound'],
    ['/api/2022-08-01/217/advertisers', 403, 'UnauthorizedOperation'],
    ['/api/2022-08-01/9/advertisers', 404, 'RecordNotFound'],
    ['/api/2020-10-01/142/advertisers', 400, 'InvalidInput'],
  ])('%s: %i %s', async (path, status, errorClass) => {
    const answer = await ask('GET', path);
    expect(answer.status).toBe(status);
    expect(answer.body).toHaveProperty('errors.class', errorClass);
  });

  test('a token of a partner or none at all does not get in', async () => {
    const { tokens, invocaUrl } = practice.network;
    expect((await practice.get(`${BASE}/advertisers.json`, tokens.affiliate)).status).toBe(403);
    expect((await fetch(`${invocaUrl}${BASE}/advertisers.json`)).status).toBe(401);
    expect((await fetch(`${invocaUrl}${BASE}/advertisers.json?oauth_token=${tokens.network}`)).status).toBe(
      200,
    );
  });

  test('the token may come in the body of a POST', async () => {
    const { tokens, invocaUrl } = practice.network;
    const response = await fetch(`${invocaUrl}${CAMPAIGN}/promo_numbers_by_id.json`, {
      method: 'POST',
      body: JSON.stringify({ ...order, oauth_token: tokens.network }),
    });
    expect(response.status).toBe(201);
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
