import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, transactionsPath, type Practice } from '#test/support/practice.ts';

const START = Date.UTC(2026, 5, 1, 17);
let now = START;
let practice: Practice;
beforeEach(async () => {
  now = START;
  practice = await startPractice({ seed: 9, base: START, clock: () => now });
});
afterEach(() => practice.stop());

async function rows(): Promise<Record<string, unknown>[]> {
  const response = await practice.get(transactionsPath(practice.network, { limit: 4000 }));
  return z.array(z.record(z.string(), z.unknown())).parse(await response.json());
}

const post = (url: string, body = '{}', headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', body, headers });

describe('calls', () => {
  test('arrive on demand, starting now', async () => {
    const calls = await practice.control.addCalls({ count: 5 });
    const log = await rows();
    expect(log.map((row) => row['transaction_id'])).toEqual(calls.map((call) => call.transaction_id));
    expect(new Set(log.map((row) => row['start_time_utc']))).toEqual(new Set([START]));
  });

  test('carry the result and amounts that were asked for', async () => {
    await practice.control.addCalls({ result: 'Brand New Result', payout: 7.25, payin: 9 });
    await practice.control.addCalls({ result: 'paid', promo_number_id: 'tune-45-23-0007' });
    const [first, second] = await rows();
    expect(first).toMatchObject({
      affiliate_payout_localized: 7.25,
      advertiser_payin_localized: 9,
      margin_localized: 1.75,
    });
    expect(String(first?.['call_result_description_detail'])).toBe('Brand New Result');
    expect(second).toMatchObject({ affiliate_payout_localized: 21, affiliate_id_from_network: '23' });
  });

  test('keep arriving at a pace, and pending ones turn within a minute', async () => {
    await practice.control.setPace(60);
    now += 5 * 60_000;
    const log = await rows();
    const calls = new Set(log.map((row) => row['complete_call_id'])).size;
    expect(calls).toBeGreaterThan(250);
    expect(log.length).toBeGreaterThan(calls * 1.3);
    await practice.control.setPace(0);
    now += 60 * 60_000;
    expect(await rows()).toHaveLength(log.length);
  });

  test('are corrected: the newest row is named, the rest stays', async () => {
    const [call] = await practice.control.addCalls({ result: 'nosale' });
    now += 90_000;
    const second = await practice.control.correct(call?.complete_call_id ?? '', {
      result: 'paid',
      payout: 21,
      payin: 32,
    });
    const third = await practice.control.correct(call?.complete_call_id ?? '', {
      result: 'repeat',
      payout: 0,
      payin: 0,
    });
    const log = await rows();
    expect(log.map((row) => row['transaction_id'])).toEqual([call?.transaction_id, second, third]);
    expect(log.map((row) => row['corrects_transaction_id'])).toEqual([null, call?.transaction_id, second]);
    expect(log.map((row) => row['affiliate_payout_localized'])).toEqual([0, 21, 0]);
    expect(log[1]).toMatchObject({
      call_result_description_detail: 'paid',
      start_time_utc: START,
      corrected_at: '2026-06-01 10:01:30 -07:00',
      calling_phone_number: log[0]?.['calling_phone_number'],
    });
  });
});

describe('raw rows', () => {
  const strange = {
    transaction_id: 'RAW-1',
    complete_call_id: 'RAW-CALL',
    transaction_type: 'Telepathy',
    affiliate_payout_localized: '21.00',
    affiliate_id: 7419,
    start_time_utc: '1715702561000',
    new_column: { nested: [1, null] },
    'a field with spaces': true,
  };

  test('come back exactly as they were given, to a network user', async () => {
    await practice.control.appendRows([strange, { transaction_id: 'RAW-2' }, {}]);
    expect(await rows()).toEqual([strange, { transaction_id: 'RAW-2' }, {}]);
  });

  test('keep what is not for a partner from a partner', async () => {
    const { affiliateId, tokens } = practice.network;
    await practice.control.appendRows([{ ...strange, advertiser_payin_localized: 32 }]);
    const response = await practice.get(
      `/api/2020-10-01/affiliates/transactions/${affiliateId}.json`,
      tokens.affiliate,
    );
    const { affiliate_id: _hidden, ...seen } = strange;
    expect(await response.json()).toEqual([seen]);
  });

  test('can be filtered, walked and corrected like others', async () => {
    await practice.control.appendRows([strange]);
    const correction = await practice.control.correct('RAW-CALL', { result: 'paid' });
    const query = {
      start_after_transaction_id: 'RAW-1',
      include_columns: 'transaction_id,corrects_transaction_id',
    };
    const response = await practice.get(transactionsPath(practice.network, query));
    expect(await response.json()).toEqual([{ transaction_id: correction, corrects_transaction_id: 'RAW-1' }]);
    const dated = await practice.get(
      transactionsPath(practice.network, { from: '2024-05-14', to: '2024-05-14' }),
    );
    expect(await dated.json()).toHaveLength(2);
  });
});

describe('receivers', () => {
  test('keep every request as it came, and answer OK', async () => {
    const { receiverUrl } = practice.network;
    const got = await fetch(`${receiverUrl}/couponfield/cb?cid=a%20b&x=%C3%BC&x=`, {
      headers: { 'webhook-id': 'w1' },
    });
    expect([got.status, await got.text()]).toEqual([200, 'OK']);
    now += 5_000;
    await post(`${receiverUrl}/couponfield`, 'ü=1', { 'content-type': 'text/plain' });
    const { total, requests } = await practice.control.received('couponfield');
    expect(total).toBe(2);
    expect(requests[0]).toMatchObject({
      at: START,
      method: 'GET',
      url: '/receiver/couponfield/cb?cid=a%20b&x=%C3%BC&x=',
      body: '',
    });
    expect(requests[0]?.headers['webhook-id']).toBe('w1');
    expect(requests[1]).toMatchObject({
      at: START + 5_000,
      method: 'POST',
      url: '/receiver/couponfield',
      body: 'ü=1',
    });
    await practice.control.forgetReceived('couponfield');
    expect(await practice.control.received('couponfield')).toEqual({ total: 0, requests: [] });
  });

  test('answer as they were told', async () => {
    await practice.control.setAnswer('strict', {
      status: 410,
      body: 'gone',
      headers: { 'x-reason': 'closed' },
    });
    const response = await fetch(`${practice.network.receiverUrl}/strict/cb`);
    expect([response.status, response.headers.get('x-reason'), await response.text()]).toEqual([
      410,
      'closed',
      'gone',
    ]);
    await practice.control.setAnswer('strict', {});
    expect((await fetch(`${practice.network.receiverUrl}/strict/cb`)).status).toBe(200);
  });

  test('fail one by one, and still keep what they got', async () => {
    const { receiverUrl } = practice.network;
    await practice.control.setFault({
      target: 'receiver',
      receiver: 'slow',
      kind: 'status',
      status: 503,
      times: 1,
    });
    await practice.control.setFault({
      target: 'receiver',
      receiver: 'slow',
      kind: 'cut',
      when: 'before',
      times: 1,
    });
    expect((await fetch(`${receiverUrl}/other`)).status).toBe(200);
    expect((await fetch(`${receiverUrl}/slow`)).status).toBe(503);
    await expect(post(`${receiverUrl}/slow`)).rejects.toThrow(TypeError);
    expect((await fetch(`${receiverUrl}/slow`)).status).toBe(200);
    expect((await practice.control.received('slow')).total).toBe(3);
    expect((await practice.control.state()).receivers).toEqual([
      { name: 'other', requests: 1 },
      { name: 'slow', requests: 3 },
    ]);
  });

  test('can be waited for', async () => {
    const waiting = practice.control.received('late', { count: 2, within: 20_000 });
    await fetch(`${practice.network.receiverUrl}/late`);
    await fetch(`${practice.network.receiverUrl}/late`);
    expect((await waiting).total).toBe(2);
    expect((await practice.control.received('late', { count: 3, within: 0 })).total).toBe(2);
  });
});

describe('the control interface', () => {
  test('says where everything is and how much there is', async () => {
    await practice.control.addCalls({ count: 2, result: 'paid' });
    const response = await fetch(`${practice.network.controlUrl}/state`);
    expect(await response.json()).toMatchObject({
      addresses: practice.network.addresses,
      transactions: 2,
      calls: 2,
      pace: 0,
      faults: [],
    });
  });

  test.each([
    ['pace', '{"pace":-1}', 'pace'],
    ['pace', '{"speed":1}', 'speed'],
    ['calls', '{"count":0}', 'count'],
    ['faults', '{"target":"moon","kind":"cut"}', 'target'],
    ['transactions', '{"rows":[1]}', 'rows'],
    ['correct', '{', 'JSON'],
  ])('POST %s %s is refused and names %s', async (path, body, name) => {
    const response = await post(`${practice.network.controlUrl}/${path}`, body);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(name);
  });

  test('does not know calls and numbers that do not exist', async () => {
    const { controlUrl } = practice.network;
    expect((await post(`${controlUrl}/correct`, '{"complete_call_id":"NO"}')).status).toBe(404);
    expect((await post(`${controlUrl}/calls`, '{"promo_number_id":"NO"}')).status).toBe(404);
    expect((await fetch(`${controlUrl}/nothing`)).status).toBe(404);
  });

  test('does not answer web pages', async () => {
    const response = await post(`${practice.network.controlUrl}/pace`, '{"pace":60}', {
      origin: 'https://evil.example',
    });
    expect(response.status).toBe(403);
    expect((await practice.control.state()).pace).toBe(0);
  });
});

test('a network that goes on after an earlier one knows its last row, and repeats none of its ids', async () => {
  const earlier = await startPractice({ seed: 5, initialCalls: 60, base: START, clock: () => START });
  const ids = async (from: Practice, query: Record<string, string | number>): Promise<string[]> => {
    const response = await from.get(
      transactionsPath(from.network, { ...query, include_columns: 'transaction_id' }),
    );
    return z
      .array(z.object({ transaction_id: z.string() }))
      .parse(await response.json())
      .map((row) => row.transaction_id);
  };
  const known = await ids(earlier, {});
  const cursor = known.at(-1) ?? '';
  await earlier.stop();

  const later = await startPractice({ seed: 5, resumeAfter: cursor });
  expect(await ids(later, { start_after_transaction_id: cursor })).toEqual([]);
  const arrived = (await later.control.addCalls({ count: 60 })).map((call) => call.transaction_id);
  expect(await ids(later, { start_after_transaction_id: cursor })).toEqual(arrived);
  expect(arrived.filter((id) => known.includes(id))).toEqual([]);
  expect(
    (await later.get(transactionsPath(later.network, { start_after_transaction_id: known[0] ?? '' }))).status,
  ).toBe(404);
  await later.stop();
});

test('two networks of one seed answer alike; a taken port is refused', async () => {
  const options = { seed: 31, initialCalls: 30, base: START, clock: () => START };
  const [one, two] = await Promise.all([startPractice(options), startPractice(options)]);
  const path = transactionsPath(one.network);
  expect(one.network.tokens).toEqual(two.network.tokens);
  expect(await (await one.get(path)).text()).toBe(await (await two.get(path)).text());
  await expect(startPractice({ port: one.network.port })).rejects.toThrow(/EADDRINUSE/);
  await Promise.all([one.stop(), two.stop()]);
});
