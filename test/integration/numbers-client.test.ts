import { text as textOf } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { NumbersClient } from '#main/engine/ports/numbers-client.ts';
import { invocaNumbersClients } from '#main/networks/invoca/numbers-client.ts';
import { bulkOrigin } from '#main/networks/invoca/ring-pool-lending.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { TOLL_FREE } from '#shared/domain/number-order.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { json, startScriptedServer, text } from './invoca-server.ts';
import type { Answerer, ScriptedServer } from './invoca-server.ts';

const TOKEN = 'kT3vQ9mZrB7xLp2WdF6sHn0YcJ4uEa8G';
const KEY = '9F3C21D07A44';
const signal = new AbortController().signal;
const PLACE = { advertiserId: '8', offerId: '45', partnerId: '23' };
const INVOCA_IDS = { offer: '43943', partner: '7419' };
const ORDER = {
  description: 'aff 23 / offer 45 / sub2 999',
  mediaType: 'Online: Email',
  customData: { aff_sub2: '999' },
  wish: TOLL_FREE,
};

function network(baseUrl: string): NetworkRecord {
  return {
    id: 1,
    kind: 'invoca',
    name: 'LeadTrust',
    baseUrl,
    organisationId: '142',
    user: 'network',
    currency: 'USD',
    versions: { transactions: '2020-10-01', network: '2022-08-01' },
    token: { keeping: 'session' },
    practice: false,
    createdAt: 0,
    cursor: '',
    lastSuccessAt: null,
    lastError: null,
    catalogueAt: null,
    transactions: 0,
  };
}

async function faultOf(work: Promise<unknown>): Promise<NetworkFault> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof NetworkFault) return error;
  throw new Error(`No NetworkFault came of it, but ${String(error)}.`);
}

describe('numbers at the practice network', () => {
  let practice: Practice;
  let client: NumbersClient;
  beforeEach(async () => {
    practice = await startPractice({ seed: 3 });
    const { invocaUrl, tokens } = practice.network;
    client = invocaNumbersClients({ timeoutMs: 500 })(network(invocaUrl), tokens.network);
  });
  afterEach(() => practice.stop());

  const at = (idFromNetwork: string, place = PLACE) => ({
    place,
    invocaIds: INVOCA_IDS,
    idFromNetwork,
    signal,
  });

  it('are made, read, changed, moved and given back', async () => {
    const made = await client.createNumber({ ...at('tune-45-23-0900'), order: ORDER });
    expect(made).toMatchObject({
      idFromNetwork: 'tune-45-23-0900',
      customData: { aff_sub2: '999' },
      offerId: '45',
      partnerId: '23',
      baseLink: `${practice.network.invocaUrl}/c/142/7419-43943-${made.invocaId}`,
    });
    expect(made.number).toMatch(/^8\d{9}$/);
    expect(await client.number(at('tune-45-23-0900'))).toEqual(made);

    const changed = await client.changeNumber({
      ...at('tune-45-23-0900'),
      to: null,
      description: 'spring',
      mediaType: 'Online: Search',
      customData: { aff_sub2: null, aff_sub3: 'x y&z' },
    });
    expect(changed).toMatchObject({
      number: made.number,
      description: 'spring',
      customData: { aff_sub3: 'x y&z' },
    });

    const direct = { ...PLACE, partnerId: '' };
    await client.removeNumber(at('tune-45-23-0900'));
    await client.removeNumber(at('tune-45-23-0900'));
    expect(await client.number(at('tune-45-23-0900'))).toBeNull();
    const own = await client.createNumber({ ...at('tune-45-0-0900', direct), order: ORDER });
    expect(own).toMatchObject({ partnerId: '', baseLink: '' });
    const moved = await client.changeNumber({
      ...at('tune-45-0-0900', direct),
      to: PLACE,
      description: own.description,
      mediaType: own.mediaType,
      customData: own.customData,
    });
    expect(moved).toMatchObject({ number: own.number, partnerId: '23' });
    expect(await client.number(at('tune-45-0-0900', direct))).toBeNull();
    expect(await client.number(at('tune-45-0-0900'))).toMatchObject({ number: own.number });
  });

  it('come from where they are wished', async () => {
    const area = await client.createNumber({
      ...at('tune-45-23-0901'),
      order: { ...ORDER, wish: { kind: 'area', areaCode: '805', only: true } },
    });
    expect(area.number).toMatch(/^805/);
    const nowhere = client.createNumber({
      ...at('tune-45-23-0902'),
      order: { ...ORDER, wish: { kind: 'city', city: 'Nowhere', state: 'ZZ' } },
    });
    expect(await faultOf(nowhere)).toMatchObject({ kind: 'invalid', unsent: false });
  });

  it('say what is wrong, field by field, and that nothing was made', async () => {
    const blank = await faultOf(
      client.createNumber({ ...at('x'), order: { ...ORDER, description: ' ', mediaType: 'Smoke' } }),
    );
    expect(blank).toMatchObject({ kind: 'invalid', httpStatus: 403 });
    expect(blank.message).toContain("description can't be blank");
    expect(blank.message).toContain('media_type is not included in the list');
    const unknown = await faultOf(
      client.createNumber({ ...at('x', { ...PLACE, offerId: '99' }), order: ORDER }),
    );
    expect(unknown).toMatchObject({ kind: 'not_found' });
    expect(unknown.message).toContain('AdvertiserCampaign 99');
  });

  it('know how a partner stands to an offer, and apply for it', async () => {
    const place = { advertiserId: '8', offerId: '45' };
    expect(await client.partnerCampaign({ place, partnerId: '23', signal })).toMatchObject({
      status: 'Approved',
      partnerId: '23',
      terms: { payout: { currency: 'USD' } },
    });
    expect(await faultOf(client.apply({ place, partnerId: '23', signal }))).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining("cannot transition from 'Approved'"),
    });
  });

  it.each([
    ['before', 0],
    ['after', 1],
    ['middle', 1],
  ] as const)('may be made though the answer was lost %s it', async (when, made) => {
    await practice.control.setFault({ target: 'network', kind: 'cut', method: 'POST', when, times: 1 });
    const fault = await faultOf(client.createNumber({ ...at('tune-45-23-0903'), order: ORDER }));
    expect(fault.unsent).toBe(false);
    expect((await client.number(at('tune-45-23-0903'))) === null ? 0 : 1).toBe(made);
  });
});

describe('answers that prove nothing', () => {
  let server: ScriptedServer;
  let client: NumbersClient;
  beforeEach(async () => {
    server = await startScriptedServer();
    client = invocaNumbersClients({ timeoutMs: 500 })(network(server.origin), TOKEN);
  });
  afterEach(() => server.close());

  const read = () =>
    client.number({ place: PLACE, invocaIds: INVOCA_IDS, idFromNetwork: 'tune-45-23-0007', signal });

  it.each<[string, Answerer]>([
    ['a 404 of a gateway', text('<html>not found</html>', 404)],
    ['a 404 without words', text('', 404)],
    ['another number', json({ id: 9, id_from_network: 'tune-45-23-0008', promo_number: '8885550142' })],
    ['a number without digits', json({ id: 9, id_from_network: 'tune-45-23-0007', promo_number: '' })],
    ['a list', json([])],
    ['nonsense', text('{]', 200)],
    ['a fault of the network', json({ errors: { class: 'InternalServiceError', invalid_data: 'x' } }, 500)],
  ])('%s is no proof that there is none', async (_what, answer) => {
    server.answer(answer);
    expect(await faultOf(read())).toBeInstanceOf(NetworkFault);
  });

  it('only the network saying so is', async () => {
    server.answer(json({ errors: { class: 'RecordNotFound', invalid_data: 'Could not find it' } }, 404));
    expect(await read()).toBeNull();
    expect(server.asked[0]?.url.pathname).toBe(
      '/api/2022-08-01/142/advertisers/8/advertiser_campaigns/45/affiliates/23/affiliate_campaigns/promo_numbers_by_id/tune-45-23-0007.json',
    );
    expect(server.asked[0]?.headers.authorization).toBe(TOKEN);
  });
});

describe('lending numbers of a ring pool', () => {
  let server: ScriptedServer;
  let client: NumbersClient;
  let bodies: string[];
  beforeEach(async () => {
    server = await startScriptedServer();
    client = invocaNumbersClients({ timeoutMs: 500 })(network(server.origin), TOKEN);
    bodies = [];
  });
  afterEach(() => server.close());

  const pool = json({ id: 588, id_from_network: 'pool-1', name: 'Spring', api_key: KEY });
  const kept =
    (answer: Answerer): Answerer =>
    async (request, response, url) => {
      bodies.push(await textOf(request));
      await answer(request, response, url);
    };
  const lend = (count: number) =>
    client.allocate({
      place: { advertiserId: '8', offerId: '45' },
      idFromNetwork: 'pool-1',
      wishes: Array.from({ length: count }, (_, k) => ({
        requestId: `s-${k}`,
        parameters: { aff_id: '23', aff_sub2: `click ${k}` },
      })),
      signal,
    });
  const one = {
    promo_number: '8885550177',
    promo_number_formatted: '888-555-0177',
    tracking_url: ' https://l/1 ',
  };

  it('goes by the older way for one, with the pool’s key and without the account’s token', async () => {
    server.answer(pool, json(one));
    expect(await lend(1)).toEqual([
      { kind: 'given', requestId: 's-0', number: '8885550177', trackingLink: 'https://l/1', overflow: false },
    ]);
    const [, asked] = server.asked;
    expect(asked?.url.pathname).toBe('/api/2015-12-09/ring_pools/588/allocate_number.json');
    expect(Object.fromEntries(asked?.url.searchParams ?? [])).toEqual({
      ring_pool_key: KEY,
      aff_id: '23',
      aff_sub2: 'click 0',
    });
    expect(asked?.headers.authorization).toBeUndefined();
  });

  it('goes in bulk for several, each with its own answer', async () => {
    const answers = [
      { request_id: 's-0', ...one },
      { request_id: 's-1', error_class: 'InvalidKey', message: `API Key '${KEY}' is not valid for '588'` },
      { request_id: 's-2', ...one, overflow: true },
    ];
    server.answer(pool, kept(json({ responses: answers })));
    expect(await lend(3)).toEqual([
      expect.objectContaining({ kind: 'given', overflow: false }),
      { kind: 'refused', requestId: 's-1', reason: "InvalidKey: API Key '(key)' is not valid for '588'" },
      expect.objectContaining({ kind: 'given', overflow: true }),
    ]);
    expect(server.asked[1]?.url.pathname).toBe('/api/2013-07-01/bulk.json');
    expect(server.asked[1]?.headers.authorization).toBeUndefined();
    expect(JSON.parse(bodies[0] ?? '')).toEqual({
      requests: [0, 1, 2].map((k) => ({
        request_id: `s-${k}`,
        api_suffix: `588/allocate_number.json?ring_pool_key=${KEY}&aff_id=23&aff_sub2=click%20${k}`,
      })),
    });
  });

  it('takes the way that is open', async () => {
    const onlyBulk = { errors: { class: 'OnlyBulkNumberAllocationAllowed', invalid_data: 'moved' } };
    server.answer(pool, json(onlyBulk, 403), json({ responses: [one] }));
    expect(await lend(1)).toMatchObject([{ kind: 'given' }]);
    server.answer(pool, text('nothing here', 404), json(one), json(one));
    expect(await lend(2)).toMatchObject([{ kind: 'given' }, { kind: 'given' }]);
  });

  it('reads the older way’s errors in plain text, and never tells the key', async () => {
    server.answer(pool, text(`InvalidKey: API Key '${KEY}' is not valid for resource '588'`));
    const [refused] = await lend(1);
    expect(refused).toMatchObject({ kind: 'refused', reason: expect.stringContaining('InvalidKey') });
    expect(JSON.stringify(refused)).not.toContain(KEY);
    server.answer(pool, json({ errors: { class: 'InvalidInput', invalid_data: `bad ${KEY}` } }, 403));
    expect((await faultOf(lend(1))).message).not.toContain(KEY);
    server.answer(pool, text(`<title>${KEY}</title>`));
    expect((await faultOf(lend(1))).message).not.toContain(KEY);
  });

  it('needs the key', async () => {
    server.answer(json({ id: 588, id_from_network: 'pool-1' }));
    expect(await faultOf(lend(1))).toMatchObject({ kind: 'not_permitted' });
  });

  it.each([
    ['https://leadtrust.invoca.net', 'https://pnapi.invoca.net'],
    ['https://leadtrust.ringrevenue.com', 'https://pnapi.ringrevenue.com'],
    ['http://127.0.0.1:8123', 'http://127.0.0.1:8123'],
    ['https://localhost', 'https://localhost'],
    ['https://invoca.net', 'https://invoca.net'],
  ])('asks %s in bulk at %s', (base, bulk) => {
    expect(bulkOrigin(base)).toBe(bulk);
  });
});
