import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversionPageRequest, ConversionRow } from '#shared/ipc/conversions.ts';
import { CORRECTION_PATIENCE_MS } from '#main/engine/sync/missing-originals.ts';
import { practiceDesk } from './postbacks-desk.ts';
import type { PracticeDesk } from './postbacks-desk.ts';

const FIRST: ConversionPageRequest = {
  filter: {},
  order: { by: 'call_started_at', descending: true },
  index: 0,
  limit: 100,
};

let desk: PracticeDesk;
afterEach(() => desk.close());

const conversions = async (): Promise<readonly ConversionRow[]> =>
  (await desk.store.read.conversionPage(FIRST)).rows;

describe('a practice network with a history', () => {
  beforeEach(async () => {
    desk = await practiceDesk(120);
  });

  it('is read whole, its calls joined to numbers, partners and offers', async () => {
    const { transactions, calls } = await desk.practice.control.state();
    const report = await desk.syncOnce();
    expect(report).toMatchObject({ fetched: transactions, new: transactions, unparsed: 0 });
    const { approved, pending, rejected } = report.conversions;
    expect(approved + pending + rejected).toBe(calls);
    const rows = await conversions();
    expect(rows).toHaveLength(Math.min(100, calls));
    expect(rows.filter(({ offerName }) => offerName === '')).toEqual([]);
    // Calls on session numbers of a ring pool have no promo number; all others do, the advertiser's own included.
    const numbered = rows.filter(({ number }) => /^\d{10}$/.test(number));
    expect(numbered.length).toBeGreaterThan(rows.length / 2);
    expect(rows.filter(({ partnerId, number }) => partnerId === '' && number === '')).toEqual([]);
    const partners = rows.filter(({ partnerId }) => partnerId !== '');
    expect(partners.length).toBeGreaterThan(rows.length / 2);
    expect(partners.filter(({ partnerName }) => partnerName === '')).toEqual([]);
    const choices = (await desk.store.read.numberChoices({})).filter(({ partnerId }) => partnerId !== '');
    const link = /^http:\/\/127\.0\.0\.1:\d+\/c\/\d+\/\d+-\d+-\d+$/;
    expect(choices.length).toBeGreaterThan(0);
    expect(choices.filter(({ baseLink }) => !link.test(baseLink))).toEqual([]);
  });

  it('brings nothing the second time', async () => {
    await desk.syncOnce();
    await expect(desk.syncOnce()).resolves.toEqual({
      fetched: 0,
      new: 0,
      corrections: 0,
      conversions: { approved: 0, pending: 0, rejected: 0 },
      unparsed: 0,
      warnings: expect.any(Array),
    });
  });
});

describe('what arrives later', () => {
  beforeEach(async () => {
    desk = await practiceDesk();
  });

  it('a late correction turns a pending conversion into an approved one', async () => {
    const [call] = await desk.practice.control.addCalls({ count: 1, result: 'nosale' });
    await desk.syncOnce();
    expect((await conversions())[0]).toMatchObject({ status: 'pending', rawResult: 'nosale' });
    await desk.practice.control.correct(call?.complete_call_id ?? '', { result: 'paid', payout: 21 });
    await expect(desk.syncOnce()).resolves.toMatchObject({
      corrections: 1,
      conversions: { approved: 1, pending: 0, rejected: 0 },
    });
    expect((await conversions())[0]).toMatchObject({ status: 'approved', payout: 2100 });
  });

  it('an unknown result is pending and warned of; a row that does not parse is kept', async () => {
    await desk.practice.control.addCalls({ count: 1, result: 'Moonlight' });
    await desk.practice.control.appendRows([{ transaction_id: 'ODD-1', notes: 'no call id' }]);
    const report = await desk.syncOnce();
    expect(report).toMatchObject({ unparsed: 1, conversions: { pending: 1 } });
    expect(report.warnings).toEqual([expect.stringContaining('“Moonlight”')]);
    const [kept] = await desk.store.read.unparsed({ before: null, limit: 10 });
    expect(kept?.raw).toContain('"ODD-1"');
  });

  it('a correction whose original is nowhere waits for a day, then speaks for itself', async () => {
    await desk.practice.control.appendRows([
      {
        transaction_id: 'NEW-1',
        complete_call_id: 'CALL-1',
        corrects_transaction_id: 'OLD-1',
        transaction_type: 'Call',
        call_result_description_detail: 'paid',
        affiliate_payout_localized: 21,
      },
    ]);
    expect((await desk.syncOnce()).warnings).toEqual([]);
    expect(await conversions()).toEqual([]);
    const dayLater = Date.now() + CORRECTION_PATIENCE_MS;
    const report = await desk.syncOnce(undefined, () => dayLater);
    expect(report.warnings).toEqual([expect.stringContaining('1 corrections of Practice network')]);
    expect(await conversions()).toMatchObject([{ invocaId: 'CALL-1', status: 'approved' }]);
  });
});

describe('faults on the wire', () => {
  beforeEach(async () => {
    desk = await practiceDesk(20);
  });

  it.each([
    ['a gateway’s error page', { kind: 'html', times: 1 }],
    ['a server fault', { kind: 'status', status: 500, times: 2 }],
    ['a cut connection', { kind: 'cut', times: 1 }],
    ['an answer cut in the middle', { kind: 'cut', when: 'middle', times: 1 }],
    ['429', { kind: '429', retryAfter: 3, times: 1 }],
    ['bytes that are no HTTP', { kind: 'not-http', times: 1 }],
  ] as const)('%s is passed by repeating', async (_name, fault) => {
    await desk.practice.control.setFault({ target: 'transactions', ...fault });
    const { transactions } = await desk.practice.control.state();
    await expect(desk.syncOnce()).resolves.toMatchObject({ new: transactions });
    expect(desk.slept.length).toBeGreaterThan(0);
  });

  it.each([
    ['truncated JSON', { kind: 'truncate' }, 'unreadable_answer'],
    ['garbage', { kind: 'garbage' }, 'unreadable_answer'],
    ['a refusal with 200', { kind: 'refuse-200' }, 'unreadable_answer'],
    ['a server fault without end', { kind: 'status', status: 503 }, 'network_fault'],
  ] as const)('%s stores nothing, and the next sync goes on', async (_name, fault, code) => {
    await desk.practice.control.setFault({ target: 'transactions', ...fault });
    await expect(desk.syncOnce()).rejects.toMatchObject({ code });
    expect(await conversions()).toEqual([]);
    const [network] = await desk.store.read.networks();
    expect(network?.lastError).not.toBeNull();
    await desk.practice.control.clearFaults();
    const { transactions } = await desk.practice.control.state();
    await expect(desk.syncOnce()).resolves.toMatchObject({ new: transactions });
  });

  it('names that cannot be read keep no call away', async () => {
    await desk.practice.control.setFault({ target: 'network', kind: 'status', status: 500 });
    const { transactions } = await desk.practice.control.state();
    const report = await desk.syncOnce();
    expect(report.new).toBe(transactions);
    expect(report.warnings.join()).toContain('Names of partners, offers and numbers');
  });

  it('a wrong token is said to be wrong, and is nowhere in message or log', async () => {
    const token = 'MARKED0TOKEN0MARKED0TOKEN0MARKED';
    const error = await desk.syncOnce(token).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unauthorised' });
    expect(JSON.stringify([error, desk.logged, await desk.store.read.networks()])).not.toContain(token);
  });
});
