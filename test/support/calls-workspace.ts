import { join } from 'node:path';
import type { GivenCall } from '#main/engine/ports/session-client.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { keptLog, NETWORK, pageOf } from './store-workspace.ts';
import { openTestStore } from './test-store.ts';

const MINUTE = 60_000;
const OFFER_CALLS = 60;

const COPIES = ['A: save today', 'B: 24 hours & 20% off', 'C: last chance'];
const KEYWORDS = [
  ['garden'],
  ['garden', 'mowers'],
  ['garden', 'mowers', 'battery mower 40 V'],
  ['roof repair'],
];

/**
 * Makes the first workspace of a data folder with calls of both kinds of network: 60 of session numbers, every message of
 * its own Twitter id and ad copy, and three of Invoca with sub ids. `until` is when the newest began.
 */
export async function callsWorkspace(dataFolder: string, until: number): Promise<void> {
  const store = await openTestStore({
    file: join(dataFolder, 'workspaces', 'main', 'desk.sqlite'),
    decode: decodeTransactionPage,
    callFields: customFieldsOf,
    log: keptLog(),
    now: () => until,
  });
  const invoca = await store.write.addNetwork({ network: NETWORK, now: until });
  const spc = await store.write.addSpcNetwork({
    network: {
      kind: 'spc',
      name: 'Session desk',
      endpoint: 'https://spc.example/soap/v1',
      apiUser: 'acme',
      customerId: 'acme',
      namespace: 'urn:example:spc:session-numbers:v1',
      authentication: 'username_token',
      extensions: false,
      token: { keeping: 'session' },
      practice: false,
    },
    now: until,
  });
  await store.write.upsertSessionCalls({
    networkId: spc.id,
    poll: { campaignId: 'spring-offer-7', completeTo: until, window: null },
    calls: Array.from({ length: OFFER_CALLS }, (_, index) => offerCall(index, until)),
    now: until,
  });
  const names = {
    partner: '23',
    partnerName: 'Bluepeak Leads',
    offer: '45',
    offerName: 'Solar Estimate East',
  };
  const started = (ago: number): number => until - ago * MINUTE;
  await store.write.commitPage({
    networkId: invoca.id,
    cursorBefore: '',
    body: pageOf([
      {
        id: 'A1',
        call: 'K4T9-1',
        result: 'paid',
        startedAt: started(30),
        duration: 190,
        connect: 170,
        caller: '602-555-0101',
        custom: { aff_sub2: 'spring mailer' },
        ...names,
      },
      {
        id: 'A2',
        call: 'K4T9-2',
        result: 'nosale',
        startedAt: started(95),
        duration: 40,
        connect: 12,
        caller: '602-555-0102',
        custom: { aff_sub2: 'spring mailer' },
        ...names,
      },
      {
        id: 'A3',
        call: 'K4T9-3',
        result: 'expired',
        startedAt: started(400),
        duration: 9,
        connect: 0,
        caller: '602-555-0103',
        custom: { aff_sub2: '=SUM(A1)' },
        ...names,
      },
    ]),
    receivedAt: until,
    purpose: 'stream',
  });
  await store.read.callIds({ filter: {}, order: { by: 'started_at', descending: true } });
  // Disconnected, so that nothing is synced beside the test.
  await store.write.removeNetwork({ id: invoca.id });
  await store.close();
}

function offerCall(index: number, until: number): GivenCall {
  const answered = index % 5 !== 4;
  const startedAt = until - index * 37 * MINUTE;
  return {
    callId: `call-${77_000 + index}`,
    sessionId: `ses-${(index % 20).toString(16).padStart(4, '0')}`,
    campaignId: 'spring-offer-7',
    number: `+1202555${String(100 + (index % 20)).padStart(4, '0')}`,
    callerNumber: index % 7 === 3 ? null : `+1415555${String(100 + index).padStart(4, '0')}`,
    destination: { kind: 'PSTN', address: '+13125550100' },
    status: answered ? 'ANSWERED' : index % 2 === 0 ? 'NO_ANSWER' : 'BUSY',
    startedAt,
    answeredAt: answered ? startedAt + 8_000 : null,
    durationSeconds: answered ? 40 + ((index * 53) % 400) : 0,
    informationVersion: 1 + (index % 3),
    information: {
      keywords: KEYWORDS[index % KEYWORDS.length] ?? [],
      fields: {
        twitter_id: String(1_597_334_455_667_780_000n + BigInt(index % 20)),
        twitter_handle: `garden_${index % 20}`,
        ad_copy: COPIES[index % COPIES.length] ?? '',
      },
    },
  };
}
