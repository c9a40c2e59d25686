import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TuneAccount, TuneClient } from '#main/engine/ports/tune-client.ts';
import { tuneClients } from '#main/networks/tune/tune-client.ts';
import type { Fault } from '#main/sandbox/faults.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { json, startScriptedServer } from './invoca-server.ts';
import type { ScriptedServer } from './invoca-server.ts';

const signal = new AbortController().signal;
const START = Date.parse('2026-03-02T15:00:00Z');
const DAY = 86_400_000;
const TWO_WEEKS = { from: START - 15 * DAY, to: START + 400 * DAY, signal };

function account(baseUrl: string, more: Partial<TuneAccount> = {}): TuneAccount {
  return {
    id: 1,
    kind: 'tune',
    name: 'Leadtrust',
    baseUrl,
    networkId: 'leadtrust',
    timeZone: null,
    currency: 'USD',
    callsNetworkId: null,
    lastSuccessAt: null,
    lastError: null,
    token: { keeping: 'session' },
    practice: false,
    createdAt: 0,
    ...more,
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

describe('the practice TUNE', () => {
  let now = START;
  let slept: number[] = [];
  let practice: Practice;
  let client: TuneClient;
  const parts = {
    clock: () => now,
    random: () => 0.5,
    sleep: (ms: number) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
    timeoutMs: 300,
  };
  beforeAll(async () => {
    practice = await startPractice({ seed: 7, initialCalls: 120, clock: () => now, base: START });
    await practice.control.addCalls({ count: 1, result: 'paid', number: '8885550142' });
    await practice.control.importIntoTune();
  });
  afterAll(() => practice.stop());
  beforeEach(() => {
    now += 60_000;
    slept = [];
    const { tuneUrl, tuneToken } = practice.network;
    client = tuneClients(parts)(account(tuneUrl), tuneToken);
  });
  afterEach(async () => {
    await practice.control.clearFaults();
    await practice.control.setTune({
      address_listed: true,
      error_form: 'public-message',
      empty_as: 'list',
      calls_in_ten_seconds: 50,
      rate_wording: 'docs',
    });
  });
  const fault = (given: Omit<Fault, 'target'>): Promise<void> =>
    practice.control.setFault({ target: 'tune', ...given });

  test('offers are those paid per call, with names, money and order', async () => {
    const offers = await client.offers({ signal });
    expect(offers).toHaveLength(10);
    expect(offers.map(({ offerId }) => Number(offerId))).toEqual(
      offers.map(({ offerId }) => Number(offerId)).toSorted((a, b) => a - b),
    );
    expect(offers.find(({ offerId }) => offerId === '45')).toEqual({
      offerId: '45',
      name: 'Northgate Roof Inspection',
      status: 'active',
      protocol: 'pay_per_call',
      advertiserId: '8',
      advertiserName: 'Northgate Roofing',
      payout: { amount: 2100, currency: 'USD' },
      revenue: { amount: 3200, currency: 'USD' },
      refId: '43943',
      requiresApproval: true,
      hasGoals: true,
    });
  });

  test('partners, goals, postbacks and host names', async () => {
    const partners = await client.partners({ signal });
    expect(new Set(partners.map(({ status }) => status))).toEqual(
      new Set(['active', 'blocked', 'pending', 'deleted', 'rejected']),
    );
    expect(partners[0]).toEqual({
      partnerId: '23',
      name: 'Couponfield Media',
      status: 'active',
      refId: '7419',
    });
    expect((await client.goals({ signal })).map(({ goalId, protocol }) => [goalId, protocol])).toEqual([
      ['7', 'https'],
      ['9', 'https_img'],
      ['11', 'server'],
      ['12', 'server'],
    ]);
    const postbacks = await client.postbacks({ signal });
    expect(postbacks.find(({ postbackId }) => postbackId === '310')).toEqual({
      postbackId: '310',
      partnerId: '23',
      offerId: '45',
      goalId: null,
      type: 'url',
      status: 'active',
      code: 'https://trk.couponfield.example/cb?cid={aff_sub2}&payout={payout}&offer={offer_id}',
      modifiedAt: Date.UTC(2024, 4, 3, 0, 20, 9),
    });
    expect(postbacks.find(({ postbackId }) => postbackId === '314')).toMatchObject({
      goalId: '7',
      type: 'code',
    });
    expect((await client.hostnames({ signal })).map(({ domain }) => domain)).toContain(
      'leadtrust.go2cloud.org',
    );
  });

  test('conversions are what the calls of the account came to, each once, with its transaction', async () => {
    const conversions = await client.conversions(TWO_WEEKS);
    const { conversions: there } = await practice.control.tuneState();
    expect(conversions).toHaveLength(there);
    expect(new Set(conversions.map(({ tuneEventId }) => tuneEventId)).size).toBe(there);
    expect(conversions.map(({ at }) => at)).toEqual(
      conversions.map(({ at }) => at).toSorted((a, b) => a - b),
    );
    expect(new Set(conversions.map(({ status }) => status))).toEqual(
      new Set(['approved', 'pending', 'rejected']),
    );
    const records = new Map((await client.invocaRecords(TWO_WEEKS)).map((one) => [one.transactionId, one]));
    const calls = await client.invocaTransactions(TWO_WEEKS);
    expect(calls.size).toBe(there);
    for (const { tuneEventId, payout, revenue, at, offerId } of conversions) {
      const record = records.get(calls.get(tuneEventId) ?? '');
      expect(record).toMatchObject({ payout, revenue, at, offerId, addedToConversions: true });
    }
    expect(conversions.find(({ number }) => number === '8885550142')).toMatchObject({
      partnerId: '23',
      partnerName: 'Couponfield Media',
      statusCode: 51,
      subIds: { aff_sub2: '12345' },
    });
  });

  test('a period begins and ends to the second', async () => {
    const all = await client.conversions(TWO_WEEKS);
    const [first, second] = [all[10], all[20]];
    const some = await client.conversions({ from: first?.at ?? 0, to: second?.at ?? 0, signal });
    expect(some).toEqual(all.filter(({ at }) => at >= (first?.at ?? 0) && at < (second?.at ?? 0)));
    expect(await client.conversions({ from: START, to: START, signal })).toEqual([]);
  });

  test('a report that is not done in time is asked for in halves', async () => {
    const all = await client.conversions({ from: START - 7 * DAY, to: START, signal });
    await fault({ kind: 'status', status: 504, addressContains: 'Report::getConversions', times: 3 });
    expect(await client.conversions({ from: START - 7 * DAY, to: START, signal })).toEqual(all);
    expect(slept).toEqual([]);
    await fault({ kind: 'status', status: 504, addressContains: 'Report::getConversions' });
    const given = await faultOf(client.conversions({ from: START - 7 * DAY, to: START, signal }));
    expect([given.kind, given.httpStatus]).toEqual(['server', 504]);
  });

  test('writes change the conversion', async () => {
    const [one] = await client.conversions(TWO_WEEKS);
    const tuneEventId = one?.tuneEventId ?? '';
    await client.setStatus({ tuneEventId, status: 'rejected', signal });
    await client.setPayout({ tuneEventId, payout: { amount: 1234, currency: 'USD' }, signal });
    await client.setNote({ tuneEventId, note: 'checked & found wanting', signal });
    expect((await client.conversions(TWO_WEEKS))[0]).toMatchObject({
      status: 'rejected',
      payout: { amount: 1234, currency: 'USD' },
    });
    const other = { tuneEventId, payout: { amount: 1, currency: 'EUR' }, signal };
    await expect(client.setPayout(other)).rejects.toThrow(RangeError);
    const unknown = await faultOf(client.setStatus({ tuneEventId: 'none', status: 'approved', signal }));
    expect([unknown.kind, unknown.message]).toEqual([
      'invalid',
      'Leadtrust did not accept the request to make conversion none approved: Conversion none does not exist.',
    ]);
  });

  test('a write without an answer is not sent again; one that was one too many is', async () => {
    const [one] = await client.conversions(TWO_WEEKS);
    const write = { tuneEventId: one?.tuneEventId ?? '', status: 'pending', signal } as const;
    await fault({ kind: 'cut', times: 1 });
    const lost = await faultOf(client.setStatus(write));
    expect([lost.kind, lost.unsent]).toEqual(['unreachable', false]);
    expect((await client.conversions(TWO_WEEKS))[0]?.status).toBe('pending');
    await fault({ kind: '429', retryAfter: 3, times: 1 });
    await client.setStatus({ ...write, status: 'approved' });
    expect((await client.conversions(TWO_WEEKS))[0]?.status).toBe('approved');
  });

  test('a hundred and twenty calls keep to the limit, whoever makes them', async () => {
    const factory = tuneClients(parts);
    const { tuneUrl, tuneToken } = practice.network;
    const two = [factory(account(tuneUrl), tuneToken), factory(account(tuneUrl), tuneToken)];
    const before = now;
    for (let call = 0; call < 120; call += 1) await two[call % 2]?.partners({ signal });
    expect(now - before).toBe(20_000);
    expect(slept).toEqual([10_000, 10_000]);
  });

  test.each(['docs', 'client'] as const)(
    'others use up the limit: wait ten seconds, in the words of %s',
    async (words) => {
      await practice.control.setTune({ calls_in_ten_seconds: 1, rate_wording: words });
      await client.partners({ signal });
      expect(await client.hostnames({ signal })).toHaveLength(3);
      expect(slept).toEqual([10_000]);
    },
  );

  test('five times too many is a fault', async () => {
    await fault({ kind: '429' });
    const given = await faultOf(client.partners({ signal }));
    expect([given.kind, slept.length]).toEqual(['rate_limited', 4]);
  });

  test('an address that is not on the list is told with what to do', async () => {
    await practice.control.setTune({ address_listed: false });
    const given = await faultOf(client.offers({ signal }));
    expect(given.kind).toBe('not_permitted');
    expect(given.message).toContain('does not accept calls from the address of this machine');
    expect(given.message).toContain('Support → API');
    expect(given.message).toContain('IP 127.0.0.1 is not whitelisted');
    expect(slept).toEqual([]);
  });

  test.each(['public-message', 'err-msg', 'object', 'data'] as const)(
    'a refusal in the form %s is read, and the key never shows',
    async (form) => {
      await practice.control.setTune({ error_form: form });
      const { tuneUrl } = practice.network;
      const wrong = tuneClients(parts)(account(tuneUrl), 'NETnotthekey');
      const given = await faultOf(wrong.offers({ signal }));
      expect(given.kind).toBe('unauthorised');
      expect(`${given.message} ${String(given.cause)}`).not.toContain('NETnotthekey');
      const stranger = tuneClients(parts)(
        account(tuneUrl, { networkId: 'other' }),
        practice.network.tuneToken,
      );
      expect(await faultOf(stranger.offers({ signal }))).toMatchObject({
        kind: 'invalid',
        message: 'Leadtrust did not accept the request to read the offers: Missing or invalid NetworkId.',
      });
    },
  );

  test.each(['list', 'object', 'null', 'text'] as const)('nothing written as %s is nothing', async (form) => {
    await practice.control.setTune({ empty_as: form });
    expect(await client.invocaRecords({ from: 0, to: DAY, signal })).toEqual([]);
    expect(await client.conversions({ from: START + 300 * DAY, to: START + 301 * DAY, signal })).toEqual([]);
  });

  test.each([
    [{ kind: 'status', status: 503 }, 'server', 3],
    [{ kind: 'html' }, 'server', 3],
    [{ kind: 'cut' }, 'unreachable', 1],
    [{ kind: 'hang' }, 'timeout', 3],
    [{ kind: 'cut', when: 'middle' }, 'unreadable', 3],
    [{ kind: 'not-http' }, 'unreachable', 1],
    [{ kind: 'garbage' }, 'unreadable', 0],
    [{ kind: 'truncate' }, 'unreadable', 0],
    [{ kind: 'refuse-200' }, 'not_permitted', 0],
    [{ kind: 'status', status: 403 }, 'not_permitted', 0],
    [{ kind: 'status', status: 404 }, 'not_found', 0],
    [{ kind: 'status', status: 302, headers: { location: 'https://x.example/' } }, 'unreadable', 0],
    [{ kind: 'status', status: 400 }, 'invalid', 0],
  ] as const)('%j is %s after %i repetitions', async (given, kind, repetitions) => {
    await fault(given);
    expect((await faultOf(client.partners({ signal }))).kind).toBe(kind);
    expect(slept).toEqual([2000, 8000, 30_000].slice(0, repetitions));
    await practice.control.clearFaults();
    await fault({ ...given, times: 1 });
    if (repetitions > 0) expect(await client.partners({ signal })).toHaveLength(11);
  });

  test('a call that is taken back ends', async () => {
    const stop = new AbortController();
    const asked = client.partners({ signal: stop.signal });
    stop.abort();
    expect((await faultOf(asked)).kind).toBe('cancelled');
  });

  test('an account that cannot be asked refuses everything', async () => {
    const away = tuneClients(parts)(account('http://leadtrust.api.hasoffers.com'), 'NETx');
    expect((await faultOf(away.offers({ signal }))).kind).toBe('refused_address');
    const empty = tuneClients(parts)(account(practice.network.tuneUrl), ' ');
    expect((await faultOf(empty.setStatus({ tuneEventId: 'x', status: 'approved', signal }))).kind).toBe(
      'unauthorised',
    );
  });
});

describe('another server than the practice one', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());
  const sleep = (): Promise<void> => Promise.resolve();
  const ask = (more: Partial<TuneAccount> = {}): TuneClient =>
    tuneClients({ sleep })(account(server.origin, more), 'NETkey');
  const answer = (data: unknown) =>
    json({ request: {}, response: { status: 1, httpStatus: 200, data, errors: [] } });
  const partner = (id: number): object => ({
    Affiliate: { id, company: `P${id}`, status: 'active', ref_id: null },
  });

  test('numbers instead of texts, and maps that are not counted, are read to the end', async () => {
    const full = Object.fromEntries(
      Array.from({ length: 500 }, (_, place) => [place + 1, partner(place + 1)]),
    );
    server.answer(answer(full), answer({ 500: partner(500), 501: partner(501) }));
    const partners = await ask().partners({ signal });
    expect([partners.length, partners[500]]).toEqual([
      501,
      { partnerId: '501', name: 'P501', status: 'active', refId: '' },
    ]);
    expect(server.asked.map(({ url }) => url.searchParams.get('page'))).toEqual(['1', '2']);
  });

  test('a server that repeats its first page for ever is left', async () => {
    const full = Object.fromEntries(
      Array.from({ length: 500 }, (_, place) => [place + 1, partner(place + 1)]),
    );
    server.answer(answer(full));
    expect(await ask().partners({ signal })).toHaveLength(500);
    expect(server.asked).toHaveLength(2);
  });

  test('a record that is not understood is named', async () => {
    server.answer(answer({ 7: { Goal: { id: '7', name: 'Lead' } } }));
    expect(await faultOf(ask().goals({ signal }))).toMatchObject({
      kind: 'unreadable',
      message: 'Leadtrust, asked to read the goals, page 1, entry 1: Goal.offer_id is missing.',
    });
    const goal = { id: 7, offer_id: 45, name: 'Lead', default_payout: 'much', max_payout: 1.5 };
    server.answer(answer([{ Goal: goal }]));
    expect((await faultOf(ask().goals({ signal }))).message).toBe('Leadtrust, goal 7: “much” is no amount.');
    server.answer(answer([{ Goal: { ...goal, default_payout: '1000.4' } }]));
    expect((await ask({ currency: 'JPY' }).goals({ signal }))[0]).toMatchObject({
      payout: { amount: 1000, currency: 'JPY' },
      revenue: { amount: 2, currency: 'JPY' },
    });
  });

  test('the zone is asked for once, and only where the account has none', async () => {
    server.answer(
      answer({ Timezone: { name: 'x' } }),
      answer({ Timezone: { timezone: 'Asia/Kolkata' } }),
      answer([]),
    );
    const client = ask();
    expect((await faultOf(client.postbacks({ signal }))).message).toContain('--time-zone');
    expect(await client.postbacks({ signal })).toEqual([]);
    expect(await client.postbacks({ signal })).toEqual([]);
    const methods = server.asked.map(({ url }) => url.searchParams.get('Method'));
    expect(methods).toEqual(['getTimezone', 'getTimezone', 'findAll', 'findAll']);
    await ask({ timeZone: 'UTC' }).postbacks({ signal });
    expect(server.asked).toHaveLength(5);
  });

  test('the network is named only where its host does not', async () => {
    server.answer(answer([]));
    await ask().partners({ signal });
    const url = new URL(server.origin);
    url.hostname = 'leadtrust.localhost';
    const sent: URL[] = [];
    const client = tuneClients({
      sleep,
      send: (input) => {
        sent.push(input.url);
        return Promise.reject(new Error('far away'));
      },
      retryDelaysMs: [],
    })(account('https://leadtrust.api.hasoffers.example'), 'NETkey');
    expect((await faultOf(client.partners({ signal }))).kind).toBe('unreachable');
    expect(server.asked[0]?.url.searchParams.get('NetworkId')).toBe('leadtrust');
    expect(sent[0]?.searchParams.has('NetworkId')).toBe(false);
    expect(sent[0]?.searchParams.get('NetworkToken')).toBe('NETkey');
  });
});
