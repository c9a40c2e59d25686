import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '#main/sandbox/faults.ts';
import { numberDesk, ORDER } from './number-desk.ts';
import type { NumberDesk } from './number-desk.ts';

let desk: NumberDesk;
beforeEach(async () => {
  desk = await numberDesk();
});
afterEach(() => desk.close());

const PUT: Pick<Fault, 'target' | 'method'> = { target: 'network', method: 'PUT' };
const lost = (method: string, when: 'before' | 'after'): Fault => ({
  target: 'network',
  kind: 'cut',
  method,
  when,
  times: 1,
});

async function until(done: () => Promise<boolean>, turns = 100): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await desk.run();
    if (await done()) return;
    desk.pass(1000);
  }
  throw new Error('It does not come to pass.');
}
const idle = async (): Promise<boolean> => {
  const { queued, running } = await desk.store.read.jobCounts();
  return queued + running === 0;
};

async function made(): Promise<number> {
  const { numberIds } = await desk.store.write.requestNumbers({
    networkId: desk.network.id,
    batchName: null,
    numbers: [{ line: 1, offerId: '45', partnerId: '23', order: ORDER }],
    skipped: [],
    now: desk.now(),
  });
  await until(idle);
  desk.pass(1000);
  return numberIds[0] ?? 0;
}
const row = async (id: number) => (await desk.store.read.numberDetail({ id, now: desk.now() })).row;

describe('campaigns', () => {
  it('are known with their terms, the partner’s standing, and what may be asked for', async () => {
    const { rows, count } = await desk.store.read.partnerCampaigns({
      networkId: desk.network.id,
      partnerId: '23',
      now: desk.now(),
    });
    expect(count).toBe(10);
    expect(rows.find(({ offerId }) => offerId === '45')).toMatchObject({
      offerName: 'Northgate Roof Inspection',
      advertiserName: 'Northgate Roofing',
      status: 'Approved',
      maxPromoNumbers: 25,
      numbersLeft: 22,
      canRequest: { can: true, reason: '' },
      canApply: { can: false },
      payout: { min: 2100, currency: 'USD', policies: [{ kind: 'Base', amount: 2100 }, { kind: 'Bonus' }] },
      terms: { campaignType: 'AffiliateEnabled', visibility: 'All' },
    });
    const open = rows.find(({ status, canApply }) => status === '' && canApply.can);
    expect(open?.canRequest).toEqual({ can: false, reason: 'The partner has not applied to this offer.' });
    const closed = rows.find(({ terms }) => terms?.campaignType === 'DirectOnly');
    expect(closed?.canApply).toEqual({ can: false, reason: 'The offer is not open to partners.' });
  });

  it.each(['before', 'after'] as const)(
    'are applied to once though the answer is lost %s it took effect',
    async (when) => {
      const { rows } = await desk.store.read.partnerCampaigns({
        networkId: desk.network.id,
        partnerId: '23',
        now: desk.now(),
      });
      const open = rows.find(({ status, canApply }) => status === '' && canApply.can);
      const at = { networkId: desk.network.id, offerId: open?.offerId ?? '', partnerId: '23' };
      await desk.store.write.applyToCampaign({ ...at, now: desk.now() });
      await expect(desk.store.write.applyToCampaign({ ...at, now: desk.now() })).rejects.toMatchObject({
        code: 'conflict',
      });
      await desk.practice.control.setFault(lost('POST', when));
      await until(idle);
      const [after] = (await desk.store.read.partnerCampaigns({ ...at, now: desk.now() })).rows;
      expect(after?.status).toMatch(/Applied|Approved/);
      expect(after?.pending).toBeNull();
      // The catalogue read before the application does not take it away.
      await desk.readCatalogue({ catalogue: await desk.catalogue(), asOf: desk.now() - 600_000 });
      expect((await desk.store.read.partnerCampaigns({ ...at, now: desk.now() })).rows[0]?.status).toBe(
        after?.status,
      );
    },
  );
});

describe('a number that is there', () => {
  it.each(['before', 'after'] as const)('is changed though the answer is lost %s it', async (when) => {
    const id = await made();
    await desk.store.write.changeNumber({
      id,
      description: 'Autumn',
      mediaType: 'Online: Search',
      customData: { aff_sub3: 'leaf' },
      now: desk.now(),
    });
    expect(await row(id)).toMatchObject({ description: 'Zebra 8', pending: { kind: 'promo_number.update' } });
    await desk.practice.control.setFault(lost('PUT', when));
    await until(idle);
    expect(await row(id)).toMatchObject({
      description: 'Autumn',
      mediaType: 'Online: Search',
      customData: { aff_sub3: 'leaf' },
      pending: null,
    });
  });

  it.each(['before', 'after'] as const)('moves though the answer is lost %s it', async (when) => {
    const id = await made();
    const { rows } = await desk.store.read.partnerCampaigns({
      networkId: desk.network.id,
      partnerId: '23',
      now: desk.now(),
    });
    const other = rows.find(({ offerId, canRequest }) => offerId !== '45' && canRequest.can);
    const to = { offerId: other?.offerId ?? '', partnerId: '23' };
    expect(await desk.store.read.numberConsequence({ id, to })).toMatchObject({ refusal: '' });
    await desk.store.write.moveNumber({ id, to, now: desk.now() });
    await desk.practice.control.setFault(lost('PUT', when));
    await until(idle);
    const moved = await row(id);
    expect(moved).toMatchObject({ ...to, state: 'active', pending: null, idFromNetwork: 'tune-45-23-0008' });
    expect(moved.baseLink).toMatch(/\/c\/142\/7419-\d+-\d+$/);
    expect(moved.baseLink).not.toContain('-43943-');
    expect((await desk.atNetwork()).map((one) => one.id_from_network)).not.toContain('tune-45-23-0008');
  });

  it('is not moved to where it may not be', async () => {
    const id = await made();
    const refusal = async (offerId: string, partnerId: string) =>
      (await desk.store.read.numberConsequence({ id, to: { offerId, partnerId } })).refusal;
    expect(await refusal('45', '23')).toMatch(/there already/);
    expect(await refusal('99', '23')).toMatch(/offer 99/);
    expect(await refusal('45', '99')).toMatch(/partner 99/);
    expect(await refusal('45', '')).toMatch(/advertiser’s own/);
  });

  it.each(['before', 'after'] as const)(
    'is given back though the answer is lost %s it, stays with its calls, and its id is not used again',
    async (when) => {
      const id = await made();
      const before = (await desk.atNetwork()).length;
      const choices = async () =>
        (await desk.store.read.numberChoices({ offerId: '45', partnerId: '23' })).map(({ number }) => number);
      const { number } = await row(id);
      expect(await choices()).toContain(number);
      const read = { catalogue: await desk.catalogue(), asOf: desk.now() };
      desk.pass(1000);
      await desk.store.write.removeNumber({ id, now: desk.now() });
      await expect(desk.store.write.removeNumber({ id, now: desk.now() })).rejects.toMatchObject({
        message: expect.stringContaining('being given back'),
      });
      await desk.practice.control.setFault(lost('DELETE', when));
      await until(idle);
      expect(await row(id)).toMatchObject({ state: 'removed', reason: 'Given back.', number });
      expect(await choices()).not.toContain(number);
      expect(await desk.atNetwork()).toHaveLength(before - 1);
      // A list that was read while it was still there does not bring it back.
      await desk.readCatalogue(read);
      expect(await row(id)).toMatchObject({ state: 'removed' });
      const next = await made();
      expect((await row(next)).idFromNetwork).toBe('tune-45-23-0009');
    },
  );

  it('keeps what the network confirmed when an older list comes in, and takes what a newer one says', async () => {
    const older = { catalogue: await desk.catalogue(), asOf: desk.now() };
    desk.pass(1000);
    const id = await made();
    await desk.readCatalogue(older);
    expect(await row(id)).toMatchObject({ state: 'active' });
    await desk.store.write.changeNumber({
      id,
      description: 'Autumn',
      mediaType: 'Online: Email',
      customData: {},
      now: desk.now(),
    });
    const stale = { catalogue: await desk.catalogue(), asOf: desk.now() };
    desk.pass(1000);
    await until(idle);
    await desk.readCatalogue(stale);
    expect(await row(id)).toMatchObject({ description: 'Autumn', customData: {} });
    desk.pass(1000);
    const { idFromNetwork } = await row(id);
    await fetch(
      `${desk.practice.network.invocaUrl}/api/2022-08-01/142/advertisers/8/advertiser_campaigns/45/affiliates/23/affiliate_campaigns/promo_numbers_by_id/${idFromNetwork}.json`,
      { method: 'DELETE', headers: { authorization: desk.practice.network.tokens.network } },
    );
    await desk.readCatalogue();
    expect(await row(id)).toMatchObject({ state: 'removed', reason: expect.stringContaining('any more') });
  });

  it('refused by the network keeps what it had, and says why', async () => {
    const id = await made();
    await desk.store.write.changeNumber({
      id,
      description: 'Autumn',
      mediaType: 'Online: Email',
      customData: { colour: 'red' },
      now: desk.now(),
    });
    await desk.run();
    expect(await row(id)).toMatchObject({
      description: 'Zebra 8',
      pending: { state: 'failed', reason: expect.stringContaining('colour') },
    });
  });

  it('brings calls that came on it before the desk knew it', async () => {
    const { numberIds } = await desk.store.write.requestNumbers({
      networkId: desk.network.id,
      batchName: null,
      numbers: [{ line: 1, offerId: '45', partnerId: '23', order: ORDER }],
      skipped: [],
      now: desk.now(),
    });
    const id = numberIds[0] ?? 0;
    await desk.practice.control.setFault(lost('POST', 'after'));
    await desk.run();
    await desk.practice.control.addCalls({ count: 2, promo_number_id: 'tune-45-23-0008' });
    const page = await desk.practice.get(
      '/api/2020-10-01/networks/transactions/142.json?include_columns=%24invoca_default_columns,custom_data',
    );
    const body = new Uint8Array(await page.arrayBuffer());
    await desk.store.write.commitPage({
      networkId: desk.network.id,
      cursorBefore: '',
      body,
      receivedAt: desk.now(),
      purpose: 'stream',
    });
    await until(idle);
    const { row: found, calls } = await desk.store.read.numberDetail({ id, now: desk.now() });
    expect(calls).toBe(2);
    const listed = await desk.store.read.conversionPage({
      filter: {},
      order: { by: 'invoca_id', descending: false },
      index: 0,
      limit: 10,
    });
    expect(listed.rows.map(({ number, aff_sub2 }) => [number, aff_sub2])).toEqual([
      [found.number, 'zebra'],
      [found.number, 'zebra'],
    ]);
    expect(await desk.store.read.numberConsequence({ id, to: null })).toMatchObject({
      calls: 2,
      refusal: '',
    });
  });
});

describe('a request', () => {
  it('is taken back while it surely was not sent, and not while it may be on its way', async () => {
    await desk.store.write.requestNumbers({
      networkId: desk.network.id,
      batchName: null,
      numbers: [1, 2].map((line) => ({ line, offerId: '45', partnerId: '23', order: ORDER })),
      skipped: [],
      now: desk.now(),
    });
    const jobs = async () =>
      (await desk.store.read.jobPage({ filter: {}, index: 0, limit: 10, now: desk.now() })).rows;
    const [second] = await jobs();
    await desk.store.write.cancelJob({ id: second?.id ?? 0, now: desk.now() });
    expect((await desk.numbers({ states: ['failed'] }))[0]?.reason).toMatch(/taken back/);
    await desk.practice.control.setFault({ ...PUT, method: 'POST', kind: 'cut', when: 'after', times: 1 });
    await desk.run();
    const first = (await jobs()).find(({ state }) => state === 'queued');
    await expect(desk.store.write.cancelJob({ id: first?.id ?? 0, now: desk.now() })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('waits for a new token where the old one is refused', async () => {
    await desk.practice.control.setFault({ target: 'network', kind: 'status', status: 401, times: 1 });
    await desk.store.write.requestNumbers({
      networkId: desk.network.id,
      batchName: null,
      numbers: [{ line: 1, offerId: '45', partnerId: '23', order: ORDER }],
      skipped: [],
      now: desk.now(),
    });
    await desk.run();
    const [waiting] = await desk.numbers({ states: ['requested'] });
    expect(waiting?.pending).toMatchObject({ state: 'queued', wait: 'account' });
    await desk.store.write.setNetworkToken({ id: desk.network.id, token: { keeping: 'session' } });
    await until(idle);
    expect(await desk.numbers({ states: ['active'], text: 'Zebra' })).toHaveLength(1);
  });
});
