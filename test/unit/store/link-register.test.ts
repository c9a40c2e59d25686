import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { FollowedLink, LinkVerdict } from '#shared/domain/followed-link.ts';
import { UNKNOWN_STANDING } from '#shared/domain/link-standing.ts';
import type { LinkDraft, LinkRow } from '#shared/ipc/links.ts';
import { NETWORK, testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';

const NOW = 1_750_000_000_000;
const HOUR = 3_600_000;

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.end());

const draft = (more: Partial<LinkDraft> = {}, subId = ''): LinkDraft => ({
  base: 'https://harbor.example/c/1/1-2-3',
  offerId: '45',
  partnerId: '23',
  number: '8885550101',
  subIds: { aff_sub2: subId, aff_sub3: '', aff_sub4: '', aff_sub5: '', source: '' },
  note: '',
  ...more,
});
const saved = async (more: Partial<LinkDraft> = {}, subId = ''): Promise<number> => {
  const link = `https://harbor.example/c/1/1-2-3?us=${subId}`;
  return (await store.write.saveLink({ draft: draft(more, subId), link, now: NOW })).id;
};
const rows = async (filter: Parameters<TestStore['read']['linkPage']>[0]['filter'] = {}) =>
  (await store.read.linkPage({ filter, index: 0, limit: 50 })).rows;
const rowOf = async (id: number): Promise<LinkRow> => (await store.read.linkDetail({ id })).row;
const publish = (linkId: number, place: string, more: { readonly endedAt?: number } = {}): Promise<void> =>
  store.write.saveLinkPlace({
    draft: { id: null, linkId, place, url: '', publishedAt: NOW, endedAt: more.endedAt ?? null },
    now: NOW,
  });
const FOLLOWED: FollowedLink = {
  predicted: null,
  hops: [{ url: 'https://harbor.example/c/1/1-2-3', status: 302, ms: 12, problem: null }],
  clickHop: null,
  lost: [],
  changed: [{ name: 'aff_sub2', expected: 'a', got: 'b' }],
  problem: null,
};
const check = (linkId: number, verdict: LinkVerdict, at: number, nextAt: number | null = null) =>
  store.write.recordLinkCheck({
    linkId,
    at,
    by: 'watch',
    judgement: { verdict, reason: verdict === 'whole' ? '' : `it is ${verdict}` },
    followed: FOLLOWED,
    nextAt,
  });
const attention = async (): Promise<number> => {
  const overview = await store.read.overview({ dayStart: NOW, dayEnd: NOW + HOUR, now: NOW });
  return overview.attention.find(({ kind }) => kind === 'link_trouble')?.count ?? 0;
};

function catalogue(more: Partial<Catalogue>): Catalogue {
  const offer = { advertiserId: '8', advertiserName: 'Northgate', terms: null, invocaId: '9', clickUrl: '' };
  return {
    partners: [
      { partnerId: '23', name: 'Kestrel Media', status: 'Approved', invocaId: '7' },
      { partnerId: '31', name: 'Okapi', status: 'Approved', invocaId: '8' },
    ],
    offers: [
      { ...offer, offerId: '45', name: 'Roof Inspection', status: 'Active' },
      { ...offer, offerId: '60', name: 'Dental', status: 'Paused', invocaId: '10' },
    ],
    numbers: [],
    campaigns: [],
    ringPools: [],
    ...more,
  };
}

function number(
  digits: string,
  more: Partial<Catalogue['numbers'][number]> = {},
): Catalogue['numbers'][number] {
  return {
    idFromNetwork: `tune-${digits}`,
    invocaId: `9${digits}`,
    number: digits,
    description: '',
    mediaType: 'Online',
    advertiserId: '8',
    partnerId: '23',
    offerId: '45',
    customData: {},
    baseLink: `https://harbor.example/c/1/7-9-${digits}`,
    ...more,
  };
}
const save = (more: Partial<Catalogue>, now = 5): Promise<void> =>
  store.write.saveCatalogue({ networkId: store.network.id, catalogue: catalogue(more), asOf: now, now });

describe('the register of links', () => {
  it('is newest first, any page of it, and found by every text a link is known by', async () => {
    await save({ numbers: [number('8885550101')] });
    for (const subId of ['a1', 'b2', 'c3']) await saved({ note: `note of ${subId}` }, subId);
    const page = await store.read.linkPage({ filter: {}, index: 1, limit: 2 });
    expect(page).toMatchObject({ index: 1, count: 3 });
    expect(page.rows.map(({ subIds, partnerName }) => [subIds.aff_sub2, partnerName])).toEqual([
      ['b2', 'Kestrel Media'],
      ['a1', 'Kestrel Media'],
    ]);
    const found = async (text: string): Promise<string[]> =>
      (await rows({ text })).map(({ subIds }) => subIds.aff_sub2);
    expect(await found('B2')).toEqual(['b2']);
    expect(await found('kestrel roof')).toEqual(['c3', 'b2', 'a1']);
    expect(await found('(888) 555-0101')).toEqual(['c3', 'b2', 'a1']);
    expect(await found('100%')).toEqual([]);
  });

  it('is narrowed by partner, offer, number and state', async () => {
    const first = await saved();
    await saved({ partnerId: '31', offerId: '60', number: '8885550102' });
    await publish(first, 'Spring newsletter');
    expect((await rows({ partnerIds: ['31'] })).map(({ offerId }) => offerId)).toEqual(['60']);
    expect(await rows({ offerIds: ['45'], numbers: ['8885550102'] })).toEqual([]);
    expect((await rows({ states: ['published'] })).map(({ id }) => id)).toEqual([first]);
    expect((await rows({ text: 'newsletter' })).map(({ id }) => id)).toEqual([first]);
  });

  it('takes a removal back with places and checks, one link or a whole batch', async () => {
    const id = await saved();
    await publish(id, 'Spring newsletter');
    await store.write.removeLink({ id, now: NOW });
    expect(await rows()).toEqual([]);
    expect(await store.read.nextLinkCheck()).toBeNull();
    await expect(store.write.removeLink({ id, now: NOW })).rejects.toMatchObject({ code: 'not_found' });
    await store.write.restoreLink({ id, now: NOW + 5 });
    expect(await rowOf(id)).toMatchObject({ places: ['Spring newsletter'], nextCheckAt: NOW + 5 });

    const links = ['x', 'y'].map((subId) => ({
      draft: draft({}, subId),
      link: `https://l.example/${subId}`,
    }));
    const batch = await store.write.registerLinks({ batchId: null, links, now: NOW });
    const more = await store.write.registerLinks({ batchId: batch.batchId, links, now: NOW });
    expect(more.batchId).toBe(batch.batchId);
    expect(await rows({ batchId: batch.batchId })).toHaveLength(4);
    expect(await store.write.removeLinkBatch({ batchId: batch.batchId, now: NOW })).toEqual({ links: 4 });
    expect(await rows()).toHaveLength(1);
    expect((await store.write.registerLinks({ batchId: null, links, now: NOW })).batchId).not.toBe(
      batch.batchId,
    );
  });

  it('knows a link as published while it stands anywhere, and watches it only then', async () => {
    const id = await saved();
    expect(await rowOf(id)).toMatchObject({ state: 'draft', nextCheckAt: null });
    await publish(id, 'Mailing');
    await publish(id, 'Landing page', { endedAt: NOW + 1 });
    expect(await rowOf(id)).toMatchObject({ state: 'published', placeCount: 1, nextCheckAt: NOW });
    await store.write.watchLink({ id, watched: false, now: NOW });
    expect(await rowOf(id)).toMatchObject({ watched: false, nextCheckAt: null });
    await store.write.watchLink({ id, watched: true, now: NOW + 9 });
    expect(await store.read.dueLink({ now: NOW + 9 })).toMatchObject({ id, failures: 0 });
    const { places } = await store.read.linkDetail({ id });
    const [live] = places;
    if (!live) throw new Error('There is no place.');
    await store.write.saveLinkPlace({ draft: { ...live, linkId: id, endedAt: NOW + 10 }, now: NOW + 10 });
    expect(await rowOf(id)).toMatchObject({ state: 'ended', nextCheckAt: null });
    for (const place of places) await store.write.removeLinkPlace({ id: place.id, now: NOW });
    expect(await rowOf(id)).toMatchObject({ state: 'draft' });
  });
});

describe('checks of a link', () => {
  it('are kept with what was followed, and say when the next is', async () => {
    const id = await saved();
    await publish(id, 'Mailing');
    await check(id, 'changed', NOW + HOUR, NOW + 25 * HOUR);
    const { row, checks } = await store.read.linkDetail({ id });
    expect(row).toMatchObject({ verdict: 'changed', reason: 'it is changed', nextCheckAt: NOW + 25 * HOUR });
    expect(checks).toMatchObject([{ by: 'watch', at: NOW + HOUR, followed: FOLLOWED }]);
    await store.write.rescheduleLinkChecks({ intervalMs: 2 * HOUR, now: NOW + HOUR });
    expect(await store.read.nextLinkCheck()).toBe(NOW + 3 * HOUR);
    for (let turn = 0; turn < 130; turn += 1) await check(id, 'whole', NOW + turn);
    expect((await store.read.linkDetail({ id })).checks).toHaveLength(30);
  });

  it('need a person when something is lost, and when nobody answers twice', async () => {
    const lost = await saved();
    const silent = await saved();
    const draftOnly = await saved();
    await publish(lost, 'Mailing');
    await publish(silent, 'Mailing');
    await check(draftOnly, 'lost', NOW);
    await check(silent, 'unanswered', NOW);
    expect(await attention()).toBe(0);
    await check(silent, 'unanswered', NOW + 1);
    await check(lost, 'lost', NOW);
    expect(await attention()).toBe(2);
    expect((await rows({ trouble: true })).map(({ id }) => id)).toEqual([silent, lost]);
    await check(silent, 'whole', NOW + 2);
    await check(lost, 'whole', NOW + 2);
    expect(await attention()).toBe(0);
  });
});

describe('what the records know of a link', () => {
  const standing = async (offerId: string, partnerId: string, digits: string) => {
    const links = [{ offerId, partnerId, number: digits }];
    return (await store.read.linkStandings({ links }))[0];
  };
  const relation = (partnerId: string, status: string): Catalogue['campaigns'][number] => ({
    offerId: '45',
    partnerId,
    advertiserId: '8',
    invocaId: `c-${partnerId}`,
    idFromNetwork: '',
    status,
    maxPromoNumbers: null,
    terms: { payout: null, payin: null },
  });

  it('is nothing where nothing is stored', async () => {
    expect(await standing('1', '2', '8885550199')).toEqual(UNKNOWN_STANDING);
  });

  it('tells the number with its Invoca link, its end, and whose it is', async () => {
    const own = number('8885550101');
    await save({ numbers: [own, number('8885550102', { partnerId: '31' })] });
    expect(await standing('45', '23', '8885550101')).toMatchObject({
      number: 'active',
      owner: null,
      baseLink: own.baseLink,
      offerStatus: 'Active',
      approval: null,
    });
    expect(await standing('45', '23', '8885550102')).toMatchObject({
      owner: { partner: 'Okapi', offer: 'Roof Inspection' },
    });
    await save({ numbers: [] }, 9);
    expect(await standing('45', '23', '8885550101')).toMatchObject({ number: 'ended', owner: null });
  });

  it('tells how a partner stands to an offer', async () => {
    await save({ campaigns: [relation('23', 'Applied')] });
    expect(await standing('45', '23', '')).toMatchObject({ approval: { status: 'Applied' } });
    expect(await standing('45', '31', '')).toMatchObject({ approval: { status: '' } });
    expect(await standing('60', '31', '')).toMatchObject({ approval: null, offerStatus: 'Paused' });
  });

  it('tells what the offer asks of sub ids, and what a person says of its state', async () => {
    await save({});
    const { rows: offers } = await store.read.offerPage({ filter: { text: 'Roof' }, index: 0, limit: 1 });
    const rule = { name: 'aff_sub2' as const, use: 'required' as const, value: '' };
    await store.write.saveOffer({
      draft: {
        id: offers[0]?.id ?? 0,
        networkId: store.network.id,
        offerId: '45',
        name: 'Roof Inspection',
        status: 'paused',
        payPerCall: true,
        campaignId: null,
        payout: null,
        revenue: null,
        currency: 'USD',
        goalName: '',
        subIdRules: [rule],
        trackingOrigin: '',
        refId: '',
        note: '',
      },
      by: 'desk',
      now: NOW,
    });
    expect(await standing('45', '23', '')).toMatchObject({ subIdRules: [rule], offerStatus: 'paused' });
  });

  it('tells the limits set for its network', async () => {
    await save({});
    await store.write.addNetwork({ network: { ...NETWORK, name: 'Second', organisationId: '9' }, now: 1 });
    const networkId = store.network.id;
    await store.write.setLinkLimits({ networkId, value: 64, link: 900 });
    expect(await standing('45', '23', '')).toMatchObject({ limits: { value: 64, link: 900 } });
    expect(await store.read.linkLimits()).toMatchObject([
      { networkId, value: 64, link: 900, standard: false },
      { networkName: 'Second', value: 500, standard: true },
    ]);
  });
});

describe('link templates', () => {
  it('are kept by name, changed and removed', async () => {
    await save({});
    const none = { kind: 'none' } as const;
    const source = { kind: 'list' as const, values: ['mail', 'sms'], take: 'each' as const };
    const rules = { aff_sub2: none, aff_sub3: none, aff_sub4: none, aff_sub5: none, source };
    const given = { id: null, name: 'Mailings', partnerId: '23', trafficSource: 'Email', rules };
    const made = await store.write.saveLinkTemplate({ draft: given, now: NOW });
    expect(made).toMatchObject({ partnerName: 'Kestrel Media', rules });
    await store.write.saveLinkTemplate({ draft: { ...given, id: made.id, name: 'All mailings' }, now: NOW });
    expect(await store.read.linkTemplates()).toMatchObject([{ id: made.id, name: 'All mailings' }]);
    await store.write.removeLinkTemplate({ id: made.id });
    expect(await store.read.linkTemplates()).toEqual([]);
    await expect(store.write.removeLinkTemplate({ id: made.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
