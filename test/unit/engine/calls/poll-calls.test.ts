import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pollCalls } from '#main/engine/calls/poll-calls.ts';
import { LONGEST_WINDOW_MS, OVERLAP_MS } from '#main/engine/calls/poll-campaign.ts';
import type { GivenCall, SessionClient } from '#main/engine/ports/session-client.ts';
import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import { keptLog, testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';

const START = Date.UTC(2026, 2, 2, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let store: TestStore;
let spc: SpcNetwork;
let now: number;

beforeEach(async () => {
  now = START;
  store = await testStore();
  spc = await store.write.addSpcNetwork({
    network: {
      kind: 'spc',
      name: 'Session desk',
      endpoint: 'https://spc.example/soap/v1',
      apiUser: 'acme',
      customerId: 'acme',
      namespace: 'urn:example:spc:session-numbers:v1',
      authentication: 'username_token',
      extensions: true,
      token: { keeping: 'session' },
      practice: false,
    },
    now,
  });
  await store.write.upsertSessionCalls({
    networkId: spc.id,
    poll: { campaignId: 'spring', completeTo: null, window: null },
    calls: [],
    now,
  });
});
afterEach(() => store.end());

describe('reading calls of session numbers', () => {
  it('goes back a month at first, then a day over what is complete, and knows calls by their ids', async () => {
    const network = server(many(1_200, START - 40 * HOUR));
    expect(await round(network)).toEqual({ added: 1_200, changed: 0, faults: [] });
    expect(network.asked[0]).toEqual({ from: START - LONGEST_WINDOW_MS, before: START, cursor: null });
    expect(network.asked).toHaveLength(3);

    now += HOUR;
    const [known] = network.calls;
    if (!known) throw new Error('there are calls');
    network.calls.push({ ...known, callId: 'new', startedAt: START + MINUTE });
    network.calls[1199] = { ...known, callId: 'call-1199', startedAt: START - HOUR, durationSeconds: 999 };
    expect(await round(network)).toEqual({ added: 1, changed: 1, faults: [] });
    expect(network.asked[3]).toMatchObject({ from: START - OVERLAP_MS, before: START + HOUR });
  });

  it('splits a long absence into windows of a month', async () => {
    const network = server([]);
    await round(network);
    now += 40 * 24 * HOUR;
    await round(network);
    const [first, second] = network.asked.slice(1);
    expect(first).toMatchObject({ from: START - OVERLAP_MS, before: START - OVERLAP_MS + LONGEST_WINDOW_MS });
    expect(second).toMatchObject({ from: START - OVERLAP_MS + LONGEST_WINDOW_MS, before: now });
  });

  it('goes on at its cursor after an interruption, and begins the window again when the cursor died', async () => {
    const network = server(many(1_200, START - 5 * HOUR));
    network.failAt = 2;
    expect((await round(network)).faults).toEqual(['Session desk: Too many requests.']);
    now += 5 * MINUTE;
    expect(await round(network)).toMatchObject({ added: 700, faults: [] });
    expect(network.asked.at(-3)).toMatchObject({ before: START, cursor: '500' });

    network.failAt = network.asked.length + 2;
    await round(network);
    now += 20 * MINUTE;
    await round(network);
    expect(network.asked[network.failAt]).toMatchObject({ cursor: null });

    network.failAt = network.asked.length + 2;
    await round(network);
    network.forgetCursors = true;
    now += MINUTE;
    expect((await round(network)).faults).toEqual([]);
    expect((await store.read.callTotals({ filter: {} })).count).toBe(1_200);
  });

  it('never believes itself complete beyond the server’s own now', async () => {
    const network = server([]);
    network.clockBehind = 3 * MINUTE;
    await round(network);
    expect(await store.read.callPolls({ networkId: spc.id })).toEqual([
      { campaignId: 'spring', completeTo: START - 3 * MINUTE, window: null },
    ]);
  });

  it('keeps a fault with its account; an unknown campaign stops no other', async () => {
    await store.write.upsertSessionCalls({
      networkId: spc.id,
      poll: { campaignId: 'gone', completeTo: null, window: null },
      calls: [],
      now,
    });
    const network = server(many(3, START - HOUR));
    expect(await round(network)).toEqual({
      added: 3,
      changed: 0,
      faults: ['Session desk: The network does not know the campaign gone.'],
    });
    expect((await store.read.spcNetworks())[0]?.lastError).toContain('gone');
  });
});

function many(count: number, from: number): GivenCall[] {
  return Array.from({ length: count }, (_, index) => ({
    callId: `call-${index}`,
    sessionId: `ses-${index % 7}`,
    campaignId: 'spring',
    number: '+12025550143',
    callerNumber: null,
    destination: { kind: 'PSTN', address: '+13125550100' },
    status: 'ANSWERED',
    // Many begin at the same instant, so that pages break inside it.
    startedAt: from + Math.floor(index / 100),
    answeredAt: null,
    durationSeconds: index,
    informationVersion: 1,
    information: { keywords: [], fields: { twitter_id: String(index) } },
  }));
}

/** A server of calls in the order of the contract, whose cursors are places in its list. */
function server(calls: GivenCall[]) {
  const network = {
    calls,
    asked: [] as { from: number; before: number; cursor: string | null }[],
    failAt: 0,
    forgetCursors: false,
    clockBehind: 0,
    client: (): SessionClient => ({
      requestNumber: unused,
      updateInformation: unused,
      release: unused,
      probe: unused,
      clockDifferenceMs: () => null,
      calls: async ({ campaignId, startedFrom, startedBefore, cursor, pageSize }) => {
        if (campaignId !== 'spring') {
          throw new SpcFault({ kind: 'campaign_not_found', campaignId }, 'No such campaign.', {
            retryable: false,
          });
        }
        network.asked.push({ from: startedFrom, before: startedBefore, cursor });
        if (network.asked.length === network.failAt) {
          throw new SpcFault({ kind: 'rate_limited', limit: 10, windowSeconds: 1 }, 'Too many requests.', {
            retryable: true,
          });
        }
        if (network.forgetCursors && cursor !== null) {
          network.forgetCursors = false;
          const violations = [{ field: 'cursor', reason: 'UNKNOWN', limit: null, detail: null }] as const;
          throw new SpcFault({ kind: 'invalid_field', violations }, 'The cursor has expired.', {
            retryable: false,
          });
        }
        const fitting = network.calls
          .filter(({ startedAt }) => startedAt >= startedFrom && startedAt < startedBefore)
          .toSorted((a, b) => a.startedAt - b.startedAt || (a.callId < b.callId ? -1 : 1));
        const from = Number(cursor ?? 0);
        const next = from + pageSize;
        return {
          calls: fitting.slice(from, next),
          nextCursor: next < fitting.length ? String(next) : null,
          asOf: now - network.clockBehind,
          requestId: 'r',
        };
      },
    }),
  };
  return network;
}

function unused(): Promise<never> {
  return Promise.reject(new Error('not part of this test'));
}

function round(network: ReturnType<typeof server>) {
  const parts = {
    store,
    sessions: network.client,
    tokens: () => Promise.resolve('key'),
    clock: () => now,
    log: keptLog(),
  };
  return pollCalls(parts, new AbortController().signal);
}
