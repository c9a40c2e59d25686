import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { tuneCaller } from './tune-caller.ts';

const NOW = Date.parse('2026-03-02T15:00:00Z');
let now = NOW;
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 7, initialCalls: 60, clock: () => now });
  await practice.control.setTune({ calls_in_ten_seconds: 0 });
});
afterAll(() => practice.stop());
afterEach(async () => {
  await practice.control.clearFaults();
  await practice.control.setTune({
    address_listed: true,
    error_form: 'public-message',
    empty_as: 'list',
    calls_in_ten_seconds: 0,
    rate_wording: 'docs',
  });
});

const tune = tuneCaller(() => practice);
const rows = z.record(z.string(), z.record(z.string(), z.unknown()));
const page = z.object({
  page: z.number(),
  current: z.number(),
  count: z.number(),
  pageCount: z.number(),
  data: rows,
});
const idsOf = async (query: string): Promise<string[]> => Object.keys(rows.parse(await tune.data(query)));

describe('calling', () => {
  test('brackets plain or encoded, by GET or POST, through the host or through NetworkId', async () => {
    const plain = 'Target=Offer&Method=findAll&filters[protocol]=pay_per_call&fields[]=id';
    const encoded = 'Target=Offer&Method=findAll&filters%5Bprotocol%5D=pay_per_call&fields%5B%5D=id';
    const wanted = await tune.get(plain);
    expect(Object.keys(rows.parse(wanted.data))).toHaveLength(10);
    expect((await tune.get(encoded)).data).toEqual(wanted.data);
    expect((await tune.post(plain)).data).toEqual(wanted.data);
    expect((await tune.toHost('leadtrust.api.hasoffers.example', plain)).data).toEqual(wanted.data);
    expect((await tune.toHost('other.api.hasoffers.example', plain)).status).toBe(-1);
  });

  test('the request comes back with the token in it', async () => {
    const { request } = await tune.get('Target=Offer&Method=findById&id=45&fields[]=name');
    expect(request).toMatchObject({
      Target: 'Offer',
      fields: ['name'],
      NetworkToken: practice.network.tuneToken,
    });
  });

  test('all values are texts, nothing is an empty list', async () => {
    const { Offer } = z
      .object({ Offer: z.record(z.string(), z.string().nullable()) })
      .parse(await tune.data('Target=Offer&Method=findById&id=45'));
    expect(Offer).toMatchObject({
      id: '45',
      protocol: 'pay_per_call',
      default_payout: '21.00000',
      currency: null,
    });
    const none = 'Target=Offer&Method=findAll&filters[id]=4711';
    expect(await tune.data(none)).toEqual([]);
    await practice.control.setTune({ empty_as: 'text' });
    expect(await tune.data(none)).toBe('');
  });

  test('only with a limit is the answer wrapped and counted', async () => {
    const query = 'Target=Affiliate&Method=findAll&fields[]=id&sort[id]=asc&limit=4';
    const first = page.parse(await tune.data(`${query}&page=1`));
    expect([first.page, first.current, first.count, first.pageCount]).toEqual([1, 4, 11, 3]);
    const seen = [first];
    for (const number of [2, 3]) seen.push(page.parse(await tune.data(`${query}&page=${number}`)));
    expect(seen.flatMap(({ data }) => Object.keys(data))).toHaveLength(11);
    expect(page.extend({ data: z.tuple([]) }).parse(await tune.data(`${query}&page=4`)).data).toEqual([]);
  });

  test.each([
    ['filters[status]=active', 7],
    ['filters[status][]=active&filters[status][]=pending', 8],
    ['filters[status][NOT_EQUAL_TO]=active', 4],
    ['filters[id][GREATER_THAN]=74&filters[id][LESS_THAN_OR_EQUAL_TO]=88', 3],
    ['filters[company][LIKE]=%25media%25', 2],
    ['filters[ref_id][NULL]=1', 3],
    ['filters[OR][status]=deleted&filters[OR][company]=Mapleton Radio', 2],
  ])('partners with %s', async (filters, count) => {
    expect(await idsOf(`Target=Affiliate&Method=findAll&${filters}`)).toHaveLength(count);
  });

  test('what belongs to a record is contained: one as an object, several by id', async () => {
    const data = rows.parse(
      await tune.data('Target=Offer&Method=findAll&filters[id]=45&contain[]=Advertiser&contain[]=Goal'),
    );
    expect(data['45']).toMatchObject({
      Advertiser: { company: 'Northgate Roofing' },
      Goal: { 7: { name: 'Lead form', protocol: 'https' }, 11: { ref_id: 'booked' } },
    });
    const goalless = rows.parse(await tune.data('Target=Offer&Method=findAll&filters[id]=46&contain[]=Goal'));
    expect(goalless['46']?.['Goal']).toEqual([]);
  });
});

describe('refusals are HTTP 200', () => {
  test('a wrong token, a wrong kind of key, with the key in the text', async () => {
    const address = `${practice.network.tuneUrl}/Apiv3/json?NetworkId=leadtrust&Target=Offer&Method=findAll`;
    for (const key of ['NetworkToken=NETwrong', 'api_key=AFFwrong']) {
      const response = await fetch(`${address}&${key}`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        response: {
          status: -1,
          data: '',
          errorMessage: expect.stringMatching(/(NET|AFF)wrong is not authenticated/) as unknown,
        },
      });
    }
  });

  test.each([
    ['public-message', { errors: [{ publicMessage: 'Method Offer::nope does not exist' }] }],
    ['err-msg', { errors: [{ err_msg: 'Method Offer::nope does not exist' }], errorMessage: null }],
    ['object', { errors: { publicMessage: 'Method Offer::nope does not exist' } }],
    ['data', { data: { error_code: 1, errors: { error: 'Method Offer::nope does not exist' } } }],
  ] as const)('in the form %s', async (form, told) => {
    await practice.control.setTune({ error_form: form });
    expect(await tune.get('Target=Offer&Method=nope')).toMatchObject({ status: -1, ...told });
  });

  test.each([
    'Target=Offer&Method=findById',
    'Target=Offer&Method=findById&id=4711',
    'Target=Offer&Method=findAll&fields[]=shoe_size',
    'Target=Offer&Method=findAll&filters[company]=x',
    'Target=Offer&Method=findAll&filters[id][ALMOST]=1',
    'Target=Offer&Method=findAll&contain[]=RingRevenue',
    'Target=RingRevenue&Method=findAll&contain[]=Conversion',
    'Target=Offer&Method=findAll&limit=0',
    'Target=Report&Method=getConversions',
    'Target=Report&Method=getConversions&fields[]=Stat.shoe_size',
    'Target=Report&Method=getConversions&fields[]=Stat.id&data_start=2023-01-01&data_end=2023-02-01',
    'Target=Conversion&Method=updateStatus&tune_event_id=none&status=approved',
  ])('%s', async (query) => {
    expect((await tune.get(query)).status).toBe(-1);
  });

  test('an address that is not listed refuses every call', async () => {
    await practice.control.setTune({ address_listed: false });
    for (const target of ['Offer', 'Affiliate'])
      expect(await tune.get(`Target=${target}&Method=findAll`)).toMatchObject({
        status: -1,
        errorMessage: expect.stringContaining('not whitelisted') as unknown,
      });
  });

  test('fifty calls in ten seconds and not one more', async () => {
    await practice.control.setTune({ calls_in_ten_seconds: 50 });
    const call = async (): Promise<number> =>
      (await tune.get('Target=Offer&Method=findAll&fields[]=id')).status;
    const statuses: number[] = [];
    for (let count = 0; count < 50; count += 1) statuses.push(await call());
    expect(new Set(statuses)).toEqual(new Set([1]));
    expect(await tune.get('Target=Offer&Method=findAll')).toMatchObject({
      status: -1,
      errorMessage: 'User has exceeded API rate limit',
    });
    await practice.control.setTune({ rate_wording: 'client' });
    expect((await tune.get('Target=Offer&Method=findAll')).errorMessage).toMatch(
      /API usage exceeded rate limit/,
    );
    now += 10_000;
    expect(await call()).toBe(1);
  });

  test('faults on demand, by method', async () => {
    const fault = { target: 'tune', addressContains: 'Report::getConversions', times: 1 } as const;
    const report = (): Promise<Response> =>
      fetch(`${practice.network.tuneUrl}/Apiv3/json?Target=Report&Method=getConversions`);
    await practice.control.setFault({ ...fault, kind: 'status', status: 504 });
    expect((await tune.get('Target=Offer&Method=findAll')).status).toBe(1);
    expect((await report()).status).toBe(504);
    await practice.control.setFault({ ...fault, kind: 'garbage' });
    await expect((await report()).json()).rejects.toThrow(SyntaxError);
    await practice.control.setFault({ ...fault, kind: 'refuse-200' });
    expect(await (await report()).json()).toMatchObject({
      response: { status: -1, errorMessage: 'User is not permitted to perform this action' },
    });
    await practice.control.setFault({ ...fault, kind: 'cut' });
    await expect(report()).rejects.toThrow(TypeError);
  });
});

describe('postbacks', () => {
  test('are made, changed and listed by offer; what does not fit is refused', async () => {
    const create = 'Target=OfferPixel&Method=create&data[affiliate_id]=61&data[offer_id]=45';
    const code = encodeURIComponent('https://p.example/cb?s={aff_sub2}');
    const made = await tune.post(`${create}&data[type]=url&data[code]=${code}&return_object=1`);
    const { OfferPixel } = z
      .object({ OfferPixel: z.record(z.string(), z.string().nullable()) })
      .parse(made.data);
    expect(OfferPixel).toMatchObject({
      status: 'pending',
      code: 'https://p.example/cb?s={aff_sub2}',
      goal_id: null,
    });
    const id = OfferPixel['id'] ?? '';
    expect((await tune.post(`Target=OfferPixel&Method=update&id=${id}&data[status]=active`)).data).toBe(true);
    expect(await idsOf('Target=Offer&Method=getPixels&id=45&status=active')).toContain(id);
    expect(await tune.data('Target=OfferPixel&Method=getAllowedTypes&offer_id=45')).toEqual(['url']);
    expect(await tune.data('Target=OfferPixel&Method=getAllowedTypes&offer_id=102')).toEqual([
      'code',
      'image',
      'url',
    ]);
    const image = await tune.post(`${create}&data[type]=image&data[code]=x`);
    expect(image).toMatchObject({
      status: -1,
      data: { error_code: 1, errors: { error: expect.stringContaining('not allowed') as unknown } },
    });
    const statuses = rows.parse(await tune.data('Target=OfferPixel&Method=findAll'));
    expect(
      new Set(
        Object.values(statuses).map(
          ({ OfferPixel: row }) => z.object({ status: z.string() }).parse(row).status,
        ),
      ),
    ).toEqual(new Set(['active', 'pending', 'rejected', 'deleted']));
  });

  test('partners see their own and can only delete them', async () => {
    const { partner_key: key } = await practice.control.tuneState();
    const ask = async (query: string): Promise<unknown> => {
      const address = `${practice.network.tuneUrl}/Apiv3/json?NetworkId=leadtrust&api_key=${key}&${query}`;
      return (await fetch(address)).json();
    };
    expect(await ask('Target=Affiliate_OfferPixel&Method=findAll&fields[]=id')).toMatchObject({
      response: { status: 1, data: { 310: { OfferPixel: { id: '310' } }, 314: {} } },
    });
    const change = 'Target=Affiliate_OfferPixel&Method=updateField&id=310';
    expect(await ask(`${change}&field=code&value=https://x.example`)).toMatchObject({
      response: { status: -1 },
    });
    expect(await ask(`${change}&field=status&value=deleted`)).toMatchObject({
      response: { status: 1, data: true },
    });
    expect(await ask('Target=Offer&Method=findAll')).toMatchObject({ response: { status: -1 } });
  });
});
