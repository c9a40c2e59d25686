import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { networkCaller } from './network-caller.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 4 });
});
afterAll(() => practice.stop());
const { ask, list } = networkCaller(() => practice);

const BASE = '/api/2022-08-01/142';
const CAMPAIGN = `${BASE}/advertisers/8/advertiser_campaigns/45`;
const PARTNERSHIP = `${CAMPAIGN}/affiliates/23/affiliate_campaigns`;
const NUMBERS = `${PARTNERSHIP}/promo_numbers_by_id`;

const order = { description: 'aff 23 / offer 45', media_type: 'Online: Search' };

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
