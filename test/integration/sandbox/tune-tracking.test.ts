import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { tuneCaller } from './tune-caller.ts';

let now = Date.parse('2026-03-02T15:00:00Z');
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 9, clock: () => now });
  await practice.control.setTune({ calls_in_ten_seconds: 0 });
});
afterAll(() => practice.stop());

const tune = tuneCaller(() => practice);
const at = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${practice.network.tuneUrl}${path}`, { redirect: 'manual', headers });
const conversion = z.object({ Conversion: z.record(z.string(), z.string().nullable()) });

async function click(query: string): Promise<{ session: string; location: URL; cookie: string }> {
  const response = await at(`/aff_c?${query}`);
  expect(response.status).toBe(302);
  const location = new URL(response.headers.get('location') ?? '');
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { session: location.searchParams.get('transaction_id') ?? '', location, cookie };
}

async function converted(session: string): Promise<Record<string, string | null>> {
  const data = await tune.data(`Target=Conversion&Method=findById&transaction_id=${session}`);
  return conversion.parse(data).Conversion;
}

const server = async (query: string, path = '/aff_lsr'): Promise<string> =>
  (await at(`${path}?${query}`)).text();

describe('clicks', () => {
  test('an Invoca link leads to the offer page with every sub id when clicks lead here', async () => {
    await practice.control.setClicks('practice');
    const us =
      '/aff_c?offer_id=45&aff_id=23&aff_sub=8885550142&PPCPN=8885550142&aff_sub2=a%20b%26c&aff_sub5=%C3%BC&source=s';
    const link = `${practice.network.invocaUrl}/c/142/7419-43943-833064?us=${encodeURIComponent(us)}`;
    const page = await fetch(link);
    expect([page.status, new URL(page.url).pathname]).toEqual([200, '/offer-page/45']);
    const brought = Object.fromEntries(new URL(page.url).searchParams);
    expect(brought).toMatchObject({
      affiliate_id: '23',
      aff_sub: '8885550142',
      aff_sub2: 'a b&c',
      aff_sub5: 'ü',
      source: 's',
      PPCPN: '8885550142',
      transaction_id: expect.stringMatching(/^[0-9a-f]{30}$/) as unknown,
    });
    expect(await page.text()).toContain('a b&amp;c');
    const { clicks } = await practice.control.tuneState();
    expect(clicks.at(-1)).toMatchObject({ affiliate_id: '23', sub_ids: { aff_sub2: 'a b&c' }, source: 's' });
    await practice.control.setClicks('network');
    const away = await fetch(link, { redirect: 'manual' });
    expect(away.headers.get('location')).toMatch(/^http:\/\/leadtrust\.go2cloud\.org\/aff_c\?/);
  });

  test.each([
    'aff_id=23',
    'offer_id=45',
    'offer_id=62&aff_id=23',
    'offer_id=45&aff_id=93',
    'offer_id=9&aff_id=23',
  ])('%s is no click', async (query) => {
    expect((await at(`/aff_c?${query}`)).status).toBe(404);
  });

  test('macros in a sub id are not filled again, and a sub id ends after 500 characters', async () => {
    const { location } = await click(
      `offer_id=45&aff_id=23&aff_sub2={transaction_id}&aff_sub3=${'x'.repeat(600)}`,
    );
    expect(location.searchParams.get('aff_sub2')).toBe('{transaction_id}');
    expect(location.searchParams.get('aff_sub3')).toHaveLength(500);
  });
});

describe('conversions by a server', () => {
  test('of a session, once', async () => {
    const { session } = await click('offer_id=101&aff_id=61&aff_sub2=k1');
    const url = `offer_id=101&transaction_id=${session}`;
    expect(await server(`${url}&adv_sub=K4T9&amount=99.5`)).toBe('success=true;');
    expect(await converted(session)).toMatchObject({
      status: 'approved',
      status_code: '43',
      affiliate_id: '61',
      affiliate_info2: 'k1',
      payout: '9.00000',
      sale_amount: '99.5',
      advertiser_info: 'K4T9',
      datetime: '2026-03-02 07:00:00',
    });
    expect(await server(url)).toBe('success=false; err_msg=Duplicate conversion.;');
    const rejected = await tune.data(
      'Target=Conversion&Method=findAll&filters[offer_id]=101&filters[status]=rejected&fields[]=status_code',
    );
    expect(Object.values(z.record(z.string(), conversion).parse(rejected))).toEqual([
      { Conversion: { status_code: '12' } },
    ]);
  });

  test('without a session, of a session that is over, of another protocol', async () => {
    expect(await server('transaction_id=1027c887059b47b')).toBe(
      'success=false; err_msg=Invalid Trans. ID #1027c887059b47b.;',
    );
    const { session } = await click('offer_id=101&aff_id=61');
    const call = await click('offer_id=45&aff_id=23');
    expect(await server(`offer_id=45&transaction_id=${call.session}`)).toContain('Wrong tracking protocol');
    now += 25 * 3_600_000;
    expect(await server(`offer_id=101&transaction_id=${session}`)).toContain('Invalid Trans. ID');
  });

  test('by unique ids alone where the network limits them', async () => {
    await practice.control.setTune({ limit_by_unique_id: true });
    const { session } = await click('offer_id=101&aff_id=61');
    const url = `offer_id=101&transaction_id=${session}&conversion_unique_id`;
    expect(await server(`${url}=a`)).toBe('success=true;');
    expect(await server(`${url}=b`)).toBe('success=true;');
    expect(await server(`${url}=a`)).toContain('Duplicate conversion');
    await practice.control.setTune({ limit_by_unique_id: false });
  });

  test('of a partner, a goal, a test, with a status', async () => {
    expect(await server('offer_id=104&aff_id=61')).toBe('success=true;');
    const { session } = await click('offer_id=45&aff_id=23');
    expect(await server(`offer_id=45&goal_id=99&transaction_id=${session}`)).toContain('Invalid goal');
    expect(await server(`offer_id=45&goal_id=12&transaction_id=${session}`)).toContain('Invalid goal');
    const before = (await practice.control.tuneState()).conversions;
    expect(await server(`offer_id=45&goal_ref=booked&transaction_id=${session}&test=1`)).toBe(
      'success=true;',
    );
    expect((await practice.control.tuneState()).conversions).toBe(before);
    expect(await server(`offer_id=45&goal_ref=booked&transaction_id=${session}&status=pending`)).toBe(
      'success=true;',
    );
    expect(await converted(session)).toMatchObject({ status: 'pending', goal_id: '11', payout: '12.00000' });
  });
});

describe('pixels on a page', () => {
  test('an iframe carries the partner’s own pixels, filled in', async () => {
    const { session, cookie } = await click('offer_id=45&aff_id=23&aff_sub2=a%20b');
    const page = await at('/aff_l?offer_id=45&goal_id=7', { cookie });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('<img src="https://trk.couponfield.example/lead?cid=a%20b"');
    expect(await converted(session)).toMatchObject({ goal_id: '7', payout: '0.00000', status_code: '41' });
  });

  test('an image is an image whatever happens', async () => {
    const { session, cookie } = await click('offer_id=45&aff_id=23');
    for (const headers of [{ cookie }, {}]) {
      const image = await at('/aff_i?offer_id=45&goal_id=9', headers);
      expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/gif']);
      expect(
        Buffer.from(await image.arrayBuffer())
          .subarray(0, 6)
          .toString(),
      ).toBe('GIF89a');
    }
    expect(await converted(session)).toMatchObject({ goal_id: '9', payout: '5.00000' });
    const goal = await click('offer_id=45&aff_id=23');
    expect((await at('/aff_goal?a=i&offer_id=45&goal_id=9', { cookie: goal.cookie })).status).toBe(200);
    expect(await converted(goal.session)).toMatchObject({ goal_id: '9' });
  });

  test('an impression is counted and converts nothing', async () => {
    const before = (await practice.control.tuneState()).conversions;
    expect((await at('/aff_i?offer_id=45&aff_id=23')).status).toBe(200);
    expect(await practice.control.tuneState()).toMatchObject({
      conversions: before,
      impressions: { '23/45': 1 },
    });
  });
});

test('an unknown offer has no page', async () => {
  expect((await at('/offer-page/9')).status).toBe(404);
});
