import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openForWriting } from '#main/store/file/sqlite.ts';
import type { ReceiverSettings } from '#shared/ipc/receivers.ts';
import { HOUR, MINUTE, owedDesk, SAVED, SECOND } from '#test/support/owed-desk.ts';
import type { OwedDesk } from '#test/support/owed-desk.ts';

const NOW = SAVED + HOUR;
const receiver = 'kestrel.example';
const TOKEN = { keeping: 'environment', variable: 'KESTREL_SECRET' } as const;

let desk: OwedDesk;
beforeEach(async () => {
  desk = await owedDesk();
});
afterEach(() => desk.close());

async function configure(change: Partial<ReceiverSettings>): Promise<void> {
  const { settings } = await desk.receiver();
  await desk.store.write.configureReceiver({ receiver, settings: { ...settings, ...change }, now: NOW });
}

describe('a receiver’s settings', () => {
  it('are the usual ones until a person changes them, and then go with every claim', async () => {
    await desk.owe(1);
    expect((await desk.receiver()).settings).toEqual({
      limits: { perSecond: 5, atOnce: 2, timeoutMs: null },
      acceptance: { rule: 'usual' },
      signing: { on: false, signatureParameter: 'signature', timestampParameter: 'timestamp' },
    });
    const [plain] = await desk.claim(NOW);
    expect(plain).not.toHaveProperty('perSecond');
    expect(plain).not.toHaveProperty('acceptance');
    await desk.store.write.releaseClaims({ deliveryIds: null });
    await configure({ limits: { perSecond: 0.5, atOnce: 4, timeoutMs: 7000 }, acceptance: { rule: 'tune' } });
    const [claimed] = await desk.claim(NOW);
    expect(claimed).toMatchObject({
      perSecond: 0.5,
      atOnce: 4,
      timeoutMs: 7000,
      acceptance: { rule: 'tune' },
    });
  });

  it('decide how much of it is taken into hand: no more than its pace can begin within the lease', async () => {
    await desk.owe(40);
    await configure({ limits: { perSecond: 0.1, atOnce: 1, timeoutMs: null } });
    expect(await desk.claim(NOW, { perReceiver: 7 })).toHaveLength(3);
    await desk.store.write.releaseClaims({ deliveryIds: null });
    await configure({ limits: { perSecond: 50, atOnce: 10, timeoutMs: null } });
    expect(await desk.claim(NOW, { perReceiver: 3 })).toHaveLength(30);
  });

  it('refuse a rule that cannot be used, and signing without a secret', async () => {
    const faulty = { rule: 'own', accepted: [{ test: 'pattern', pattern: '(' }], refused: [] } as const;
    await expect(
      configure({ acceptance: { ...faulty, accepted: [...faulty.accepted], refused: [] } }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'acceptance',
    });
    const signing = { on: true, signatureParameter: 'sig', timestampParameter: 'at' };
    await expect(configure({ signing })).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      configure({ signing: { ...signing, on: false, timestampParameter: 'sig' } }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const unknown = desk.store.write.configureReceiver({
      receiver: 'nobody.example',
      settings: (await desk.receiver()).settings,
      now: NOW,
    });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the secrets of a receiver', () => {
  const add = (oldEndsAt: number | null, now = NOW) =>
    desk.store.write.addReceiverSecret({ receiver, token: TOKEN, oldEndsAt, now });
  const valid = async (now: number) => {
    await desk.store.write.releaseClaims({ deliveryIds: null });
    const [claimed] = await desk.claim(now);
    return claimed?.signing?.secrets.map(({ id }) => id);
  };

  it('two are valid during a change, one before and after', async () => {
    await desk.owe(1);
    const first = await add(null);
    await configure({ signing: { on: true, signatureParameter: 'sig', timestampParameter: 'at' } });
    expect(await valid(NOW)).toEqual([first.id]);
    const second = await add(NOW + 2 * MINUTE);
    expect(await valid(NOW + MINUTE)).toEqual([second.id, first.id]);
    expect(await valid(NOW + 2 * MINUTE)).toEqual([second.id]);
    const third = await add(NOW + HOUR, NOW + MINUTE);
    expect(await valid(NOW + MINUTE)).toEqual([third.id, second.id]);
  });

  it('the last one stays while requests are signed', async () => {
    const { id } = await add(null);
    await configure({ signing: { on: true, signatureParameter: 'sig', timestampParameter: 'at' } });
    await expect(desk.store.write.endReceiverSecret({ receiver, id, now: NOW })).rejects.toMatchObject({
      code: 'conflict',
    });
    const second = await add(NOW + HOUR);
    await desk.store.write.endReceiverSecret({ receiver, id: second.id, now: NOW });
    expect((await desk.receiver()).secrets).toMatchObject([{ id, endsAt: null }]);
    await configure({ signing: { on: false, signatureParameter: 'sig', timestampParameter: 'at' } });
    await desk.store.write.endReceiverSecret({ receiver, id, now: NOW });
    expect((await desk.receiver()).secrets).toEqual([]);
  });
});

describe('lateness', () => {
  const late = async (now: number) => (await desk.claim(now))[0]?.waitedFor;

  it('is none within two seconds, and the receiver’s pace without another reason', async () => {
    await desk.owe(1);
    expect(await late(NOW + 2 * SECOND)).toBeUndefined();
    await desk.store.write.releaseClaims({ deliveryIds: null });
    expect(await late(NOW + 10 * SECOND)).toBe('pace');
  });

  it('names sleep, pause and the order of a conversion’s postbacks', async () => {
    await desk.owe(1);
    expect(await desk.store.write.spreadOverdue({ now: NOW + HOUR, overMs: MINUTE, reason: 'asleep' })).toBe(
      1,
    );
    // A second interruption does not hide the first.
    await desk.store.write.spreadOverdue({ now: NOW + 2 * HOUR, overMs: MINUTE, reason: 'offline' });
    const [one] = await desk.claim(NOW + 2 * HOUR);
    expect(one).toMatchObject({ waitedFor: 'asleep', dueAt: NOW });
    if (one) await desk.end(one, NOW + 2 * HOUR);
    const { rows } = await desk.store.read.deliveryPage({ filter: {}, index: 0, limit: 1 });
    expect(rows[0]).toMatchObject({ sentAt: NOW + 2 * HOUR, sentDueAt: NOW, waitedFor: 'asleep' });
    const { attempts } = await desk.store.read.deliveryDetail({ deliveryId: one?.deliveryId ?? '' });
    expect(attempts).toMatchObject([{ dueAt: NOW, waitedFor: 'asleep', method: 'GET', body: null }]);
    const listed = await desk.store.read.deliveryListing({ filter: {}, before: null, limit: 10 });
    expect(listed).toMatchObject([
      { verdict: 'accepted', dueAt: NOW, sentAt: NOW + 2 * HOUR, waitedFor: 'asleep' },
    ]);
  });

  it('names a pause that ended after the delivery was due', async () => {
    await desk.owe(1);
    await desk.store.write.setReceiverPaused({ receiver, paused: true, now: NOW });
    expect(await desk.claim(NOW + HOUR)).toEqual([]);
    // What a paused receiver is owed is not late for sleep.
    expect(await desk.store.write.spreadOverdue({ now: NOW + HOUR, overMs: MINUTE, reason: 'asleep' })).toBe(
      0,
    );
    await desk.store.write.setReceiverPaused({ receiver, paused: false, now: NOW + 2 * HOUR });
    expect(await late(NOW + 2 * HOUR)).toBe('paused');
  });
});

describe('attempts', () => {
  it('are forgotten when they are older than they are kept; their deliveries stay', async () => {
    await desk.owe(3);
    for (const [place, one] of (await desk.claim(NOW)).entries()) await desk.end(one, NOW + place * HOUR);
    const prune = (before: number) => desk.store.write.pruneAttempts({ before, limit: 2 });
    expect(await prune(NOW)).toBe(0);
    expect(await prune(NOW + 2 * HOUR)).toBe(2);
    expect(await prune(NOW + 2 * HOUR)).toBe(0);
    const { rows, count } = await desk.store.read.deliveryPage({ filter: {}, index: 0, limit: 10 });
    expect(count).toBe(3);
    const details = await Promise.all(
      rows.map(({ deliveryId }) => desk.store.read.deliveryDetail({ deliveryId })),
    );
    expect(details.flatMap(({ attempts }) => attempts)).toHaveLength(1);
    expect(rows.every(({ state, attempts }) => state === 'accepted' && attempts === 1)).toBe(true);
  });
});

describe('a delivery that waits already', () => {
  it('because TUNE may tell the partner too, is not let go by trying it again', async () => {
    await desk.owe(1);
    const db = openForWriting(desk.store.file);
    db.prepare(
      "UPDATE deliveries SET held = 'tune', due_at = NULL, last_reason = 'TUNE tells this partner too.'",
    ).run();
    db.close();
    const [row] = (await desk.store.read.deliveryPage({ filter: {}, index: 0, limit: 1 })).rows;
    expect(row).toMatchObject({ waitedFor: 'held', dueAt: null });
    const retried = desk.store.write.retryDelivery({ deliveryId: row?.deliveryId ?? '', now: NOW });
    await expect(retried).rejects.toMatchObject({
      code: 'conflict',
      message: 'TUNE tells this partner too.',
    });
    expect(await desk.claim(NOW + HOUR)).toEqual([]);
  });

  it('is not queued twice, and that is said', async () => {
    await desk.owe(1);
    const { rows } = await desk.store.read.deliveryPage({ filter: {}, index: 0, limit: 1 });
    const deliveryId = rows[0]?.deliveryId ?? '';
    const retry = (now: number) => desk.store.write.retryDelivery({ deliveryId, now });
    await expect(retry(NOW)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already'),
    });
    const [one] = await desk.claim(NOW);
    if (!one) throw new Error('Nothing was due.');
    await expect(retry(NOW)).rejects.toMatchObject({ code: 'conflict' });
    await desk.end(one, NOW, { verdict: 'not_delivered' });
    await retry(NOW + SECOND);
    expect(await desk.claim(NOW + SECOND)).toMatchObject([{ deliveryId, attempt: 2 }]);
  });
});
