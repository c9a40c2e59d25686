import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { TuneOffer } from '#main/engine/ports/tune-client.ts';
import type { OfferDraft } from '#shared/ipc/offers.ts';
import type { PartnerDraft } from '#shared/ipc/partners.ts';
import { NETWORK, testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';

const NOW = 1_750_000_000_000;
const LIST = { filter: {}, order: { by: 'invoca_id', descending: false }, index: 0, limit: 50 } as const;
const ALL = { filter: {}, index: 0, limit: 50 } as const;

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.end());

const offer = (more: Partial<OfferDraft> = {}): OfferDraft => ({
  id: null,
  networkId: null,
  offerId: '45',
  name: 'Roof Inspection',
  status: null,
  payPerCall: true,
  campaignId: null,
  payout: 2100,
  revenue: 2500,
  currency: 'USD',
  goalName: '',
  subIdRules: [],
  trackingOrigin: '',
  refId: '',
  note: '',
  ...more,
});
const partner = (more: Partial<PartnerDraft> = {}): PartnerDraft => ({
  id: null,
  networkId: null,
  partnerId: '23',
  name: 'Kestrel Media',
  status: null,
  refId: '',
  timeZone: '',
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  conventions: [],
  note: '',
  ...more,
});
const catalogue = (name: string): Catalogue => ({
  partners: [{ partnerId: '23', name: `${name} partner`, status: 'Approved', invocaId: '7' }],
  offers: [
    {
      offerId: '45',
      name: `${name} offer`,
      status: 'Active',
      advertiserId: '8',
      advertiserName: 'Northgate',
      invocaId: '9',
      clickUrl: 'https://leadtrust.go2cloud.org/aff_c?offer_id=45',
      terms: null,
    },
  ],
  campaigns: [],
  numbers: [],
  ringPools: [],
});
const saveOffer = (draft: OfferDraft) => store.write.saveOffer({ draft, by: 'desk', now: NOW });
const savePartner = (draft: PartnerDraft) => store.write.savePartner({ draft, by: 'desk', now: NOW });
const listIt = (name: string) =>
  store.write.saveCatalogue({ networkId: store.network.id, catalogue: catalogue(name), asOf: NOW, now: NOW });
const tuneOffer = (more: Partial<TuneOffer> = {}): TuneOffer => ({
  offerId: '45',
  name: 'TUNE offer',
  status: 'active',
  protocol: 'pay_per_call',
  advertiserId: '8',
  advertiserName: 'Northgate',
  payout: { amount: 1900, currency: 'USD' },
  revenue: { amount: 2400, currency: 'USD' },
  refId: 'R-45',
  requiresApproval: false,
  hasGoals: true,
  ...more,
});

describe('names a person gives', () => {
  it('show on conversions at once, find them, and outlast what networks say', async () => {
    await store.take([
      { id: 'T-1', call: 'C-1', result: 'Paid', partner: '23', partnerName: 'Said', offer: '45', payout: 21 },
    ]);
    const [row] = (await store.read.partnerPage(ALL)).rows;
    expect(row).toMatchObject({ name: 'Said', origin: 'network', conversions: { counts: { approved: 1 } } });
    await savePartner(partner({ id: row?.id ?? 0, name: 'Our best partner' }));
    const shown = async () =>
      (await store.read.conversionPage(LIST)).rows.map(({ partnerName }) => partnerName);
    expect(await shown()).toEqual(['Our best partner']);
    await listIt('Listed');
    await store.take([{ id: 'T-2', call: 'C-2', partner: '23', partnerName: 'Said again', offer: '45' }]);
    expect(await shown()).toEqual(['Our best partner', 'Our best partner']);
    const found = await store.read.conversionTotals({ filter: { text: 'best' }, order: LIST.order });
    expect(found.count).toBe(2);
    // Called as the account does, it is the account's name again.
    await savePartner(partner({ id: row?.id ?? 0, name: 'Listed partner' }));
    await listIt('Renamed');
    expect(await shown()).toEqual(['Renamed partner', 'Renamed partner']);
  });
});

describe('records made here', () => {
  it('belong to the only account, take the next free id, and are refused twice', async () => {
    await saveOffer(offer());
    await saveOffer(offer({ offerId: '', name: 'Next' }));
    const { rows } = await store.read.offerPage(ALL);
    expect(rows.map(({ offerId, networkId, status }) => [offerId, networkId, status])).toEqual([
      ['46', store.network.id, 'active'],
      ['45', store.network.id, 'active'],
    ]);
    await expect(saveOffer(offer())).rejects.toMatchObject({ code: 'conflict', field: 'offerId' });
    await expect(saveOffer(offer({ offerId: '7', name: '' }))).rejects.toMatchObject({ field: 'name' });
    await expect(saveOffer(offer({ offerId: '7', trackingOrigin: 'no host' }))).rejects.toMatchObject({
      field: 'trackingOrigin',
    });
    expect((await store.read.offerPage(ALL)).count).toBe(2);
  });

  it('ask which account where there are several', async () => {
    await store.write.addNetwork({ network: { ...NETWORK, name: 'Other', organisationId: '7' }, now: NOW });
    await expect(savePartner(partner())).rejects.toMatchObject({ code: 'invalid_input', field: 'networkId' });
    await savePartner(partner({ networkId: store.network.id }));
    expect((await store.read.partnerPage(ALL)).rows).toMatchObject([{ networkName: NETWORK.name }]);
  });

  it('are the account’s once it names them, with all that was said of them', async () => {
    await store.write.removeNetwork({ id: store.network.id });
    const { id } = await saveOffer(offer());
    await savePartner(partner({ contactName: 'Ada' }));
    await store.write.saveGoal({
      draft: {
        id: null,
        offer: id,
        goalId: '7',
        name: 'Lead',
        protocol: 'iframe',
        payout: 0,
        revenue: 0,
        status: 'active',
      },
      now: NOW,
    });
    expect((await store.read.offerPage(ALL)).rows).toMatchObject([{ networkName: '' }]);
    await store.write.addNetwork({ network: NETWORK, now: NOW });
    await listIt('Listed');
    expect(await store.read.offerDetail({ id })).toMatchObject({
      row: { networkName: NETWORK.name, name: 'Roof Inspection', campaign: { invocaId: '9' }, payout: 2100 },
      goals: [
        { goalId: '0' },
        { goalId: '7', placement: { url: expect.stringContaining('leadtrust.go2cloud.org') } },
      ],
      removable: false,
    });
    expect((await store.read.partnerPage(ALL)).rows).toMatchObject([{ contactName: 'Ada', partnerId: '23' }]);
  });

  it('go again only while nothing names them', async () => {
    const { id } = await savePartner(partner());
    const other = await savePartner(partner({ partnerId: '24' }));
    await store.take([{ id: 'T-1', call: 'C-1', partner: '23', offer: '45' }]);
    await expect(store.write.removePartner({ id })).rejects.toMatchObject({ code: 'conflict' });
    await store.write.removePartner(other);
    expect((await store.read.partnerPage(ALL)).count).toBe(1);
  });
});

describe('an offer that counts another’s calls', () => {
  it('shows the conversions of its campaign', async () => {
    await listIt('Listed');
    await store.take([{ id: 'T-1', call: 'C-1', result: 'Paid', partner: '23', offer: '45', payout: 21 }]);
    const [campaign] = await store.read.campaignChoices({});
    const { id } = await saveOffer(offer({ offerId: '900', name: 'Ours', campaignId: campaign?.id ?? 0 }));
    expect((await store.read.offerDetail({ id })).row).toMatchObject({
      campaign: { offerId: '45' },
      conversions: { counts: { approved: 1 }, sums: [{ payout: 21 }] },
    });
    await expect(saveOffer(offer({ offerId: '901', name: 'No', campaignId: id }))).rejects.toMatchObject({
      field: 'campaignId',
    });
  });
});

describe('goals', () => {
  const lead = (more = {}) => ({
    id: null,
    offer: 0,
    goalId: '',
    name: 'Lead',
    protocol: 'iframe' as const,
    payout: 0,
    revenue: 0,
    status: 'active' as const,
    ...more,
  });

  it('have ids of their own, and a default one that is the offer itself', async () => {
    const { id } = await saveOffer(offer({ goalName: 'Sale' }));
    const save = (more: object) => store.write.saveGoal({ draft: lead({ offer: id, ...more }), now: NOW });
    await save({ goalId: '7' });
    expect(await save({ name: 'Second' })).toMatchObject({ goalId: '8', payout: 0, placement: null });
    await expect(save({ goalId: '7' })).rejects.toMatchObject({ field: 'goalId' });
    await expect(save({ goalId: '0' })).rejects.toMatchObject({ field: 'goalId' });
    expect((await store.read.offerDetail({ id })).goals).toMatchObject([
      { id: null, goalId: '0', name: 'Sale', protocol: 'pay_per_call', payout: 2100 },
      { goalId: '7', name: 'Lead' },
      { goalId: '8', name: 'Second' },
    ]);
  });

  it('come again under their id after they were taken out, and let pixels ride only where they can', async () => {
    const { id } = await saveOffer(offer());
    const goal = await store.write.saveGoal({
      draft: lead({ offer: id, goalId: '7', protocol: 'image' }),
      now: NOW,
    });
    const goalRecord = goal.id ?? 0;
    const pixel = {
      id: null,
      partner: null,
      goal: goalRecord,
      code: 'https://p.example/x',
      status: 'active' as const,
    };
    await store.write.savePixel({ draft: { ...pixel, kind: 'image' }, now: NOW });
    await expect(
      store.write.savePixel({ draft: { ...pixel, kind: 'code' }, now: NOW }),
    ).rejects.toMatchObject({
      field: 'kind',
    });
    await store.write.removeGoal({ id: goalRecord, now: NOW });
    expect(await store.read.offerDetail({ id })).toMatchObject({ goals: [{ goalId: '0' }], pixels: [] });
    await store.write.saveGoal({ draft: lead({ offer: id, goalId: '7', protocol: 'image' }), now: NOW });
    expect(await store.read.offerDetail({ id })).toMatchObject({
      goals: [{}, { id: goalRecord }],
      pixels: [{}],
    });
  });
});

describe('what TUNE lists', () => {
  const readTune = (offers: readonly TuneOffer[], networkId: number) =>
    store.write.saveTuneRecords({
      networkId,
      offers,
      partners: [{ partnerId: '23', name: 'TUNE partner', status: 'active', refId: '' }],
      goals: [
        {
          goalId: '31',
          offerId: '45',
          name: 'Form',
          status: 'active',
          protocol: 'https',
          payout: { amount: 0, currency: 'USD' },
          revenue: { amount: 0, currency: 'USD' },
        },
      ],
      now: NOW,
    });
  const addTune = async (): Promise<number> => {
    const account = {
      name: 'TUNE',
      baseUrl: 'https://leadtrust.api.hasoffers.com',
      networkId: 'leadtrust',
      timeZone: null,
      currency: 'USD',
      token: { keeping: 'session' as const },
      practice: false,
    };
    return (await store.write.addTuneAccount({ account, now: NOW })).id;
  };

  it('is what the account knows by the same id; what a person set stays; what is gone keeps no status', async () => {
    await listIt('Listed');
    const tune = await addTune();
    expect(await readTune([tuneOffer()], tune)).toMatchObject({
      offers: { added: 1 },
      partners: { added: 1 },
      goals: { added: 1 },
    });
    const { rows, count } = await store.read.offerPage(ALL);
    expect(count).toBe(1);
    expect(rows).toMatchObject([{ name: 'Listed offer', status: 'active', payout: 1900, goals: 1 }]);
    const id = rows[0]?.id ?? 0;
    await saveOffer(offer({ id, name: 'Ours', payout: 2222, revenue: 2500 }));
    expect(await readTune([tuneOffer({ name: 'Other' })], tune)).toMatchObject({
      offers: { changed: 1 },
      partners: { same: 1 },
      goals: { same: 1 },
    });
    expect(await store.read.offerDetail({ id })).toMatchObject({
      row: { name: 'Ours', payout: 2222, origin: 'network' },
      tuneName: 'Other',
      tunePayout: 1900,
      goals: [{}, { goalId: '31', protocol: 'iframe', origin: 'tune' }],
    });
    await readTune([], tune);
    expect(await store.read.offerDetail({ id })).toMatchObject({ tuneStatus: '', row: { name: 'Ours' } });
  });
});
