import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startPractice, type Practice } from '#test/support/practice.ts';

let now = Date.parse('2026-03-02T15:00:00Z');
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 12, clock: () => now, followers: { count: 2_345 } });
});
afterAll(() => practice.stop());

const user = z.object({ id: z.string(), name: z.string(), username: z.string() });
const page = z.object({
  data: z.array(user).optional(),
  meta: z.object({
    result_count: z.number(),
    next_token: z.string().optional(),
    previous_token: z.string().optional(),
  }),
});

interface Asked {
  readonly id?: string;
  readonly token?: string;
  readonly query?: Readonly<Record<string, string>>;
}
async function ask({ id, token, query = {} }: Asked = {}): Promise<{
  status: number;
  headers: Headers;
  body: unknown;
}> {
  const { followersUrl, followersToken, followersUserId } = practice.network;
  const address = `${followersUrl}/2/users/${id ?? followersUserId}/followers?${new URLSearchParams(query).toString()}`;
  const response = await fetch(address, { headers: { authorization: `Bearer ${token ?? followersToken}` } });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe('reading', () => {
  test('page after page, every follower once', async () => {
    await practice.control.setFollowersLimit(100);
    const seen: z.infer<typeof user>[] = [];
    const sizes: number[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const query: Record<string, string> = {
        max_results: '1000',
        ...(next === '' ? {} : { pagination_token: next }),
      };
      const { data = [], meta } = page.parse((await ask({ query })).body);
      expect(meta.result_count).toBe(data.length);
      seen.push(...data);
      sizes.push(data.length);
      next = meta.next_token;
    }
    expect(sizes).toEqual([1000, 1000, 345]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(2_345);
    expect(new Set(seen.map(({ username }) => username.toLowerCase())).size).toBe(2_345);
    for (const { id, username, name } of seen) {
      expect(id).toMatch(/^\d{1,19}$/);
      expect(username).toMatch(/^[A-Za-z0-9_]{1,15}$/);
      expect(Array.from(name).length).toBeLessThanOrEqual(50);
    }
    const unsafe = seen.filter(({ id }) => !Number.isSafeInteger(Number(id)));
    expect(unsafe.length).toBeGreaterThan(1_500);
    expect(unsafe.length).toBeLessThan(2_100);
    expect(seen.some(({ name }) => /\p{Extended_Pictographic}/u.test(name))).toBe(true);
    expect(seen.some(({ name }) => /\p{Script=Han}|\p{Script=Arabic}/u.test(name))).toBe(true);
  });

  test('a hundred by default, and back with previous_token', async () => {
    const first = page.parse((await ask()).body);
    expect(first.data).toHaveLength(100);
    expect(first.meta.previous_token).toBeUndefined();
    const second = page.parse((await ask({ query: { pagination_token: first.meta.next_token ?? '' } })).body);
    const back = page.parse(
      (await ask({ query: { pagination_token: second.meta.previous_token ?? '' } })).body,
    );
    expect(back).toEqual(first);
  });

  test('id, name and username always, other fields when asked for', async () => {
    const plain = await ask({ query: { max_results: '1' } });
    expect(
      Object.keys(z.object({ data: z.array(z.looseObject({})) }).parse(plain.body).data[0] ?? {}),
    ).toEqual(['id', 'name', 'username']);
    const more = await ask({
      query: { max_results: '1', 'user.fields': 'created_at,public_metrics,protected' },
    });
    expect(more.body).toMatchObject({
      data: [
        {
          created_at: expect.stringMatching(/Z$/) as unknown,
          public_metrics: {},
          protected: expect.any(Boolean) as unknown,
        },
      ],
    });
  });

  test('an account without followers has no data', async () => {
    const empty = await startPractice({ followers: { count: 0 } });
    const { followersUrl, followersToken, followersUserId } = empty.network;
    const response = await fetch(`${followersUrl}/2/users/${followersUserId}/followers`, {
      headers: { authorization: `Bearer ${followersToken}` },
    });
    expect(await response.json()).toEqual({ meta: { result_count: 0 } });
    await empty.stop();
  });
});

describe('refusals', () => {
  test('a wrong token', async () => {
    const { status, body } = await ask({ token: 'wrong' });
    expect([status, body]).toEqual([
      401,
      { title: 'Unauthorized', detail: 'Unauthorized', type: 'about:blank', status: 401 },
    ]);
  });

  test('an unknown user is 200 with errors and without data', async () => {
    const { status, body } = await ask({ id: '42' });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('data');
    expect(body).toMatchObject({ errors: [{ title: 'Not Found Error', value: '42', parameter: 'id' }] });
    expect((await ask({ id: 'handle' })).status).toBe(400);
  });

  test.each([
    [{ max_results: '0' }, 'max_results'],
    [{ max_results: '1001' }, 'max_results'],
    [{ max_results: 'ten' }, 'max_results'],
    [{ pagination_token: 'made-up' }, 'pagination_token'],
    [{ 'user.fields': 'id,shoe_size' }, 'user.fields'],
    [{ cursor: '1' }, 'cursor'],
  ])('%j', async (query, name) => {
    const { status, body } = await ask({ query });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      title: 'Invalid Request',
      type: 'https://api.twitter.com/2/problems/invalid-request',
      errors: [{ parameters: { [name]: expect.any(Array) as unknown } }],
    });
  });

  test('more than the limit in 15 minutes', async () => {
    now += 15 * 60_000;
    await practice.control.setFollowersLimit(2);
    const remaining: (string | null)[] = [];
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { status, headers } = await ask();
      statuses.push(status);
      remaining.push(headers.get('x-rate-limit-remaining'));
    }
    const limited = await ask();
    expect([statuses, remaining]).toEqual([
      [200, 200, 429],
      ['1', '0', '0'],
    ]);
    expect(limited.body).toMatchObject({ title: 'Too Many Requests', status: 429 });
    const reset = Number(limited.headers.get('x-rate-limit-reset'));
    expect([limited.headers.get('x-rate-limit-limit'), reset]).toEqual(['2', now / 1000 + 900]);
    now = reset * 1000;
    expect((await ask()).status).toBe(200);
    await practice.control.setFollowersLimit(1000);
  });

  test('faults on demand', async () => {
    await practice.control.setFault({ target: 'followers', kind: 'status', status: 503, times: 1 });
    const { status, body } = await ask();
    expect([status, body]).toMatchObject([503, { title: 'Service Unavailable' }]);
    await practice.control.setFault({ target: 'followers', kind: 'cut', times: 1 });
    await expect(ask()).rejects.toThrow(TypeError);
  });
});
