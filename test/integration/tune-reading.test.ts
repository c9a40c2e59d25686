import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '#main/sandbox/faults.ts';
import { tuneDesk } from './tune-desk.ts';
import type { TuneDesk } from './tune-desk.ts';

const HOUR = 3_600_000;

let desk: TuneDesk;
const fault = (given: Omit<Fault, 'target'>): Promise<void> =>
  desk.practice.control.setFault({ target: 'tune', ...given });

describe('reading a TUNE network into the workspace', () => {
  beforeAll(async () => {
    desk = await tuneDesk(25);
    await desk.read();
  });
  afterAll(() => desk.close());
  afterEach(async () => {
    await desk.practice.control.clearFaults();
    await desk.practice.control.setTune({ address_listed: true, calls_in_ten_seconds: 50 });
  });

  test('offers, partners, goals, postbacks, conversions and copies of calls are there, with how far it was', async () => {
    expect(await desk.state()).toMatchObject({
      readAt: desk.time.clock(),
      zone: 'America/Los_Angeles',
      counts: { offers: 10, partners: 11, goals: 4, postbacks: 6, conversions: 25 },
      differences: 0,
      unmatched: 0,
      account: { lastError: null, callsNetworkId: desk.network.id },
    });
    expect(desk.progress[0]).toMatchObject({ step: 'offers', done: 0, rows: 0 });
    expect(desk.progress.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['offers', 'partners', 'goals', 'postbacks', 'conversions', 'records']),
    );
    expect(desk.progress.every(({ done, of }) => done < of)).toBe(true);
    expect(desk.reader.state(desk.account.id).progress).toBeNull();
    expect(desk.logged.filter((line) => !line.startsWith('Slow query'))).toEqual([]);
    const offer = await desk.store.read.offerNamed({ networkId: null, offerId: '45' });
    expect(offer).toMatchObject({ row: { name: 'Northgate Roof Inspection' } });
  });

  test('every conversion TUNE made of a call is joined to the desk’s own by the Invoca id', async () => {
    const all = await desk.rows();
    expect(all).toHaveLength(25);
    expect(all.filter(({ desk: here }) => here === null)).toEqual([]);
    for (const { tune, desk: here, difference } of all) {
      expect(difference).toBeNull();
      expect(here).toMatchObject(tune);
    }
  });

  test('what TUNE tells otherwise is a difference, but not before TUNE had the time to take it over', async () => {
    const [{ complete_call_id: id } = { complete_call_id: '' }] = await desk.practice.control.addCalls({
      count: 1,
      result: 'nosale',
    });
    await desk.sync();
    await desk.read();
    await desk.practice.control.correct(id, { result: 'paid', payout: 30 });
    await desk.sync();
    await desk.reader.read(desk.account.id);
    expect((await desk.state()).differences).toBe(0);
    expect((await desk.rows()).filter(({ difference }) => difference !== null)).toMatchObject([
      { difference: 'not_yet', tune: { status: 'pending' }, desk: { invocaId: id, status: 'approved' } },
    ]);
    await desk.time.advance(HOUR);
    await desk.practice.control.setTune({ importing: false });
    await desk.reader.read(desk.account.id);
    expect((await desk.state()).differences).toBe(1);
    expect(await desk.rows('different')).toMatchObject([{ difference: 'status', desk: { payout: 3000 } }]);
    await desk.practice.control.setTune({ importing: true });
    await desk.read();
    expect(await desk.rows('different')).toEqual([]);
  });

  test('a call only TUNE has is counted as not here; one that TUNE forgot is gone', async () => {
    await desk.practice.control.addTuneConversion({
      offer_id: '45',
      affiliate_id: '23',
      status_code: 51,
      at: desk.time.clock(),
    });
    await desk.read();
    expect((await desk.state()).unmatched).toBe(1);
    expect(await desk.rows('unmatched')).toMatchObject([{ difference: 'not_here', desk: null }]);
  });

  test.each(['docs', 'client'] as const)(
    'too many calls, as the %s word it, are waited for and nothing is lost',
    async (wording) => {
      await desk.practice.control.setTune({ calls_in_ten_seconds: 6, rate_wording: wording });
      desk.slept.length = 0;
      await desk.time.advance(60_000);
      await desk.reader.read(desk.account.id);
      expect(desk.slept).toContain(10_000);
      expect(await desk.state()).toMatchObject({ readAt: desk.time.clock(), account: { lastError: null } });
      expect((await desk.state()).counts).toMatchObject({ offers: 10, postbacks: 6 });
    },
  );

  test('an address that is not listed is a step to be done, with the address where TUNE tells it', async () => {
    await desk.practice.control.setTune({ address_listed: false });
    await desk.reader.read(desk.account.id);
    expect(desk.reader.state(desk.account.id).notListed).toEqual({ address: '127.0.0.1' });
    expect((await desk.state()).account.lastError).toMatch(/open Support → API and add 127\.0\.0\.1/);
    await desk.practice.control.setTune({ address_listed: true });
    await desk.reader.read(desk.account.id);
    expect(desk.reader.state(desk.account.id).notListed).toBeNull();
    expect((await desk.state()).account.lastError).toBeNull();
  });

  test.each([
    ['a refusal inside HTTP 200', { kind: 'refuse-200' }, /does not permit it to read the partners/],
    ['broken JSON', { kind: 'truncate' }, /only a part of one/],
    ['a page of a gateway', { kind: 'html' }, /a fault of its own \(HTTP 502\)/],
  ] as const)('%s ends the reading with its reason; what was read before stays', async (_what, of, words) => {
    const { readAt, counts } = await desk.state();
    await fault({ ...of, addressContains: 'Affiliate::findAll', times: 20 });
    await desk.reader.read(desk.account.id);
    const after = await desk.state();
    expect(after.account.lastError).toMatch(words);
    expect(after).toMatchObject({ readAt, counts });
    await desk.practice.control.clearFaults();
    await desk.reader.read(desk.account.id);
    expect((await desk.state()).account.lastError).toBeNull();
  });

  test('where TUNE does not get done in time (504), days are asked for in smaller pieces', async () => {
    await fault({ kind: 'status', status: 504, addressContains: 'Report::getConversions', times: 2 });
    await desk.reader.read(desk.account.id);
    expect(await desk.state()).toMatchObject({ account: { lastError: null }, counts: { conversions: 27 } });
  });

  test('a reading that is cancelled leaves what was known, and no fault', async () => {
    const before = await desk.state();
    await fault({ kind: 'delay', delayMs: 200, addressContains: 'OfferPixel::findAll' });
    const reading = desk.reader.read(desk.account.id);
    await expect.poll(() => desk.reader.state(desk.account.id).progress?.step).toBe('postbacks');
    desk.reader.cancel(desk.account.id);
    await reading;
    expect(await desk.state()).toEqual(before);
  });

  test('is read by itself, every ten minutes at most', async () => {
    const first = (await desk.state()).readAt ?? 0;
    await desk.time.advance(60_000);
    desk.reader.start();
    await desk.time.advance(0);
    await expect.poll(async () => (await desk.state()).readAt).toBeGreaterThan(first);
    const second = (await desk.state()).readAt ?? 0;
    await desk.time.advance(9 * 60_000);
    expect((await desk.state()).readAt).toBe(second);
  });
});
