import { describe, expect, test } from 'vitest';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { lateWaysOut } from '#main/shell/outside/late-ways-out.ts';
import type { WaysOut } from '#main/shell/outside/ways-out.ts';
import { spcAccount } from '#test/support/spc/account.ts';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';

const network: NetworkRecord = {
  id: 1,
  kind: 'invoca',
  name: 'Acme',
  baseUrl: 'https://acme.invoca.net',
  organisationId: '1',
  user: 'network',
  currency: 'USD',
  versions: DEFAULT_INVOCA_VERSIONS,
  token: { keeping: 'session' },
  practice: false,
  createdAt: 0,
  cursor: '',
  lastSuccessAt: null,
  lastError: null,
  catalogueAt: null,
  transactions: 0,
};

function late() {
  const steps: string[] = [];
  const client =
    (who: string): WaysOut['clients'] =>
    (_network, token) => {
      steps.push(`${who} with ${token}`);
      return {
        transactionPage: () => Promise.resolve(new Uint8Array([1])),
        transactionById: () => Promise.resolve(new Uint8Array([2])),
        cursorAfter: () => 'LAST',
        catalogue: () => Promise.resolve(null),
        probe: () => Promise.resolve(),
      };
    };
  const ways = lateWaysOut(() => {
    steps.push('loaded');
    return Promise.resolve({
      clients: client('client'),
      testClients: client('test client'),
      sessions: (_network, key) => {
        steps.push(`session client with ${key}`);
        const nothing = () => Promise.reject(new Error('not asked for'));
        return {
          requestNumber: nothing,
          updateInformation: nothing,
          release: nothing,
          calls: nothing,
          probe: () => Promise.resolve(),
          clockDifferenceMs: () => 380,
        };
      },
      periods: () => ({ page: () => Promise.resolve(new Uint8Array([3])) }),
      numbers: (_network, token) => {
        steps.push(`numbers client with ${token}`);
        const nothing = () => Promise.reject(new Error('not asked for'));
        return {
          number: () => Promise.resolve(null),
          createNumber: nothing,
          changeNumber: nothing,
          removeNumber: () => Promise.resolve(),
          ringPool: () => Promise.resolve(null),
          createRingPool: nothing,
          changeRingPool: nothing,
          removeRingPool: () => Promise.resolve(),
          allocate: () => Promise.resolve([]),
          partnerCampaign: () => Promise.resolve(null),
          apply: nothing,
        };
      },
      tune: () => {
        throw new Error('not asked for');
      },
      testTune: () => {
        throw new Error('not asked for');
      },
      followers: () => {
        throw new Error('not asked for');
      },
      postbacks: () => Promise.resolve({ kind: 'failure', reason: 'cancelled', message: '', durationMs: 1 }),
      close: () => {
        steps.push('closed');
        return Promise.resolve();
      },
    });
  });
  return { ways, steps };
}

const { signal } = new AbortController();

describe('ways out that are loaded late', () => {
  test('making a client loads nothing, its first call loads once for all', async () => {
    const { ways, steps } = late();
    const client = ways.clients(network, 'T');
    expect(client.cursorAfter(new Uint8Array())).toBeNull();
    expect(steps).toEqual([]);
    await client.transactionPage({ cursor: '', limit: 1, signal });
    await client.transactionPage({ cursor: '', limit: 1, signal });
    await ways.testClients(network, 'U').probe({ signal });
    expect(steps).toEqual(['loaded', 'client with T', 'test client with U']);
    expect(client.cursorAfter(new Uint8Array())).toBe('LAST');
  });

  test('a session client is made by its first call, and knows no clock before', async () => {
    const { ways, steps } = late();
    const client = ways.sessions(spcAccount(), 'K');
    expect(client.clockDifferenceMs()).toBeNull();
    expect(steps).toEqual([]);
    await client.probe({ signal });
    await client.probe({ signal });
    expect(steps).toEqual(['loaded', 'session client with K']);
    expect(client.clockDifferenceMs()).toBe(380);
  });

  test('a numbers client is made by its first call', async () => {
    const { ways, steps } = late();
    const client = ways.numbers(network, 'N');
    expect(steps).toEqual([]);
    const place = { advertiserId: '8', offerId: '45' };
    expect(await client.ringPool({ place, idFromNetwork: 'pool-1', signal })).toBeNull();
    await client.removeRingPool({ place, idFromNetwork: 'pool-1', signal });
    expect(steps).toEqual(['loaded', 'numbers client with N']);
  });

  test('closes what was loaded, and loads nothing only to close it', async () => {
    const untouched = late();
    await untouched.ways.close();
    expect(untouched.steps).toEqual([]);
    const used = late();
    await used.ways.postbacks({ url: '', headers: {}, timeoutMs: 1, allowLocal: false, signal });
    await used.ways.close();
    expect(used.steps).toEqual(['loaded', 'closed']);
  });
});
