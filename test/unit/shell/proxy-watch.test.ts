import { describe, expect, test } from 'vitest';
import { watchProxy } from '#main/shell/outside/proxy-watch.ts';

function watch(answers: Record<string, string>) {
  let now = 0;
  const asked: string[] = [];
  const told: boolean[] = [];
  const proxy = watchProxy({
    clock: () => now,
    onChange: (seen) => told.push(seen),
    resolve: (url) => {
      asked.push(url);
      return Promise.resolve(answers[url] ?? 'DIRECT');
    },
  });
  return { proxy, asked, told, answers, later: (ms: number) => (now += ms) };
}

describe('watchProxy', () => {
  test.each([
    ['DIRECT', false],
    ['', false],
    [' direct ', false],
    ['DIRECT; PROXY a:1', false],
    ['PROXY proxy.example:8080', true],
    ['PROXY proxy.example:8080; DIRECT', true],
    ['SOCKS5 proxy.example:1080', true],
    ['HTTPS proxy.example:443', true],
  ])('reads “%s”', async (answer, applies) => {
    const { proxy } = watch({ 'https://a.example': answer });
    await expect(proxy.applies('https://a.example/x?y=1')).resolves.toBe(applies);
  });

  test('asks once for an origin, without path and query, and again half a minute later', async () => {
    const { proxy, asked, later } = watch({});
    await proxy.applies('https://a.example/one?token=1');
    await proxy.applies('https://a.example/two');
    expect(asked).toEqual(['https://a.example']);
    later(30_001);
    await proxy.applies('https://a.example/three');
    expect(asked).toHaveLength(2);
  });

  test('tells when a proxy comes and when it goes', async () => {
    const { proxy, told, answers, later } = watch({ 'https://a.example': 'PROXY p:1' });
    await proxy.applies('https://b.example/');
    expect(proxy.seen).toBe(false);
    await proxy.applies('https://a.example/');
    expect(proxy.seen).toBe(true);
    answers['https://a.example'] = 'DIRECT';
    later(30_001);
    await proxy.applies('https://a.example/');
    expect(told).toEqual([true, false]);
  });
});
