import { describe, expect, it } from 'vitest';
import { isOnThisMachine, mayStayHere } from '#main/engine/links/link-origin.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';

const network = (baseUrl: string): NetworkRecord => ({
  id: 1,
  kind: 'invoca',
  name: 'Harbor',
  baseUrl,
  organisationId: '1',
  user: 'network',
  currency: 'USD',
  versions: { transactions: '2020-10-01', network: '2020-10-01' },
  token: { keeping: 'session' },
  practice: false,
  createdAt: 1,
  cursor: '',
  lastSuccessAt: null,
  lastError: null,
  catalogueAt: null,
  transactions: 0,
});
const allowed = (link: string, ...networks: readonly string[]): Promise<boolean> =>
  mayStayHere({ networks: () => Promise.resolve(networks.map(network)) }, link);

describe('whether following a link may reach this machine', () => {
  it('is so only for a link that is here, where a connected network is here too', async () => {
    expect(await allowed('http://127.0.0.1:8123/c/1/2-3-4', 'http://127.0.0.1:8123')).toBe(true);
    expect(await allowed('http://127.0.0.1:8123/c/1/2-3-4', 'https://harbor.invoca.net')).toBe(false);
    expect(await allowed('https://harbor.invoca.net/c/1/2-3-4', 'http://127.0.0.1:8123')).toBe(false);
    expect(await allowed('http://192.168.1.4/c/1/2-3-4', 'http://127.0.0.1:8123')).toBe(false);
  });

  it.each([
    ['http://localhost/x', true],
    ['http://[::1]:80/x', true],
    ['http://127.1.2.3/x', true],
    ['http://127.0.0.1.example.com/x', false],
    ['http://localhost.example.com/x', false],
    ['no address', false],
  ])('%s is here: %s', (url, here) => {
    expect(isOnThisMachine(url)).toBe(here);
  });
});
