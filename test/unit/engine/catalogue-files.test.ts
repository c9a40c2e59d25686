import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordImports } from '#main/engine/catalogue-files/record-imports.ts';
import type { ImportStore } from '#main/engine/catalogue-files/record-imports.ts';
import { importCells } from '#main/engine/catalogue-files/import-cells.ts';
import { guessedImport } from '#main/engine/catalogue-files/import-fields.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { OfferDraft } from '#shared/ipc/offers.ts';
import type { PartnerDraft } from '#shared/ipc/partners.ts';
import { NETWORK } from '#test/support/store-workspace.ts';

const NOW = 5;
const network = (id: number, name: string): NetworkRecord => ({
  ...NETWORK,
  id,
  name,
  createdAt: 0,
  cursor: '',
  lastSuccessAt: null,
  lastError: null,
  catalogueAt: null,
  transactions: 0,
});
const offer: OfferDraft = {
  id: 1,
  networkId: 1,
  offerId: '45',
  name: 'Roof',
  status: null,
  payPerCall: true,
  campaignId: null,
  payout: 2100,
  revenue: 2500,
  currency: 'USD',
  goalName: '',
  subIdRules: [{ name: 'aff_sub5', use: 'forbidden', value: '' }],
  trackingOrigin: '',
  refId: '',
  note: '',
};

function desk(
  more: { readonly networks?: readonly NetworkRecord[]; readonly known?: readonly OfferDraft[] } = {},
) {
  const saved: (OfferDraft | PartnerDraft)[] = [];
  const keep = async ({ drafts }: { readonly drafts: readonly (OfferDraft | PartnerDraft)[] }) => {
    saved.push(...drafts);
    return { added: drafts.filter(({ id }) => id === null).length, changed: 0, same: 0 };
  };
  const campaign = {
    id: 9,
    networkId: 1,
    networkName: 'Harbor',
    offerId: '46',
    invocaId: '43943',
    name: 'Gutters',
    status: 'Active',
    advertiserName: '',
  };
  const store: ImportStore = {
    read: {
      networks: async () => more.networks ?? [network(1, 'Harbor')],
      offerDrafts: async ({ offerIds }) =>
        (more.known ?? [offer]).filter(({ offerId }) => offerIds.includes(offerId)),
      partnerDrafts: async () => [],
      campaignChoices: async () => [campaign],
    },
    write: { saveOffers: keep, savePartners: keep },
  };
  return { imports: recordImports(store), saved };
}
const file = (text: string, kind: 'offers' | 'partners' = 'offers') => ({
  kind,
  networkId: null,
  fileName: 'offers.csv',
  text,
  mapping: null,
});
const rowsOf = ({ imports }: ReturnType<typeof desk>, planId: string) =>
  imports.rows({ planId, show: 'all', index: 0, limit: 200 }).rows;

describe('a file of offers', () => {
  it('says of each row what it would do, before it does it', async () => {
    const all = desk();
    const plan = await all.imports.plan(
      file(
        'offer id,name,payout,revenue,campaign,required sub ids,colour\n' +
          '45,,"1,022.50",,,,\n45b,Gutters,3,4.5,43943,aff_sub2 source,red\n,Nameless,,,,,\n',
      ),
    );
    expect(plan).toMatchObject({ rows: 3, added: 2, changed: 1, same: 0, faulty: 0, fileFaults: [] });
    expect(plan.columns.map(({ field }) => field)).toEqual([
      'id',
      'name',
      'payout',
      'revenue',
      'campaign',
      'required_sub_ids',
      'ignore',
    ]);
    expect(rowsOf(all, plan.planId)[0]).toMatchObject({
      outcome: 'change',
      name: 'Roof',
      changes: [{ field: 'payout', before: '21.00', after: '1022.50' }],
    });
    await all.imports.start({ planId: plan.planId, skipFaulty: false, now: NOW });
    expect(all.saved).toMatchObject([
      { id: 1, payout: 102_250, revenue: 2500, subIdRules: [{ name: 'aff_sub5' }] },
      { id: null, offerId: '45b', campaignId: 9, payout: 300, revenue: 450, subIdRules: [{}, {}] },
      { id: null, offerId: '', name: 'Nameless' },
    ]);
    await expect(
      all.imports.start({ planId: plan.planId, skipFaulty: false, now: NOW }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('names each fault at its line and column, and keeps every cell of such a row', async () => {
    const all = desk();
    const plan = await all.imports.plan(
      file(
        'id,name,payout,currency,status,campaign,pay per call\n' +
          '50,A,"21,50",USD,gone,nowhere,perhaps\n51,B,2,EUR,,,no\n51,C,,,,,\n45,,,EUR,,,\n52,D,1,USD,active,,,surplus,more\n',
      ),
    );
    expect(plan).toMatchObject({ rows: 5, added: 1, faulty: 4 });
    const faults = rowsOf(all, plan.planId).map((row) =>
      row.faults.map(({ line, column }) => `${line} ${column}`),
    );
    expect(faults).toEqual([
      ['2 status', '2 pay per call', '2 campaign', '2 payout'],
      [],
      ['4 id'],
      ['5 payout', '5 null'],
      ['6 null'],
    ]);
    await expect(
      all.imports.start({ planId: plan.planId, skipFaulty: false, now: NOW }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    const kept = all.imports.faulty(plan.planId);
    expect(kept.columns.at(-1)).toBe('fault');
    expect(kept.rows[0]?.slice(0, 7)).toEqual(['50', 'A', '21,50', 'USD', 'gone', 'nowhere', 'perhaps']);
    expect(kept.rows.at(-1)).toEqual(expect.arrayContaining(['surplus', 'more']));
    await all.imports.start({ planId: plan.planId, skipFaulty: true, now: NOW });
    expect(all.saved).toMatchObject([{ offerId: '51', currency: 'EUR', payout: 200, payPerCall: false }]);
  });

  it('is not taken in without knowing what is what, or whose', async () => {
    const all = desk();
    const nothing = await all.imports.plan(file('colour,size\nred,4\n'));
    expect(nothing.fileFaults).toMatchObject([{ field: 'id' }]);
    await expect(
      all.imports.start({ planId: nothing.planId, skipFaulty: false, now: NOW }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const two = desk({
      networks: [network(1, 'Harbor'), network(2, 'Leadtrust')],
      known: [offer, { ...offer, id: 2, networkId: 2 }],
    });
    const plan = await two.imports.plan(file('id,name\n45,Which\n77,New\n'));
    expect(rowsOf(two, plan.planId).map(({ outcome }) => outcome)).toEqual(['faulty', 'faulty']);
  });
});

describe('a file of partners', () => {
  it('is read by its headings, whatever they are called', async () => {
    const all = desk();
    const plan = await all.imports.plan(
      file(
        'Affiliate ID;Company;E-Mail;Time zone;Click ID\n23;Kestrel;ada@kestrel.example;Europe/Berlin;AFF_SUB3\n24;Bad;no mail;;\n',
        'partners',
      ),
    );
    expect(plan).toMatchObject({ added: 1, faulty: 1 });
    await all.imports.start({ planId: plan.planId, skipFaulty: true, now: NOW });
    expect(all.saved).toMatchObject([
      {
        partnerId: '23',
        name: 'Kestrel',
        contactEmail: 'ada@kestrel.example',
        conventions: [{ name: 'aff_sub3', meaning: 'click_id' }],
      },
    ]);
  });
});

describe('the cells of a row', () => {
  it('are found under their field, and a surplus one is a fault', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 8 }), (cells) => {
        const headings = ['id', 'name', 'note'];
        const read = importCells(headings, guessedImport('partners', headings), { line: 2, cells });
        expect([read.text('id'), read.text('name'), read.text('note')]).toEqual(
          [0, 1, 2].map((place) => (cells[place] ?? '').trim()),
        );
        expect(read.faults).toHaveLength(cells.length > 3 ? 1 : 0);
      }),
    );
  });
});
