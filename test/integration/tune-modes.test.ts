import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendOnce } from '#main/engine/postbacks/send-once.ts';
import type { Fault } from '#main/sandbox/faults.ts';
import type { DeskMode } from '#shared/domain/desk-mode.ts';
import type { TemplateDraft } from '#shared/ipc/postbacks.ts';
import type { TuneConversionRow } from '#shared/ipc/tune.ts';
import { tuneDesk } from './tune-desk.ts';
import type { TuneDesk } from './tune-desk.ts';

const HOUR = 3_600_000;
const PAGE = { filter: {}, index: 0, limit: 50 };

let desk: TuneDesk;
const fault = (given: Omit<Fault, 'target'>): Promise<void> =>
  desk.practice.control.setFault({ target: 'tune', ...given });
const setMode = (mode: DeskMode, importOff = false): Promise<void> =>
  desk.store.write.setDeskMode({ mode, importOff, now: desk.time.clock() });
const acknowledge = (postbackId: string, acknowledged = true): Promise<void> =>
  desk.store.write.acknowledgeTunePostback({
    networkId: desk.account.id,
    postbackId,
    acknowledged,
    now: desk.time.clock(),
  });
const template = (scope: Partial<TemplateDraft['scope']> = {}): Promise<unknown> =>
  desk.store.write.saveTemplate({
    draft: {
      id: null,
      name: 'Partners',
      url: 'https://partners.example/{affiliate_id}/{offer_id}?call={invoca_id}',
      scope: { networkId: null, partnerId: null, offerId: null, ...scope },
      startsAt: 0,
      active: true,
    },
    now: desk.time.clock(),
  });
/** TUNE's postbacks 310 and 311: partner 23 of offer 45, partner 61 of every offer. */
const isToldByTune = (url: string): boolean => url.includes('/23/45?') || url.includes('/61/');
const sendDue = async (): Promise<readonly string[]> => {
  const sent: string[] = [];
  await sendOnce({
    store: desk.store,
    transport: (asked) => {
      sent.push(asked.url);
      return Promise.resolve({ kind: 'answer', status: 200, headers: {}, bodyStart: 'ok', durationMs: 1 });
    },
    clock: desk.time.clock,
    random: () => 0.5,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    signal: new AbortController().signal,
    allowLocal: true,
  });
  return sent;
};

describe('who owns conversions', () => {
  beforeEach(async () => {
    desk = await tuneDesk(12);
  });
  afterEach(() => desk.close());

  test('what TUNE tells too waits until somebody settles it; everything else goes', async () => {
    await template();
    await desk.practice.control.addCalls({ count: 6, result: 'paid' });
    await desk.practice.control.addCalls({ count: 2, result: 'paid', number: '8885550142' });
    await desk.sync();
    const { rows: before } = await desk.store.read.deliveryPage(PAGE);
    expect(before.every(({ dueAt }) => dueAt !== null)).toBe(true);
    await desk.read();
    const { unsettled, held } = await desk.state();
    expect([unsettled, held > 0]).toEqual([2, true]);
    const postbacks = await desk.store.read.tunePostbackList({ networkId: desk.account.id });
    expect(postbacks.slice(0, 2)).toMatchObject([
      { postbackId: '310', toldBy: [{ name: 'Partners', sameReceiver: false }] },
      { postbackId: '311', offerId: '0' },
    ]);
    // Pixels, goals' postbacks and those that are not active tell nobody of calls.
    expect(postbacks.slice(2).every(({ toldBy }) => toldBy.length === 0)).toBe(true);

    const sent = await sendDue();
    expect(sent.some(isToldByTune)).toBe(false);
    expect(sent).toHaveLength(before.length - held);
    // A call that comes now is kept back from the start.
    await desk.practice.control.addCalls({ count: 1, result: 'paid', number: '8885550142' });
    await desk.sync();
    expect((await desk.state()).held).toBe(held + 1);
    expect(await sendDue()).toEqual([]);

    await acknowledge('310');
    await acknowledge('311');
    expect(await desk.state()).toMatchObject({ unsettled: 0, held: 0 });
    const after = await sendDue();
    expect(after).toHaveLength(held + 1);
    expect(after.every(isToldByTune)).toBe(true);
  });

  test('what waited goes out when the TUNE network is removed', async () => {
    await template();
    await desk.practice.control.addCalls({ count: 2, result: 'paid', number: '8885550142' });
    await desk.sync();
    await desk.read();
    const { held } = await desk.state();
    expect(held).toBeGreaterThanOrEqual(2);
    await sendDue();
    await desk.store.write.removeNetwork({ id: desk.account.id });
    expect(await sendDue()).toHaveLength(held);
  });

  test('an acknowledgement is of what a postback is: a change in TUNE asks again', async () => {
    await template();
    await desk.read();
    await acknowledge('310');
    await acknowledge('311');
    const [changed] = (await desk.store.read.tunePostbackList({ networkId: desk.account.id })).filter(
      ({ postbackId }) => postbackId === '310',
    );
    if (!changed) throw new Error('Postback 310 is not there.');
    const { toldBy: _by, acknowledgedAt: _at, partnerName: _p, offerName: _o, ...postback } = changed;
    const save = (code: string): Promise<unknown> =>
      desk.store.write.saveTunePostbacks({
        networkId: desk.account.id,
        postbacks: [{ ...postback, code }],
        now: desk.time.clock(),
      });
    await save(postback.code);
    expect((await desk.state()).unsettled).toBe(0);
    await save('https://elsewhere.example/cb');
    expect((await desk.state()).unsettled).toBe(1);
  });

  test('observing, the desk never sends; what waited goes out when it owns conversions again', async () => {
    await template();
    await desk.read();
    await acknowledge('310');
    await acknowledge('311');
    const { waiting } = await desk.store.read.deliveryCounts();
    expect(waiting).toBeGreaterThan(0);
    expect(
      await desk.store.read.modePreview({ mode: 'observe', importOff: false, now: desk.time.clock() }),
    ).toMatchObject({ from: 'desk', waiting, templates: 1, tunePostbacks: 2, obstacles: [] });
    await setMode('observe');
    expect(await desk.store.read.deskMode()).toBe('observe');
    await expect(sendDue()).rejects.toThrow('only observes');
    await desk.practice.control.addCalls({ count: 3, result: 'paid' });
    await desk.sync();
    expect((await desk.store.read.deliveryCounts()).waiting).toBe(waiting);

    await acknowledge('310', false);
    const preview = await desk.store.read.modePreview({
      mode: 'desk',
      importOff: false,
      now: desk.time.clock(),
    });
    expect(preview.obstacles.map(({ kind }) => kind)).toEqual(['told_twice']);
    await expect(setMode('desk')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('tell partners whom the desk tells too') as unknown,
    });
    expect(await desk.store.read.deskMode()).toBe('observe');
    await acknowledge('310');
    await setMode('desk');
    expect(await sendDue()).toHaveLength(waiting);
  });

  test('the desk does not go over to sending, nor to writing, before TUNE was read', async () => {
    await setMode('observe');
    await expect(setMode('desk')).rejects.toThrow('has not been read yet');
    await expect(setMode('write', true)).rejects.toThrow('has not been read yet');
  });

  test('TUNE is not written to while it takes over calls by itself, nor without a word', async () => {
    await desk.practice.control.addCalls({ count: 1, result: 'paid' });
    await desk.sync();
    await desk.read();
    const kinds = async (importOff: boolean): Promise<readonly string[]> => {
      const asked = { mode: 'write' as const, importOff, now: desk.time.clock() };
      return (await desk.store.read.modePreview(asked)).obstacles.map(({ kind }) => kind);
    };
    expect(await kinds(true)).toEqual(['own_import']);
    await expect(setMode('write', true)).rejects.toThrow('takes over calls from Invoca by itself');
    await desk.time.advance(HOUR);
    expect(await kinds(false)).toEqual(['unconfirmed']);
    expect(await kinds(true)).toEqual([]);
  });

  describe('writing to TUNE', () => {
    let callId = '';
    beforeEach(async () => {
      const [call] = await desk.practice.control.addCalls({ count: 1, result: 'nosale' });
      callId = call?.complete_call_id ?? '';
      await desk.sync();
      await desk.read();
      await desk.practice.control.setTune({ importing: false });
      await desk.time.advance(HOUR);
    });
    const correct = async (change: { result: string; payout: number }): Promise<void> => {
      await desk.practice.control.correct(callId, change);
      await desk.sync();
    };
    const ofCall = async (): Promise<TuneConversionRow | undefined> =>
      (await desk.rows()).find(({ desk: here }) => here?.invocaId === callId);

    test('what differs is written, as foretold, once, and TUNE has it then', async () => {
      await correct({ result: 'paid', payout: 30 });
      await desk.time.advance(HOUR);
      await desk.reader.read(desk.account.id);
      expect(
        await desk.store.read.modePreview({ mode: 'write', importOff: true, now: desk.time.clock() }),
      ).toMatchObject({ wouldWrite: 1, obstacles: [] });
      await setMode('write', true);
      expect(await desk.store.read.deskMode()).toBe('write');
      expect(await ofCall()).toMatchObject({ difference: 'status', job: { state: 'queued' } });
      expect(await desk.work()).toMatchObject({ done: 1, failed: [] });
      const written = await ofCall();
      expect(written).toMatchObject({
        difference: null,
        job: null,
        tune: { status: 'approved', payout: 3000 },
      });
      expect(desk.writes).toEqual([`${written?.tuneEventId} approved 3000`]);
      await desk.reader.read(desk.account.id);
      expect(await desk.rows('different')).toEqual([]);
      expect(await desk.work()).toMatchObject({ done: 0 });
    });

    test('a lost answer doubles nothing: TUNE is looked at before it is asked again', async () => {
      await setMode('write', true);
      await correct({ result: 'paid', payout: 25 });
      expect(await desk.store.write.planTuneWrites({ now: desk.time.clock() })).toBe(1);
      expect(await desk.store.write.planTuneWrites({ now: desk.time.clock() })).toBe(0);
      await fault({ kind: 'cut', when: 'after', addressContains: 'Conversion::update', times: 1 });
      expect(await desk.work()).toMatchObject({ done: 0, failed: [] });
      await desk.time.advance(60_000);
      expect(await desk.work()).toMatchObject({ done: 1 });
      expect(desk.writes).toHaveLength(1);
      expect(await ofCall()).toMatchObject({ tune: { status: 'approved', payout: 2500 } });
    });

    test('two changes of one call are written in their order', async () => {
      await setMode('write', true);
      await correct({ result: 'paid', payout: 25 });
      await desk.store.write.planTuneWrites({ now: desk.time.clock() });
      await correct({ result: 'notapproved', payout: 0 });
      await desk.store.write.planTuneWrites({ now: desk.time.clock() });
      await desk.work();
      expect(await ofCall()).toMatchObject({ tune: { status: 'rejected', payout: 0 }, difference: null });
      expect(desk.writes.at(-1)).toMatch(/rejected 0$/);
    });

    test('an address that is not listed holds the writing until that is done; a refusal ends it with its reason', async () => {
      await setMode('write', true);
      await correct({ result: 'paid', payout: 25 });
      await desk.store.write.planTuneWrites({ now: desk.time.clock() });
      await desk.practice.control.setTune({ address_listed: false });
      expect(await desk.work()).toMatchObject({ done: 0, failed: [] });
      expect(await desk.store.read.holds({ now: desk.time.clock() })).toMatchObject([
        { wait: 'account', reason: expect.stringContaining('add 127.0.0.1') as unknown },
      ]);
      await desk.practice.control.setTune({ address_listed: true });
      await desk.store.write.liftHold({ networkId: desk.account.id, campaignId: '' });
      await fault({ kind: 'refuse-200', addressContains: 'Conversion::update', times: 1 });
      const { failed } = await desk.work();
      expect(failed).toMatchObject([{ reason: expect.stringContaining('does not permit it') as unknown }]);
      expect(await ofCall()).toMatchObject({ job: { state: 'failed' }, tune: { status: 'pending' } });
    });

    test('jobs that wait are taken back when the desk stops writing, and made anew when it writes again', async () => {
      await setMode('write', true);
      await correct({ result: 'paid', payout: 25 });
      await desk.store.write.planTuneWrites({ now: desk.time.clock() });
      expect(
        await desk.store.read.modePreview({ mode: 'desk', importOff: false, now: desk.time.clock() }),
      ).toMatchObject({ from: 'write', wouldCancel: 1 });
      await setMode('desk');
      expect(await desk.work()).toMatchObject({ done: 0, waiting: 0 });
      expect(desk.writes).toEqual([]);
      await setMode('write', true);
      expect(await desk.work()).toMatchObject({ done: 1 });
    });

    test('TUNE taking over calls by itself again stops the writing', async () => {
      await setMode('write', true);
      await desk.time.advance(60_000);
      await desk.practice.control.setTune({ importing: true });
      await desk.practice.control.addCalls({ count: 1, result: 'paid' });
      await desk.sync();
      await desk.read();
      await correct({ result: 'paid', payout: 25 });
      expect(await desk.store.write.planTuneWrites({ now: desk.time.clock() })).toBe(0);
    });
  });
});
