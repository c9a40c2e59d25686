import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NetworkClient } from '#main/engine/ports/network-client.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import type { InvocaClientOptions } from '#main/networks/invoca/invoca-accounts.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { transactionRow } from '#test/support/transaction-rows.ts';
import { cut, cutInTheMiddle, hang, json, startScriptedServer, text } from './invoca-server.ts';
import type { Answerer, ScriptedServer } from './invoca-server.ts';

const TOKEN = 'kT3vQ9mZrB7xLp2WdF6sHn0YcJ4uEa8G';
const signal = new AbortController().signal;

let server: ScriptedServer;
let slept: number[];

beforeEach(async () => {
  server = await startScriptedServer();
  slept = [];
});
afterEach(() => server.close());

function network(change: Partial<NetworkRecord> = {}): NetworkRecord {
  return {
    id: 1,
    kind: 'invoca',
    name: 'LeadTrust',
    baseUrl: server.origin,
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
    ...change,
  };
}

function client(change: Partial<NetworkRecord> = {}, options: InvocaClientOptions = {}): NetworkClient {
  const sleep = (ms: number): Promise<void> => {
    slept.push(ms);
    return Promise.resolve();
  };
  return invocaClients({ sleep, random: () => 0.5, clock: () => 1_715_702_561_000, ...options })(
    network(change),
    TOKEN,
  );
}

const page = (from: NetworkClient, cursor = ''): Promise<Uint8Array> =>
  from.transactionPage({ cursor, limit: 4000, signal });

async function faultOf(work: Promise<unknown>): Promise<NetworkFault> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof NetworkFault)) throw new Error(`No network fault but ${String(outcome)}`);
  expect(outcome.message).not.toContain(TOKEN);
  return outcome;
}

describe('what is asked', () => {
  it('sends the raw token in the header and nowhere else', async () => {
    server.answer(json([]));
    await page(client());
    const [request] = server.asked;
    expect(request?.headers.authorization).toBe(TOKEN);
    expect(request?.headers.accept).toBe('application/json');
    expect(request?.url.href).not.toContain(TOKEN);
  });

  it('asks a network for default columns and custom data, percent-encoded, without a cursor at first', async () => {
    server.answer(json([]));
    await page(client());
    const url = server.asked[0]?.url;
    expect(url?.pathname).toBe('/api/2020-10-01/networks/transactions/142.json');
    expect(url?.search).toBe('?limit=4000&include_columns=%24invoca_default_columns%2Ccustom_data');
  });

  it('passes the cursor on', async () => {
    server.answer(json([]));
    await page(client(), '5D10A7C4-90BE21F7');
    expect(server.asked[0]?.url.searchParams.get('start_after_transaction_id')).toBe('5D10A7C4-90BE21F7');
  });

  it.each([
    ['advertiser', '/api/2021-08-09/advertisers/transactions/8.json'],
    ['affiliate', '/api/2021-08-09/affiliates/transactions/8.json'],
  ] as const)('uses the path of an %s user, without columns it may not see', async (user, path) => {
    server.answer(json([]));
    const versions = { transactions: '2021-08-09', network: '2022-08-01' };
    await page(client({ user, organisationId: '8', versions }));
    expect(server.asked[0]?.url.pathname).toBe(path);
    expect(server.asked[0]?.url.searchParams.has('include_columns')).toBe(false);
  });

  it('asks for one row by its id', async () => {
    server.answer(json([]));
    const bytes = await client().transactionById({ transactionId: '7B21D04E-5A9C31F2', signal });
    expect(new TextDecoder().decode(bytes)).toBe('[]');
    expect(server.asked[0]?.url.searchParams.get('transaction_id')).toBe('7B21D04E-5A9C31F2');
  });

  it('hands the bytes over exactly as they came, unzipped where they were zipped', async () => {
    const body = ` [ ${JSON.stringify(transactionRow(1))} ]\n`;
    server.answer(text(body), (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
    });
    const one = client();
    expect(new TextDecoder().decode(await page(one))).toBe(body);
    expect(new TextDecoder().decode(await page(one))).toBe(body);
  });
});

describe('every row of invoca.md 3.3', () => {
  it('401: a bad token, not repeated', async () => {
    server.answer(json({ errors: { class: 'Unauthorized', invalid_data: `bad token ${TOKEN}` } }, 401));
    const fault = await faultOf(page(client()));
    expect(fault.kind).toBe('unauthorised');
    expect(fault.message).toMatch(/LeadTrust did not accept the token\./);
    expect(server.asked).toHaveLength(1);
  });

  it('403 with a field map: invalid, with every message', async () => {
    const errors = { media_type: ["can't be blank"], description: ["can't be blank"] };
    server.answer(json({ errors, status: 'Applied' }, 403));
    const fault = await faultOf(page(client()));
    expect(fault.kind).toBe('invalid');
    expect(fault.message).toContain("media_type can't be blank; description can't be blank");
  });

  it('403 with the nested singular error', async () => {
    const error = { ivr_tree: { children: [{ '0': { prompt: ['cannot be empty'] } }] } };
    server.answer(json({ error }, 403));
    const fault = await faultOf(page(client()));
    expect(fault).toMatchObject({ kind: 'invalid', httpStatus: 403 });
    expect(fault.message).toContain('ivr_tree children 0 prompt cannot be empty');
  });

  it.each(['InvalidInput', 'RecordInvalid'])('403 with %s: invalid', async (name) => {
    server.answer(json({ errors: { class: name, invalid_data: 'from is not a date' } }, 403));
    const fault = await faultOf(page(client()));
    expect(fault.kind).toBe('invalid');
    expect(fault.message).toContain('from is not a date');
  });

  it.each(['UnauthorizedOperation', 'UnauthorizedAdvertiser'])('403 with %s: not permitted', async (name) => {
    server.answer(json({ errors: { class: name, invalid_data: 'no access' } }, 403));
    const fault = await faultOf(page(client()));
    expect(fault.kind).toBe('not_permitted');
    expect(fault.message).toContain('read the calls of network 142');
    expect(server.asked).toHaveLength(1);
  });

  it('404: names the cursor it did not find', async () => {
    server.answer(
      json({ errors: { class: 'RecordNotFound', invalid_data: 'Could not find transaction' } }, 404),
    );
    const fault = await faultOf(page(client(), '5D10A7C4-90BE21F7'));
    expect(fault.kind).toBe('not_found');
    expect(fault.message).toContain('after transaction 5D10A7C4-90BE21F7');
  });

  it('429: repeated, and Retry-After wins when later', async () => {
    server.answer(json({}, 429, { 'retry-after': '20' }), json({}, 429, { 'retry-after': '1' }), json([]));
    await page(client());
    expect(slept).toEqual([20_000, 8000]);
  });

  it('429 with a Retry-After too long to hold a request open: left to the poller', async () => {
    server.answer(json({}, 429, { 'retry-after': '600' }));
    const fault = await faultOf(page(client()));
    expect(fault).toMatchObject({ kind: 'rate_limited', retryAfterMs: 600_000 });
    expect(slept).toEqual([]);
  });

  it.each([500, 502, 503, 504])(
    '%i: repeated after 2, 8 and 30 seconds, then a fault of the server',
    async (status) => {
      server.answer(
        json(
          { errors: { class: 'InternalServiceError', invalid_data: 'refer to error handle 991' } },
          status,
        ),
      );
      const fault = await faultOf(page(client()));
      expect(fault).toMatchObject({ kind: 'server', httpStatus: status });
      expect(fault.message).toContain('refer to error handle 991');
      expect(slept).toEqual([2000, 8000, 30_000]);
      expect(server.asked).toHaveLength(4);
    },
  );

  it('jitter stays within a fifth', async () => {
    server.answer(json({}, 500));
    await faultOf(page(client({}, { random: () => 0 })));
    expect(slept).toEqual([1600, 6400, 24_000]);
  });

  it('400: says which request was not accepted', async () => {
    server.answer(json({ errors: { class: 'InvalidInput', invalid_data: 'unknown version' } }, 400));
    const fault = await faultOf(page(client()));
    expect(fault.kind).toBe('invalid');
    expect(fault.message).toContain('unknown version');
  });
});

describe('answers that are not what they should be', () => {
  const once: InvocaClientOptions = { retryDelaysMs: [] };

  it('an HTML error page with 502 is a fault of the server that names the page', async () => {
    server.answer(text('<html><head><title>502 Bad Gateway</title></head></html>', 502));
    const fault = await faultOf(page(client({}, once)));
    expect(fault.kind).toBe('server');
    expect(fault.message).toContain('502 Bad Gateway');
  });

  it.each<[string, Answerer, RegExp]>([
    ['a web page', text('<!doctype html><title>Sign in</title>'), /a web page \(“Sign in”\)/],
    ['truncated JSON', text('[{"transaction_id":"A","compl'), /broke off after 29 bytes/],
    ['an error with 200', json({ errors: { class: 'InvalidInput', invalid_data: 'odd' } }), /an error.*odd/],
    ['garbage', text('\u0000\u0001ok'), /not JSON/],
    ['nothing', text(''), /nothing/],
    ['no content', (_request, response) => void response.writeHead(204).end(), /nothing/],
    ['the token echoed', text(`you sent ${TOKEN}`), /\(token\)/],
    [
      'a redirect',
      text('', 302, { location: `https://login.example/?t=${TOKEN}` }),
      /redirect to login\.example/,
    ],
  ])('%s is unreadable and not repeated', async (_name, answerer, message) => {
    server.answer(answerer);
    const fault = await faultOf(page(client()));
    expect(fault.kind).toBe('unreadable');
    expect(fault.message).toMatch(message);
    expect(server.asked).toHaveLength(1);
  });

  it('a connection cut in the middle is repeated, then unreadable', async () => {
    server.answer(cutInTheMiddle, cutInTheMiddle, json([]));
    await page(client());
    expect(slept).toEqual([2000, 8000]);
    server.answer(cutInTheMiddle);
    expect((await faultOf(page(client({}, once)))).kind).toBe('unreadable');
  });

  it('a connection cut at once is repeated, then unreachable', async () => {
    server.answer(cut, json([]));
    await page(client());
    server.answer(cut);
    expect((await faultOf(page(client({}, once)))).kind).toBe('unreachable');
  });

  it('who cannot be reached twice is told of at once, and not tried on', async () => {
    const closed = client();
    await server.close();
    expect((await faultOf(page(closed))).kind).toBe('unreachable');
    expect(slept).toEqual([2000]);
  });

  it('silence ends in a time-out', async () => {
    server.answer(hang);
    const fault = await faultOf(page(client({}, { ...once, timeoutMs: 50 })));
    expect(fault.kind).toBe('timeout');
  });

  it('silence after the headers ends in a time-out', async () => {
    server.answer((_request, response) => {
      response.writeHead(200).write('[');
    });
    const fault = await faultOf(page(client({}, { ...once, timeoutMs: 50 })));
    expect(fault.kind).toBe('timeout');
  });

  it('a closed port is unreachable', async () => {
    const closed = client({}, once);
    await server.close();
    expect((await faultOf(page(closed))).message).toContain('the connection was refused');
  });

  it('a cancelled request says so and is not repeated', async () => {
    const stop = new AbortController();
    server.answer(() => stop.abort());
    const fault = await faultOf(client().transactionPage({ cursor: '', limit: 1, signal: stop.signal }));
    expect(fault.kind).toBe('cancelled');
    expect(slept).toEqual([]);
  });

  it('cancelling while waiting to repeat ends the waiting', async () => {
    const stop = new AbortController();
    server.answer(json({}, 500));
    const sleep = (): Promise<void> => {
      stop.abort();
      return Promise.reject(new Error('aborted'));
    };
    const one = client({}, { sleep });
    const fault = await faultOf(one.transactionPage({ cursor: '', limit: 1, signal: stop.signal }));
    expect(fault.kind).toBe('cancelled');
  });
});

describe('where an account may be', () => {
  it('refuses plain http to another machine before anything is sent', async () => {
    const fault = await faultOf(page(client({ baseUrl: 'http://leadtrust.invoca.net' })));
    expect(fault.kind).toBe('refused_address');
    expect(fault.message).toContain('in the clear');
  });

  it('refuses an https name that leads to this machine, unless the address typed is this machine', async () => {
    const resolver = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const one = client({ baseUrl: 'https://leadtrust.invoca.net' }, { resolver, retryDelaysMs: [] });
    const fault = await faultOf(page(one));
    expect(fault.kind).toBe('refused_address');
    expect(fault.message).toContain('this machine');
  });

  it('refuses a loopback name that leads elsewhere', async () => {
    const resolver = () => Promise.resolve([{ address: '203.0.113.9', family: 4 }]);
    const one = client({ baseUrl: 'http://practice.localhost:9' }, { resolver, retryDelaysMs: [] });
    expect((await faultOf(page(one))).kind).toBe('refused_address');
  });

  it('refuses a token that could not be sent', async () => {
    const one = invocaClients()(network(), 'two words');
    const fault = await one.probe({ signal }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: 'unauthorised' });
    expect(server.asked).toHaveLength(0);
  });
});
