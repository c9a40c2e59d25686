import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GivenCall } from '#main/engine/ports/session-client.ts';
import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import type { CallFilter, CallOrder } from '#shared/ipc/calls.ts';
import { testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const MINUTE = 60_000;
const NEWEST: CallOrder = { by: 'started_at', descending: true };

let store: TestStore;
let spc: SpcNetwork;

beforeEach(async () => {
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
    now: NOON,
  });
});
afterEach(() => store.end());

describe('the list of calls', () => {
  it('has the calls of both kinds of network with the information each began with', async () => {
    await store.take([
      {
        id: 'A1',
        call: 'C1',
        result: 'paid',
        startedAt: NOON,
        duration: 90,
        connect: 70,
        partner: '23',
        partnerName: 'Bluepeak',
        offer: '45',
        offerName: 'Solar',
        caller: '602-555-0101',
        custom: { aff_sub2: '12345', utm_term: 'roof, "flat"' },
      },
    ]);
    await give([call({ callId: 'S1', startedAt: NOON + MINUTE })]);
    const rows = await shown({}, NEWEST, ['aff_sub2', 'utm_term', 'twitter_id', 'ad_copy']);
    expect(rows).toMatchObject([
      {
        kind: 'session',
        callId: 'S1',
        sessionId: 'ses-1',
        number: '+12025550143',
        callerNumber: '+14155550187',
        campaign: 'spring-7',
        status: 'answered',
        talkSeconds: 312,
        keywords: ['garden', 'mowers'],
        fields: { twitter_id: '1597334455667788990', ad_copy: 'B: 24 hours & 20% off' },
        ordered: false,
        late: false,
        result: null,
      },
      {
        kind: 'invoca',
        callId: 'C1',
        callerNumber: '+16025550101',
        campaign: 'Solar',
        campaignId: '45',
        partner: 'Bluepeak',
        talkSeconds: 70,
        ordered: true,
        result: 'approved',
        fields: { aff_sub2: '12345', utm_term: 'roof, "flat"' },
      },
    ]);
    expect(await store.read.callFields()).toEqual([
      { name: 'ad_copy', calls: 1 },
      { name: 'aff_sub2', calls: 1 },
      { name: 'twitter_id', calls: 1 },
      { name: 'utm_term', calls: 1 },
    ]);
  });

  it('follows corrections: what a later row says stands, and the count of fields with it', async () => {
    await store.take([{ id: 'A1', call: 'C1', result: 'pending', startedAt: NOON, custom: { tag: 'one' } }]);
    expect(await shown({})).toMatchObject([{ ordered: false, result: 'pending' }]);
    await store.take([
      {
        id: 'A2',
        call: 'C1',
        corrects: 'A1',
        result: 'paid',
        startedAt: NOON,
        custom: { tag: 'two', more: 'x' },
      },
    ]);
    expect(await shown({}, NEWEST, ['tag', 'more'])).toMatchObject([
      { ordered: true, result: 'approved', fields: { tag: 'two', more: 'x' } },
    ]);
    expect(await store.read.callFields()).toEqual([
      { name: 'more', calls: 1 },
      { name: 'tag', calls: 1 },
    ]);
  });

  it('finds a custom value exactly, and calls without one', async () => {
    await give([
      call({ callId: 'S1', fields: { a: '12', b: '"12":"x"' } }),
      call({ callId: 'S2', fields: { a: '1', b: 'x' } }),
      call({ callId: 'S3', fields: { b: 'a\\"b' } }),
    ]);
    expect(await idsWhere('field.a', ['12'])).toEqual(['S1']);
    expect(await idsWhere('field.a', ['1', '12'])).toEqual(['S1', 'S2']);
    expect(await idsWhere('field.a', [''])).toEqual(['S3']);
    expect(await idsWhere('field.b', ['"12":"x"'])).toEqual(['S1']);
    expect(await idsWhere('field.b', ['x'])).toEqual(['S2']);
    expect(await idsWhere('field.b', ['a\\"b'])).toEqual(['S3']);
    expect(await idsWhere('field.unheard', ['x'])).toEqual([]);
    expect(await idsWhere('field.unheard', [''])).toEqual(['S1', 'S2', 'S3']);
    expect(await idsWhere('keywords', ['mowers'])).toEqual(['S1', 'S2', 'S3']);
  });

  it('finds text in ids, numbers in any spelling, keywords, values and names, never in how it is stored', async () => {
    await store.take([
      { id: 'A1', call: 'C1', result: 'paid', startedAt: NOON, partner: '23', partnerName: 'Blüepeak Leads' },
    ]);
    await give([
      call({ callId: 'S1', startedAt: NOON + 1, fields: { note: '50% "off"' } }),
      call({ callId: 'S2', startedAt: NOON + 2, callerNumber: '+13105550155', keywords: ['Roof_repair'] }),
    ]);
    const found = async (text: string) => (await shown({ text })).map(({ callId }) => callId);
    expect(await found('bluepeak lead')).toEqual(['C1']);
    expect(await found('(310) 555-0155')).toEqual(['S2']);
    expect(await found('roof_')).toEqual(['S2']);
    expect(await found('50% "OFF"')).toEqual(['S1']);
    expect(await found('S2')).toEqual(['S2']);
    expect(await found('note')).toEqual([]);
    expect(await found('_repa%')).toEqual([]);
  });

  it('sorts by any column, nothing to sort by last either way, and counts what is shown', async () => {
    await give([
      call({ callId: 'S1', startedAt: NOON, durationSeconds: 10, fields: { tag: 'b' } }),
      call({ callId: 'S2', startedAt: NOON + 1, durationSeconds: 30, fields: {} }),
      call({
        callId: 'S3',
        startedAt: NOON + 2,
        durationSeconds: 20,
        status: 'NO_ANSWER',
        fields: { tag: 'A' },
      }),
    ]);
    const sorted = async (by: string, descending: boolean) =>
      (await shown({}, { by, descending })).map(({ callId }) => callId);
    expect(await sorted('talk_seconds', true)).toEqual(['S2', 'S3', 'S1']);
    expect(await sorted('field.tag', false)).toEqual(['S3', 'S1', 'S2']);
    expect(await sorted('field.tag', true)).toEqual(['S1', 'S3', 'S2']);
    expect(await sorted('started_at', false)).toEqual(['S1', 'S2', 'S3']);
    expect(await store.read.callTotals({ filter: { from: NOON + 1 } })).toEqual({
      count: 2,
      all: 3,
      answered: 1,
      talkSeconds: 50,
      orders: 0,
      pending: 0,
    });
  });

  it('groups by a field, by each keyword and by the hour and day of a zone', async () => {
    await give([
      call({ callId: 'S1', startedAt: Date.UTC(2026, 2, 8, 4, 59), fields: { ad_copy: 'A' } }),
      call({
        callId: 'S2',
        startedAt: Date.UTC(2026, 2, 8, 5, 1),
        fields: { ad_copy: 'A' },
        keywords: ['garden'],
      }),
      call({
        callId: 'S3',
        startedAt: Date.UTC(2026, 2, 8, 7, 30),
        fields: { ad_copy: 'B' },
        status: 'BUSY',
        keywords: [],
      }),
    ]);
    expect(await grouped('field.ad_copy')).toEqual([
      ['A', 2, 2, 624],
      ['B', 1, 0, 312],
    ]);
    expect(await grouped('keywords')).toEqual([
      ['garden', 2, 2, 624],
      ['mowers', 1, 1, 312],
      ['', 1, 0, 312],
    ]);
    expect(await grouped('day')).toEqual([
      [String(Date.UTC(2026, 2, 7, 5)), 1, 1, 312],
      [String(Date.UTC(2026, 2, 8, 5)), 2, 1, 624],
    ]);
    expect((await grouped('hour')).map(([value]) => Number(value))).toEqual([
      Date.UTC(2026, 2, 8, 4),
      Date.UTC(2026, 2, 8, 5),
      Date.UTC(2026, 2, 8, 7),
    ]);
  });

  it('takes a person’s word on orders over the network’s, and gives it back', async () => {
    await store.take([{ id: 'A1', call: 'C1', result: 'paid', startedAt: NOON }]);
    const [row] = await shown({});
    const id = row?.id ?? 0;
    await store.write.setCallOrder({ id, ordered: false, now: NOON });
    expect(await store.read.callDetail({ id })).toMatchObject({
      row: { ordered: false },
      orderSaidBy: 'person',
    });
    await store.take([{ id: 'A2', call: 'C1', corrects: 'A1', result: 'paid', startedAt: NOON }]);
    expect(await idsWhere('order', ['yes'])).toEqual([]);
    await store.write.setCallOrder({ id, ordered: null, now: NOON });
    expect(await store.read.callDetail({ id })).toMatchObject({
      row: { ordered: true },
      orderSaidBy: 'network',
    });
  });
});

describe('calls of session numbers', () => {
  it('are upserted by id; a page that says nothing new changes nothing', async () => {
    expect(await give([call({ callId: 'S1', status: 'IN_PROGRESS', durationSeconds: 0 })])).toEqual({
      added: 1,
      changed: 0,
    });
    expect(await give([call({ callId: 'S1', durationSeconds: 44 })])).toEqual({ added: 0, changed: 1 });
    expect(await give([call({ callId: 'S1', durationSeconds: 44 })])).toEqual({ added: 0, changed: 0 });
    expect(await shown({})).toMatchObject([{ status: 'answered', talkSeconds: 44 }]);
  });

  it('of a file are known by number and start, and never overwrite what the network gave', async () => {
    await give([call({ callId: 'S1', startedAt: NOON })]);
    const imported = {
      callId: null,
      sessionId: '',
      campaignId: 'file',
      number: '+12025550143',
      callerNumber: '',
      status: 'answered',
      startedAt: NOON,
      talkSeconds: 1,
      ordered: true,
      information: { keywords: [], fields: { source: 'file' } },
    } as const;
    const calls = [imported, { ...imported, startedAt: NOON + 5 }];
    expect(await store.read.knownCalls({ networkId: spc.id, calls })).toBe(1);
    expect(await store.write.importCalls({ networkId: spc.id, calls, now: NOON })).toEqual({
      added: 1,
      updated: 1,
    });
    expect(await store.write.importCalls({ networkId: spc.id, calls, now: NOON })).toEqual({
      added: 0,
      updated: 2,
    });
    expect(await shown({}, { by: 'started_at', descending: false })).toMatchObject([
      { callId: 'S1', campaignId: 'spring-7', talkSeconds: 312, ordered: true },
      { callId: '+12025550143@2026-03-02T12:00:00.005Z', campaignId: 'file', ordered: true },
    ]);
  });

  it('deleted by Twitter id are gone and stay gone; of Invoca’s a caller is taken out, also of the raw rows', async () => {
    await give([call({ callId: 'S1' }), call({ callId: 'S2', fields: { twitter_id: '7' } })]);
    await store.take([{ id: 'A1', call: 'C1', result: 'paid', startedAt: NOON, caller: '415-555-0187' }]);
    const byId = { by: 'twitter_id', value: '7' } as const;
    expect(await store.read.deletionPreview({ scope: byId })).toEqual({
      sessionCalls: 1,
      invocaCalls: 0,
      sessionNumbers: 0,
    });
    await store.write.deleteCalls({ scope: byId, now: NOON });
    await give([call({ callId: 'S2', fields: { twitter_id: '7' } })]);
    expect((await shown({})).map(({ callId }) => callId).toSorted()).toEqual(['C1', 'S1']);

    const byCaller = { by: 'caller_number', value: '(415) 555-0187' } as const;
    expect(await store.write.deleteCalls({ scope: byCaller, now: NOON })).toMatchObject({
      sessionCalls: 1,
      invocaCalls: 1,
    });
    const [left] = await shown({});
    expect(left).toMatchObject({ callId: 'C1', callerNumber: '' });
    const detail = await store.read.conversionDetail({ id: (left?.id ?? 0) / 2 });
    expect(detail.callerNumber).toBe('');
    expect(detail.transactions.map(({ raw }) => raw).join()).not.toContain('0187');
  });

  it('remember how far they are read', async () => {
    const window = { from: NOON, before: NOON + MINUTE, cursor: 'next', cursorAt: NOON };
    await store.write.upsertSessionCalls({
      networkId: spc.id,
      poll: { campaignId: 'spring-7', completeTo: null, window },
      calls: [],
      now: NOON,
    });
    expect(await store.read.callPolls({ networkId: spc.id })).toEqual([
      { campaignId: 'spring-7', completeTo: null, window },
    ]);
  });
});

async function give(calls: readonly GivenCall[]) {
  return store.write.upsertSessionCalls({
    networkId: spc.id,
    poll: { campaignId: 'spring-7', completeTo: NOON, window: null },
    calls,
    now: NOON,
  });
}

function call({
  fields = { twitter_id: '1597334455667788990', ad_copy: 'B: 24 hours & 20% off' },
  keywords = ['garden', 'mowers'],
  ...more
}: Partial<GivenCall> & {
  readonly fields?: Readonly<Record<string, string>>;
  readonly keywords?: readonly string[];
}): GivenCall {
  return {
    callId: 'S1',
    sessionId: 'ses-1',
    campaignId: 'spring-7',
    number: '+12025550143',
    callerNumber: '+14155550187',
    destination: { kind: 'PSTN', address: '+13125550100' },
    status: 'ANSWERED',
    startedAt: NOON,
    answeredAt: NOON,
    durationSeconds: 312,
    informationVersion: 2,
    information: { keywords, fields },
    ...more,
  };
}

async function shown(filter: CallFilter, order: CallOrder = NEWEST, fields: readonly string[] = []) {
  const { rows } = await store.read.callPage({ filter, order, fields: [...fields], index: 0, limit: 50 });
  return rows;
}

async function idsWhere(column: string, values: string[]): Promise<string[]> {
  return (await shown({ where: [{ column, values }] })).map(({ callId }) => callId).toSorted();
}

async function grouped(by: string): Promise<readonly (readonly [string, number, number, number])[]> {
  const { groups } = await store.read.callGroups({
    filter: {},
    by,
    zone: 'America/New_York',
    order: { by: 'value', descending: false },
    index: 0,
    limit: 50,
  });
  return groups.map(({ value, calls, answered, talkSeconds }) => [value, calls, answered, talkSeconds]);
}
