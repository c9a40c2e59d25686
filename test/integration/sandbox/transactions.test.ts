import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, transactionsPath, type Practice } from '#test/support/practice.ts';

const rowsAnswer = z.array(z.record(z.string(), z.unknown()));
type Rows = z.infer<typeof rowsAnswer>;
const BASE = Date.UTC(2026, 2, 12, 20);

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 12, initialCalls: 1500, base: BASE, clock: () => BASE });
});
afterAll(() => practice.stop());

const path = (query: Record<string, string | number> = {}, format = 'json'): string =>
  transactionsPath(practice.network, query, format);

async function rows(query: Record<string, string | number> = {}, token?: string): Promise<Rows> {
  const response = await practice.get(path(query), token);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return rowsAnswer.parse(await response.json());
}

async function text(query: Record<string, string | number>, format: string): Promise<string> {
  const response = await practice.get(path(query, format));
  expect(response.status).toBe(200);
  return response.text();
}

describe('paging', () => {
  test('1000 rows by default, 4000 at most, in the order of the log', async () => {
    const state = await practice.control.state();
    expect(await rows()).toHaveLength(1000);
    expect(await rows({ limit: 100_000 })).toHaveLength(Math.min(4000, state.transactions));
    expect((await rows({ limit: 3 })).map((row) => row['transaction_id'])).toEqual(
      (await rows()).slice(0, 3).map((row) => row['transaction_id']),
    );
  });

  test('the cursor goes on after the row it names, until an empty page', async () => {
    const walked: string[] = [];
    for (;;) {
      const page = await rows({ limit: 700, start_after_transaction_id: walked.at(-1) ?? '' });
      if (page.length === 0) break;
      walked.push(...page.map((row) => String(row['transaction_id'])));
    }
    const state = await practice.control.state();
    expect(new Set(walked).size).toBe(state.transactions);
    expect(walked.at(-1)).toBe(state.last_transaction_id);
  });

  test('a last page of exactly the limit is followed by an empty one', async () => {
    const all = (await rows({ limit: 4000 })).map((row) => String(row['transaction_id']));
    const page = await rows({ limit: 10, start_after_transaction_id: all.at(-11) ?? '' });
    expect(page).toHaveLength(10);
    expect(await rows({ start_after_transaction_id: all.at(-1) ?? '' })).toEqual([]);
  });

  test('both dates: by call start, days included; one date alone: the plain order', async () => {
    const page = await rows({ from: '2026-03-03', to: '2026-03-04', limit: 4000 });
    const starts = page.map((row) => Number(row['start_time_utc']));
    expect(starts).toEqual(starts.toSorted((left, right) => left - right));
    expect(new Set(page.map((row) => String(row['start_time_local']).slice(0, 10)))).toEqual(
      new Set(['2026-03-03', '2026-03-04']),
    );
    expect(await rows({ from: '2026-03-03' })).toEqual(await rows());
  });
});

describe('columns', () => {
  test('only what is included, less what is excluded', async () => {
    const [row] = await rows({ limit: 1, include_columns: 'duration,transaction_id,made_up' });
    expect(Object.keys(row ?? {})).toEqual(['duration', 'transaction_id']);
    const [rest] = await rows({ limit: 1, exclude_columns: 'duration,city' });
    expect(rest).toHaveProperty('region');
    expect(rest).not.toHaveProperty('duration');
    expect(rest).not.toHaveProperty('city');
  });

  test('Marketing Data as an array, as columns, and as columns of sources', async () => {
    const page = await rows({
      limit: 1000,
      include_columns:
        '$invoca_default_columns,custom_data,$invoca_custom_columns,$invoca_custom_source_columns',
    });
    const withSubId = page.find((row) => row['virtual_line_id'] === 'tune-45-23-0007');
    expect(withSubId).toMatchObject({ aff_sub2: '12345', 'aff_sub2.source': 'VirtualLine', aff_sub3: null });
    expect(withSubId?.['custom_data']).toContainEqual({
      name: 'aff_sub2',
      data_type: 'Short Text',
      source: 'VirtualLine',
      value: '12345',
    });
    expect(page.some((row) => row['lead_qualified'] === 1 && row['lead_qualified.source'] === 'Api')).toBe(
      true,
    );
    expect((await rows({ limit: 1 }))[0]).not.toHaveProperty('custom_data');
  });

  test('the same rows whatever columns were asked for before', async () => {
    const first = await rows({ limit: 50 });
    const narrow = await rows({ limit: 50, include_columns: 'transaction_id,city' });
    expect(narrow).toEqual(
      first.map((row) => ({ transaction_id: row['transaction_id'], city: row['city'] })),
    );
    await rows({ limit: 50, include_columns: 'transaction_id,region' });
    expect(await rows({ limit: 50 })).toEqual(first);
    expect(await rows({ limit: 20, transaction_type: 'PostCallEvent' })).toSatisfy((page: Rows) =>
      page.every((row) => row['transaction_type'] === 'Post Call Event'),
    );
  });
});

describe('CSV', () => {
  const columns = 'transaction_id,transaction_type,call_result_description_detail,affiliate_payout_localized';

  test('a header and one line a row, money with a decimal', async () => {
    const lines = (await text({ limit: 5, include_columns: columns }, 'csv')).split('\n');
    expect(lines[0]).toBe(columns);
    expect(lines).toHaveLength(7);
    expect(lines[1]).toMatch(/^[0-9A-Z-]+,Call,[^,]+,\d+\.\d+$/);
    expect(lines.at(-1)).toBe('');
  });

  test('its separators, header and quotes as asked for', async () => {
    const asked = { limit: 2, include_columns: 'transaction_type,duration', include_header: 0 };
    expect(await text({ ...asked, column_separator: '|' }, 'csv')).toMatch(/^Call\|\d+\nCall\|\d+\n$/);
    expect(await text({ ...asked, row_separator: '\r\n' }, 'csv')).toMatch(/^Call,\d+\r\nCall,\d+\r\n$/);
    expect(await text({ ...asked, column_separator: '\t' }, 'csv')).toMatch(/^Call\t\d+\n/);
    expect(await text({ ...asked, force_quotes: 1 }, 'csv')).toMatch(/^"Call","\d+"\n/);
  });

  test('quotes what holds a separator or a quote', async () => {
    await practice.control.appendRows([{ transaction_id: 'CSV-1', notes: 'said "yes", then\nhung up' }]);
    const answer = await text({ transaction_id: 'CSV-1', include_columns: 'transaction_id,notes' }, 'csv');
    expect(answer).toBe('transaction_id,notes\nCSV-1,"said ""yes"", then\nhung up"\n');
  });
});

test('XML: Transaction elements, escaped', async () => {
  await practice.control.appendRows([{ transaction_id: 'XML-1', notes: 'a < b & c' }]);
  const answer = await text({ transaction_id: 'XML-1', include_columns: 'transaction_id,notes,city' }, 'xml');
  expect(answer).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<Transactions><Transaction><transaction_id>XML-1</transaction_id>' +
      '<notes>a &lt; b &amp; c</notes><city/></Transaction></Transactions>',
  );
});

describe('who asks', () => {
  test('a partner and an advertiser get their own calls and columns on their own paths', async () => {
    const { affiliateId, advertiserId, tokens } = practice.network;
    const partner = await practice.get(
      `/api/2020-10-01/affiliates/transactions/${affiliateId}.json`,
      tokens.affiliate,
    );
    const partnerRows = rowsAnswer.parse(await partner.json());
    expect(partnerRows.length).toBeGreaterThan(0);
    expect(partnerRows[0]).not.toHaveProperty('affiliate_id');
    expect(partnerRows[0]).not.toHaveProperty('advertiser_payin_localized');
    const advertiser = await practice.get(
      `/api/2020-10-01/advertisers/transactions/${advertiserId}.json`,
      tokens.advertiser,
    );
    const advertiserRows = rowsAnswer.parse(await advertiser.json());
    expect(advertiserRows[0]).toHaveProperty('call_result_description_detail_managed_advertiser');
    expect(advertiserRows[0]).not.toHaveProperty('affiliate_payout_localized');
    expect(new Set(advertiserRows.map((row) => row['advertiser_campaign_id']))).toEqual(
      new Set([43943, 43951]),
    );
  });

  test('the token may also come as a query parameter', async () => {
    const { invocaUrl, tokens } = practice.network;
    const response = await fetch(`${invocaUrl}${path({ limit: 1, oauth_token: tokens.network })}`);
    expect(response.status).toBe(200);
  });
});

interface Refusal {
  readonly what: string;
  readonly path: () => string;
  readonly token?: () => string;
  readonly status: number;
  readonly class: string;
}

const api = '/api/2020-10-01';
const refusals: readonly Refusal[] = [
  { what: 'no such token', path: () => path(), token: () => 'nonsense', status: 401, class: 'Unauthorized' },
  {
    what: 'a token with a scheme word',
    path: () => path(),
    token: () => `Bearer ${practice.network.tokens.network}`,
    status: 401,
    class: 'Unauthorized',
  },
  {
    what: 'another network',
    path: () => `${api}/networks/transactions/217.json`,
    status: 403,
    class: 'UnauthorizedOperation',
  },
  {
    what: 'another partner',
    path: () => `${api}/affiliates/transactions/7622.json`,
    token: () => practice.network.tokens.affiliate,
    status: 403,
    class: 'UnauthorizedOperation',
  },
  {
    what: 'a partner asking for the network',
    path: () => path(),
    token: () => practice.network.tokens.affiliate,
    status: 403,
    class: 'UnauthorizedOperation',
  },
  {
    what: 'a network that does not exist',
    path: () => `${api}/networks/transactions/9.json`,
    status: 404,
    class: 'RecordNotFound',
  },
  {
    what: 'an unknown cursor',
    path: () => path({ start_after_transaction_id: 'GONE' }),
    status: 404,
    class: 'RecordNotFound',
  },
  {
    what: 'a bad date',
    path: () => path({ from: 'May 1', to: '2026-03-01' }),
    status: 403,
    class: 'InvalidInput',
  },
  { what: 'an unknown format', path: () => path({}, 'yaml'), status: 404, class: 'RecordNotFound' },
  {
    what: 'an unknown version',
    path: () => '/api/2015-01-01/networks/transactions/142.json',
    status: 400,
    class: 'InvalidInput',
  },
];

test.each(refusals)('$what is answered with $status $class', async (refusal) => {
  const response = await practice.get(refusal.path(), refusal.token?.());
  expect(response.status).toBe(refusal.status);
  expect(await response.json()).toHaveProperty('errors.class', refusal.class);
});

test('without any token the answer is 401, in shape A', async () => {
  const response = await fetch(`${practice.network.invocaUrl}${path()}`);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    errors: { class: 'Unauthorized', invalid_data: 'Invalid or missing oauth token' },
  });
});

test('another partner’s row is no cursor for a partner', async () => {
  const foreign = (await rows({ limit: 4000 })).find((row) => row['affiliate_id'] === 7622);
  const { affiliateId, tokens } = practice.network;
  const query = new URLSearchParams({ start_after_transaction_id: String(foreign?.['transaction_id']) });
  const response = await practice.get(
    `${api}/affiliates/transactions/${affiliateId}.json?${query.toString()}`,
    tokens.affiliate,
  );
  expect(response.status).toBe(404);
});

test('only GET exists', async () => {
  const { invocaUrl, tokens } = practice.network;
  const response = await fetch(`${invocaUrl}${path()}`, {
    method: 'POST',
    headers: { authorization: tokens.network },
  });
  expect(response.status).toBe(404);
});
