import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startPractice, transactionsPath, type Practice } from '#test/support/practice.ts';
import type { Fault, FaultTarget } from '#main/sandbox/faults.ts';

let practice: Practice;
const pauses: number[] = [];
beforeAll(async () => {
  const pause = (ms: number): Promise<void> => {
    pauses.push(ms);
    return Promise.resolve();
  };
  practice = await startPractice({ seed: 2, initialCalls: 40, pause });
});
afterAll(() => practice.stop());
afterEach(() => practice.control.clearFaults());

const page = (): string => transactionsPath(practice.network, { limit: 20 });
const NUMBERS =
  '/api/2022-08-01/142/advertisers/8/advertiser_campaigns/45/affiliates/23/affiliate_campaigns/promo_numbers_by_id.json';
const fault = (given: Omit<Fault, 'target'>, target: FaultTarget = 'transactions'): Promise<void> =>
  practice.control.setFault({ target, ...given });

/** Sends one GET by hand and gives back every byte until the connection closes. */
function rawAnswer(path: string): Promise<string> {
  const { port, tokens } = practice.network;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let bytes = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (bytes += chunk));
    socket.on('close', () => resolve(bytes));
    socket.on('error', reject);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${tokens.network}\r\n\r\n`);
  });
}

async function numbers(): Promise<unknown> {
  return (await practice.get(NUMBERS)).json();
}

const orderNumber = (): Promise<Response> =>
  fetch(`${practice.network.invocaUrl}${NUMBERS}`, {
    method: 'POST',
    headers: { authorization: practice.network.tokens.network },
    body: JSON.stringify({
      description: 'ordered',
      media_type: 'Online: Search',
      id_from_network: 'ordered',
    }),
  });

describe('answers in place of the right one', () => {
  test.each([
    [{ kind: 'status', status: 500 }, 500, 'InternalServiceError'],
    [{ kind: 'status', status: 503 }, 503, 'InternalServiceError'],
    [{ kind: 'status', status: 401 }, 401, 'Unauthorized'],
    [{ kind: 'status', status: 403 }, 403, 'UnauthorizedOperation'],
    [{ kind: 'status', status: 404 }, 404, 'RecordNotFound'],
  ] as const)('%j', async (given, status, errorClass) => {
    await fault(given);
    const response = await practice.get(page());
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('errors.class', errorClass);
  });

  test('a 500 carries an error handle', async () => {
    await fault({ kind: 'status', status: 500 });
    expect(await (await practice.get(page())).text()).toMatch(/refer to error handle \d+/);
  });

  test('any status with any body and headers, shapes B and C too', async () => {
    const body = '{"error":{"ivr_tree":{"children":[{"0":{"prompt":["cannot be empty"]}}]}}}';
    await fault({ kind: 'status', status: 403, body, headers: { 'x-handle': '7' } }, 'network');
    const response = await practice.get('/api/2022-08-01/142/advertisers.json');
    expect([response.status, response.headers.get('x-handle'), await response.text()]).toEqual([
      403,
      '7',
      body,
    ]);
  });

  test('429 with and without Retry-After', async () => {
    await fault({ kind: '429', retryAfter: 7, times: 1 });
    await fault({ kind: '429', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT', times: 1 });
    await fault({ kind: '429', times: 1 });
    const waits: (string | null)[] = [];
    for (let count = 0; count < 3; count += 1) {
      const response = await practice.get(page());
      expect(response.status).toBe(429);
      waits.push(response.headers.get('retry-after'));
    }
    expect(waits).toEqual(['7', 'Wed, 21 Oct 2026 07:28:00 GMT', null]);
    expect((await practice.get(page())).status).toBe(200);
  });

  test('an HTML page of a gateway, also under 200', async () => {
    await fault({ kind: 'html', times: 1 });
    const gateway = await practice.get(page());
    expect([gateway.status, gateway.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await gateway.text()).toContain('<html>');
    await fault({ kind: 'html', status: 200 });
    expect((await practice.get(page())).status).toBe(200);
  });

  test('200 that says no, and 200 that says nothing', async () => {
    await fault({ kind: 'refuse-200', times: 1 });
    expect(await (await practice.get(page())).json()).toHaveProperty('success', false);
    await fault({ kind: 'garbage' });
    const garbage = await practice.get(page());
    expect(garbage.status).toBe(200);
    await expect(garbage.json()).rejects.toThrow(SyntaxError);
  });

  test('a truncated answer is complete HTTP and broken JSON', async () => {
    const whole = await (await practice.get(page())).text();
    await fault({ kind: 'truncate' });
    const response = await practice.get(page());
    const half = await response.text();
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(half)));
    expect(whole.startsWith(half)).toBe(true);
    await expect(new Response(half).json()).rejects.toThrow(SyntaxError);
  });
});

describe('connections that break', () => {
  test('a cut without a byte', async () => {
    await fault({ kind: 'cut' });
    expect(await rawAnswer(page())).toBe('');
  });

  test('a cut in the middle: the length is promised and not kept', async () => {
    await fault({ kind: 'cut', when: 'middle' });
    const [head = '', body = ''] = (await rawAnswer(page())).split('\r\n\r\n');
    const promised = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(Buffer.byteLength(body)).toBe(Math.floor(promised / 2));
  });

  test('something that is no HTTP', async () => {
    await fault({ kind: 'not-http' });
    expect(await rawAnswer(page())).toBe('220 this is no web server\r\n');
  });

  test('an answer that never comes ends with the client’s patience', async () => {
    await fault({ kind: 'hang', times: 1 });
    const patience = new AbortController();
    const { invocaUrl, tokens } = practice.network;
    const answer = fetch(`${invocaUrl}${page()}`, {
      headers: { authorization: tokens.network },
      signal: patience.signal,
    });
    await expect.poll(async () => (await practice.control.state()).faults).toEqual([]);
    patience.abort(new Error('out of patience'));
    await expect(answer).rejects.toThrow('out of patience');
  });

  test('a late answer is the right one', async () => {
    const right = await (await practice.get(page())).text();
    await fault({ kind: 'delay', delayMs: 30_000, times: 1 });
    expect(await (await practice.get(page())).text()).toBe(right);
    await fault({ kind: 'status', status: 500, delayMs: 20_000, times: 1 });
    expect((await practice.get(page())).status).toBe(500);
    expect(pauses).toEqual([30_000, 20_000]);
  });
});

describe('what a broken request leaves behind', () => {
  test('an order whose answer is lost has been carried out', async () => {
    await fault({ kind: 'cut', method: 'POST', times: 1 }, 'network');
    await expect(orderNumber()).rejects.toThrow(TypeError);
    expect(await numbers()).toContainEqual(expect.objectContaining({ id_from_network: 'ordered' }));
  });

  test('an order cut before, or refused, has not', async () => {
    const before = await numbers();
    await fault({ kind: 'cut', when: 'before', method: 'POST', times: 1 }, 'network');
    await expect(orderNumber()).rejects.toThrow(TypeError);
    await fault({ kind: 'html', method: 'POST', times: 1 }, 'network');
    expect((await orderNumber()).status).toBe(502);
    expect(await numbers()).toEqual(before);
  });
});

test('only the target is harmed, and only as often as asked', async () => {
  await fault({ kind: 'status', status: 503, skip: 1, times: 1 });
  expect((await practice.get(NUMBERS)).status).toBe(200);
  const statuses = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await practice.get(page())).status);
  expect(statuses).toEqual([200, 503, 200]);
});

test('stopping ends what hangs and what waits', async () => {
  const other = await startPractice();
  await other.control.setFault({ target: 'transactions', kind: 'hang', times: 1 });
  await other.control.setFault({ target: 'transactions', kind: 'delay', delayMs: 600_000 });
  const path = transactionsPath(other.network);
  const asked = [other.get(path), other.get(path)].map((answer) =>
    answer.then(
      () => 'answered',
      () => 'broken',
    ),
  );
  const waiting = other.control.received('nobody', { count: 1, within: 60_000 }).then(
    () => 'answered',
    () => 'broken',
  );
  await expect
    .poll(async () => (await other.control.state()).faults)
    .toEqual([{ fault: expect.objectContaining({ kind: 'delay' }) as unknown }]);
  await other.stop();
  expect(await Promise.all([...asked, waiting])).toEqual(['broken', 'broken', 'broken']);
});
