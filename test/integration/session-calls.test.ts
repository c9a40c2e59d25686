import { afterAll, beforeAll, expect, test } from 'vitest';
import { pollCalls } from '#main/engine/calls/poll-calls.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import { keptLog, testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';
import { startPractice, type Practice } from '#test/support/practice.ts';

const MINUTE = 60_000;
const now = Date.parse('2026-03-02T15:00:00.000Z');
let clock = now;
let practice: Practice;
let store: TestStore;

beforeAll(async () => {
  practice = await startPractice({ seed: 9, clock: () => clock, spc: { rate: { perSecond: 0 } } });
  store = await testStore();
});
afterAll(async () => {
  await store.end();
  await practice.stop();
});

test('calls placed on session numbers are listed with the information each began with, once however often they are read', async () => {
  const campaignId = 'calls-offer';
  await practice.control.addSpcCampaign({ campaign_id: campaignId, pool_size: 30 });
  const { spcUrl, spcUser, spcKey } = practice.network;
  const network = await store.write.addSpcNetwork({
    network: {
      kind: 'spc',
      name: 'Session desk',
      endpoint: spcUrl,
      apiUser: spcUser,
      customerId: '',
      namespace: 'urn:example:spc:session-numbers:v1',
      authentication: 'username_token',
      extensions: true,
      token: { keeping: 'session' },
      practice: true,
    },
    now,
  });
  const sessions = sessionClients({ clock: () => clock });
  const signal = new AbortController().signal;
  const client = sessions(network, spcKey);
  const { sessionId } = await client.requestNumber({
    campaignId,
    clientReference: 'calls-offer:msg-1',
    ttlSeconds: 600,
    information: { keywords: ['garden'], fields: { twitter_id: '1597334455667788990', ad_copy: 'A & B' } },
    signal,
  });
  clock += MINUTE;
  await practice.control.addSpcCalls({ session_id: sessionId, status: 'ANSWERED', count: 520 });
  clock += MINUTE;
  await client.updateInformation({
    session: { sessionId },
    update: { mode: 'merge', fields: { ad_copy: 'C' } },
    expectedVersion: null,
    signal,
  });
  clock += MINUTE;
  await practice.control.addSpcCalls({ session_id: sessionId, status: 'BUSY' });
  clock += MINUTE;
  // The desk knows the campaign once it has been asked about; here no number of it was requested by a job.
  await store.write.upsertSessionCalls({
    networkId: network.id,
    poll: { campaignId, completeTo: null, window: null },
    calls: [],
    now: clock,
  });
  const round = () =>
    pollCalls(
      {
        store,
        sessions,
        tokens: () => Promise.resolve(spcKey),
        clock: () => clock,
        log: keptLog(),
      },
      signal,
    );
  expect(await round()).toEqual({ added: 521, changed: 0, faults: [] });
  clock += MINUTE;
  expect(await round()).toEqual({ added: 0, changed: 0, faults: [] });

  const { groups } = await store.read.callGroups({
    filter: { where: [{ column: 'field.twitter_id', values: ['1597334455667788990'] }] },
    by: 'field.ad_copy',
    zone: 'UTC',
    order: { by: 'calls', descending: true },
    index: 0,
    limit: 10,
  });
  expect(groups.map(({ value, calls, answered }) => [value, calls, answered])).toEqual([
    ['A & B', 520, 520],
    ['C', 1, 0],
  ]);
});
