import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { LinkDraft } from '#shared/ipc/links.ts';
import { NETWORK, testStore } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';

const STARTED = 1_750_000_000_000;
const LIST = { filter: {}, order: { by: 'invoca_id', descending: false }, index: 0, limit: 50 } as const;

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.end());

function number(k: number, more: Partial<Catalogue['numbers'][number]> = {}): Catalogue['numbers'][number] {
  return {
    idFromNetwork: `tune-${k}`,
    invocaId: `90${k}`,
    number: `888555010${k}`,
    description: `Line ${k}`,
    mediaType: 'Online',
    advertiserId: '8',
    partnerId: '23',
    offerId: '45',
    customData: {},
    baseLink: `https://harbor.example/c/1/${k}`,
    ...more,
  };
}

function catalogue(numbers: Catalogue['numbers']): Catalogue {
  return {
    partners: [{ partnerId: '23', name: 'Kestrel Media', status: 'Approved', invocaId: '7' }],
    offers: [
      {
        offerId: '45',
        name: 'Roof Inspection',
        status: 'Active',
        advertiserId: '8',
        advertiserName: 'Northgate Roofing',
        terms: null,
        invocaId: '9',
        clickUrl: '',
      },
    ],
    numbers,
    campaigns: [],
    ringPools: [],
  };
}

function call(k: number, more: Partial<PracticeRow> = {}): PracticeRow {
  return { id: `T-${k}`, call: `C-${k}`, result: 'Paid', startedAt: STARTED + k, ...more };
}

const save = (numbers: Catalogue['numbers'], now = 5): Promise<void> =>
  store.write.saveCatalogue({ networkId: store.network.id, catalogue: catalogue(numbers), asOf: now, now });

describe('a catalogue', () => {
  it('joins calls that came before it: by id from the network, then the own id, then the description', async () => {
    await store.take([
      call(1, { line: 'tune-1' }),
      call(2, { line: '902' }),
      call(3, { line: 'elsewhere' }),
      call(4, { line: 'tune-1', partner: '99', partnerName: 'Said by the row' }),
    ]);
    expect((await store.read.conversionPage(LIST)).rows.map(({ number: joined }) => joined)).toEqual([
      '',
      '',
      '',
      '',
    ]);
    await save([number(1), number(2)]);
    const { rows } = await store.read.conversionPage(LIST);
    expect(
      rows.map(({ number: joined, partnerName, offerName }) => [joined, partnerName, offerName]),
    ).toEqual([
      ['8885550101', 'Kestrel Media', 'Roof Inspection'],
      ['8885550102', 'Kestrel Media', 'Roof Inspection'],
      ['', '', ''],
      ['8885550101', 'Said by the row', 'Roof Inspection'],
    ]);
    const found = await store.read.conversionPage({ ...LIST, filter: { text: 'kestrel' } });
    expect(found.rows.map(({ invocaId }) => invocaId)).toEqual(['C-1', 'C-2']);
    expect((await store.read.networks())[0]?.catalogueAt).toBe(5);
  });

  it('renames what it names, and keeps what it no longer lists for the calls that have it', async () => {
    await save([number(1)]);
    await store.take([call(1, { line: 'tune-1' })]);
    const renamed = catalogue([number(2)]);
    await store.write.saveCatalogue({
      networkId: store.network.id,
      now: 6,
      asOf: 6,
      catalogue: {
        ...renamed,
        partners: [{ partnerId: '23', name: 'Okapi', status: 'Approved', invocaId: '7' }],
      },
    });
    expect((await store.read.conversionPage(LIST)).rows).toMatchObject([
      { number: '8885550101', partnerName: 'Okapi' },
    ]);
    expect((await store.read.conversionTotals({ ...LIST, filter: { text: 'kestrel' } })).count).toBe(0);
    expect((await store.read.conversionTotals({ ...LIST, filter: { text: 'okapi' } })).count).toBe(1);
    expect((await store.read.numberChoices({})).map((choice) => choice.number)).toEqual(['8885550102']);
  });

  it('offers choices by words and digits, and those seen on calls where nothing is listed', async () => {
    await store.take([
      call(1, { partner: '31', partnerName: 'Seen Once', offer: '60', offerName: 'Dental' }),
    ]);
    await save([number(1, { customData: { aff_sub2: 'fixed', note: 'x' } }), number(2, { partnerId: '31' })]);
    expect(await store.read.partnerChoices({})).toMatchObject([
      { name: 'Kestrel Media' },
      { name: 'Seen Once', partnerId: '31' },
    ]);
    expect(await store.read.partnerChoices({ text: 'seen' })).toMatchObject([{ partnerId: '31' }]);
    expect(await store.read.partnerChoices({ offerId: '60' })).toMatchObject([{ partnerId: '31' }]);
    expect(await store.read.offerChoices({ text: 'roof' })).toMatchObject([{ offerId: '45' }]);
    expect(await store.read.numberChoices({ text: '555-0101' })).toMatchObject([
      {
        number: '8885550101',
        partnerName: 'Kestrel Media',
        baseLink: 'https://harbor.example/c/1/1',
        subIds: { aff_sub2: 'fixed' },
      },
    ]);
    expect(await store.read.numberChoices({ partnerId: '31' })).toMatchObject([{ number: '8885550102' }]);
  });
});

describe('a link', () => {
  const draft = (more: Partial<LinkDraft['subIds']> = {}): LinkDraft => ({
    base: 'https://harbor.example/c/1/1',
    offerId: '45',
    partnerId: '23',
    number: '8885550101',
    subIds: { aff_sub2: '', aff_sub3: '', aff_sub4: '', aff_sub5: '', source: '', ...more },
    note: 'spring',
  });

  it('tells the sub ids of later calls to its number, until another link disagrees', async () => {
    await save([number(1)]);
    const link = 'https://harbor.example/c/1/1?us=x';
    await store.write.saveLink({ draft: draft({ aff_sub2: 'spring', source: 'mail' }), link, now: 7 });
    await store.take([call(1, { line: 'tune-1' })]);
    await store.write.saveLink({ draft: draft({ aff_sub2: 'autumn', source: 'mail' }), link, now: 8 });
    await store.take([
      call(2, { line: 'tune-1' }),
      call(3, { line: 'tune-1', subIds: { aff_sub2: 'pool' } }),
    ]);
    const { rows } = await store.read.conversionPage(LIST);
    expect(rows.map(({ aff_sub2, source }) => [aff_sub2, source])).toEqual([
      ['spring', 'mail'],
      ['', 'mail'],
      ['pool', 'mail'],
    ]);
    const detail = await store.read.conversionDetail({ id: rows[1]?.id ?? 0 });
    expect(detail.subIds.aff_sub2).toEqual({ value: '', origin: 'ambiguous' });
    expect(detail.subIds.source).toEqual({ value: 'mail', origin: 'link' });
  });
});

describe('the click URL of a campaign', () => {
  const ids = { organisationId: '2001', campaignId: '9' };
  const setUrl = (networkId: number, clickUrl: string): Promise<void> => {
    const { offers, ...rest } = catalogue([]);
    return store.write.saveCatalogue({
      networkId,
      catalogue: { ...rest, offers: offers.map((offer) => ({ ...offer, clickUrl })) },
      asOf: 5,
      now: 5,
    });
  };

  it('is found by the ids of a link, the account of its own host first', async () => {
    const elsewhere = await store.write.addNetwork({
      network: { ...NETWORK, baseUrl: 'http://127.0.0.1:4010' },
      now: 2,
    });
    await setUrl(store.network.id, 'http://harbor.go2cloud.org');
    await setUrl(elsewhere.id, 'http://practice.go2cloud.org');
    const at = (host: string): Promise<string | null> => store.read.clickUrl({ ...ids, host });
    expect(await at('127.0.0.1:4010')).toBe('http://practice.go2cloud.org');
    expect(await at('harbor.invoca.example')).toBe('http://harbor.go2cloud.org');
    expect(await at('harbor.ringrevenue.com')).toBe('http://practice.go2cloud.org');
  });

  it('is not told where no catalogue has one', async () => {
    const host = 'harbor.invoca.example';
    expect(await store.read.clickUrl({ ...ids, host })).toBeNull();
    await setUrl(store.network.id, 'http://harbor.go2cloud.org');
    expect(await store.read.clickUrl({ ...ids, host, campaignId: '45' })).toBeNull();
    expect(await store.read.clickUrl({ ...ids, host, organisationId: '7' })).toBeNull();
  });
});

describe('the overview', () => {
  it('tells the day, the days before it, and what needs a person', async () => {
    const day = 24 * 60 * 60 * 1000;
    const dayStart = new Date(2026, 4, 14).getTime();
    await store.take([
      call(1, { startedAt: dayStart + 5, payout: 900, revenue: 2000 }),
      call(2, { startedAt: dayStart - 5, result: 'Repeat' }),
      call(3, { startedAt: dayStart + 9, result: 'Odd One' }),
      call(4, { startedAt: dayStart - 13 * day + 1000, result: 'No Sale' }),
      { id: 'T-9', call: 'C-9', corrects: 'T-8', result: 'Paid' },
    ]);
    await store.write.recordSync({ networkId: store.network.id, at: 1, error: 'The token was refused.' });
    await store.write.addSpcNetwork({
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
      now: 1,
    });
    const overview = await store.read.overview({ dayStart, dayEnd: dayStart + day, now: dayStart + day });
    expect(overview).toMatchObject({
      networks: 2,
      calls: 2,
      conversions: { approved: 1, pending: 1, rejected: 0 },
      sums: [{ currency: 'USD', payout: 900, revenue: 2000 }],
      allConversions: 4,
      deliveries: { waiting: 0, failing: 0, acceptedToday: 0 },
    });
    expect(overview.days).toHaveLength(14);
    expect(overview.days.at(-1)).toEqual({ day: dayStart, approved: 1, pending: 1, rejected: 0 });
    expect(overview.days.at(-2)).toMatchObject({ rejected: 1 });
    expect(overview.days[0]).toMatchObject({ pending: 1 });
    expect(overview.attention.map(({ kind, count }) => [kind, count])).toEqual([
      ['unknown_result', 1],
      ['waiting_correction', 1],
      ['network_error', 1],
    ]);
  });
});

describe('a network', () => {
  it('is added once, forgotten with its token, and taken up again where it was', async () => {
    const { write, read, network } = store;
    const { kind, name, baseUrl, organisationId, user, currency, versions, practice } = network;
    const draft = { kind, name, baseUrl, organisationId, user, currency, versions, practice };
    await expect(
      write.addNetwork({ network: { ...draft, token: { keeping: 'session' } }, now: 2 }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await store.take([call(1)]);
    await write.setNetworkToken({ id: network.id, token: { keeping: 'keyring', sealed: 'c2VhbGVk' } });
    await write.recordSync({ networkId: network.id, at: 77, error: null });
    expect(await read.networks()).toMatchObject([
      { token: { keeping: 'keyring', sealed: 'c2VhbGVk' }, lastSuccessAt: 77, lastError: null },
    ]);
    await write.removeNetwork({ id: network.id });
    expect(await read.networks()).toEqual([]);
    expect((await read.conversionPage(LIST)).rows).toMatchObject([{ networkName: 'Harbor Calls' }]);
    await expect(write.removeNetwork({ id: network.id })).rejects.toMatchObject({ code: 'not_found' });
    const again = await write.addNetwork({
      network: { ...draft, token: { keeping: 'environment', variable: 'T' } },
      now: 3,
    });
    expect(again).toMatchObject({
      id: network.id,
      cursor: 'T-1',
      token: { keeping: 'environment', variable: 'T' },
    });
  });

  it('is called otherwise and moved without losing its place', async () => {
    const { write, read, network } = store;
    const token = { keeping: 'keyring', sealed: 'bmV3' } as const;
    const change = { id: network.id, organisationId: '2001', name: 'Harbour', token };
    await store.take([call(1)]);
    await write.recordSync({ networkId: network.id, at: 7, error: 'The address does not answer.' });
    await write.changeNetwork({ ...change, baseUrl: 'https://harbour.invoca.example' });
    expect(await read.networks()).toMatchObject([
      { name: 'Harbour', baseUrl: 'https://harbour.invoca.example', cursor: 'T-1', lastError: null, token },
    ]);
    await store.take([call(2)]);
    const { rows } = await read.conversionPage(LIST);
    expect(rows.map(({ networkName }) => networkName)).toEqual(['Harbour', 'Harbour']);
  });

  it('is read anew under another id, and takes no call twice', async () => {
    const { write, read, network } = store;
    const { id, name, baseUrl, token } = network;
    await store.take([call(1)]);
    await write.changeNetwork({ id, name, baseUrl, token, organisationId: '2002' });
    expect(await read.networks()).toMatchObject([{ organisationId: '2002', cursor: '', catalogueAt: null }]);
    expect(await store.take([call(1), call(2)])).toMatchObject({ kind: 'committed', rows: 2, fresh: 1 });
  });

  it('cannot become another one that is or was connected by itself', async () => {
    const { write, read, network } = store;
    const { id, name, baseUrl, token } = network;
    const other = await write.addNetwork({ network: { ...NETWORK, organisationId: '7' }, now: 2 });
    const change = { id, name, baseUrl, token, organisationId: '7' };
    await expect(write.changeNetwork(change)).rejects.toMatchObject({
      code: 'conflict',
      field: 'organisationId',
      message: expect.stringContaining('connected already'),
    });
    await write.removeNetwork({ id: other.id });
    await expect(write.changeNetwork(change)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Connect it again instead'),
    });
    expect(await read.networks()).toMatchObject([{ organisationId: '2001' }]);
    await expect(write.changeNetwork({ ...change, id: other.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
