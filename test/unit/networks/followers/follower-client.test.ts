import { describe, expect, it } from 'vitest';
import type { FollowerAccount } from '#main/engine/ports/follower-client.ts';
import { followerClients } from '#main/networks/followers/follower-client.ts';
import { NoAnswer } from '#main/networks/http/http-send.ts';
import type { HttpAnswer, HttpSend } from '#main/networks/http/http-send.ts';

const NOW = Date.UTC(2026, 2, 2, 15);
const ACCOUNT: FollowerAccount = {
  id: 1,
  kind: 'followers',
  name: 'Spring',
  baseUrl: 'https://api.x.example',
  userId: '42',
  token: { keeping: 'session' },
  practice: false,
  createdAt: 0,
  lastError: null,
  resetsAt: null,
};

function answer(body: unknown, more: Partial<HttpAnswer> = {}): HttpAnswer {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return { status: 200, headers: {}, body: bytes, ...more };
}

function ask(reply: HttpAnswer | Error, page: string | null = null, token = 'AAAA') {
  const asked: Parameters<HttpSend>[0][] = [];
  const send: HttpSend = (input) => {
    asked.push(input);
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  };
  const client = followerClients({ send, clock: () => NOW })(ACCOUNT, token);
  return { asked, page: client.page({ token: page, signal: new AbortController().signal }) };
}

describe('a page of followers', () => {
  it('is asked for with the bearer token, a thousand at a time, where the last one ended', async () => {
    const { asked, page } = ask(answer({ meta: { result_count: 0 } }), 'next 1');
    expect(await page).toEqual({ followers: [], nextToken: null, waitUntil: null });
    expect(asked[0]?.url.href).toBe(
      'https://api.x.example/2/users/42/followers?max_results=1000&user.fields=id%2Cname%2Cusername&pagination_token=next+1',
    );
    expect(asked[0]?.headers['authorization']).toBe('Bearer AAAA');
  });

  it('keeps ids as text', async () => {
    const data = [{ id: '1597334455667788990', username: 'ada', name: 'Ada' }];
    const { page } = ask(answer({ data, meta: { result_count: 1, next_token: 'b' } }));
    expect(await page).toMatchObject({
      followers: [{ twitterId: '1597334455667788990', handle: 'ada', name: 'Ada' }],
      nextToken: 'b',
    });
    const spoilt = ask(
      answer('{"data":[{"id":1597334455667788990,"username":"a"}],"meta":{"result_count":1}}'),
    );
    await expect(spoilt.page).rejects.toMatchObject({ kind: 'unreadable' });
  });

  it('says until when to wait once no request is left, by the server’s clock', async () => {
    const date = new Date(NOW + 60_000).toUTCString();
    const reset = String((NOW + 60_000) / 1000 + 300);
    const headers = { date, 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset };
    const { page } = ask(answer({ meta: { result_count: 0, next_token: 'b' } }, { headers }));
    expect((await page).waitUntil).toBe(NOW + 301_000);
    const refused = ask(answer({ title: 'Too Many Requests' }, { status: 429, headers }));
    await expect(refused.page).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 301_000 });
    const silent = ask(answer('', { status: 429 }));
    await expect(silent.page).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 900_000 });
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'not_permitted'],
    [404, 'not_found'],
    [400, 'invalid'],
    [302, 'unreadable'],
    [503, 'server'],
  ] as const)('tells HTTP %i as %s, without the token', async (status, kind) => {
    const { page } = ask(answer({ title: 'No', detail: 'Because\nof it.' }, { status }), null, 'SECRET');
    await expect(page).rejects.toMatchObject({ kind });
    await page.catch((error: unknown) => expect(String(error)).not.toContain('SECRET'));
  });

  it('refuses what is no page, and tokens that are none', async () => {
    await expect(ask(answer('<html>')).page).rejects.toMatchObject({ kind: 'unreadable' });
    await expect(ask(answer({}), null, 'two words').page).rejects.toMatchObject({ kind: 'unauthorised' });
    const away = ask(new NoAnswer('unreachable', 'refused'));
    await expect(away.page).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
