import { describe, expect, it } from 'vitest';
import type { ReplayDraft, ReplayView } from '#shared/ipc/replays.ts';
import { HOUR, MINUTE, NOON, promiseDesks, SECOND } from './promise-desk.ts';
import type { PromiseDesk } from './promise-desk.ts';

const theDesk = promiseDesks();

const ALL: ReplayDraft = {
  selection: { filter: {}, from: null, to: null },
  identity: 'keep',
  perSecond: 1,
  note: 'the partner had lost them',
};

/** Begins a replay of exactly what its preview showed. */
async function begin(desk: PromiseDesk, draft: ReplayDraft): Promise<ReplayView> {
  const { fingerprint } = await desk.store.read.replayPreview({ draft });
  const { deliveryIds } = await desk.store.read.replayable(draft);
  const now = desk.machine.clock();
  const replay = await desk.store.write.beginReplay({ draft, deliveryIds, fingerprint, now });
  desk.sender.wake();
  await desk.settle();
  return replay;
}

describe('promise 11: replay of one, a selection, a filter or a time range, with preview, count, pace and cancel', () => {
  it('the preview counts and shows both requests, and does nothing', async () => {
    const desk = theDesk();
    const template = await desk.template('previewed');
    await desk.approve(3);
    await desk.advance(2 * SECOND);
    const url = `${template.url}&paid={payout}`;
    await desk.template('previewed', { id: template.id, url });
    const preview = await desk.store.read.replayPreview({ draft: ALL });
    expect(preview).toMatchObject({ found: 3, sends: 3, changed: 3, lastsMs: 2000 });
    const [item] = preview.items;
    expect(item?.before.url).not.toContain('paid=');
    expect(item?.after.url).toBe(`${item?.before.url}&paid=21.00`);
    await desk.advance(HOUR);
    expect(await desk.received('previewed')).toHaveLength(3);
  });

  it('as a repair it keeps the ids; it keeps its pace; both requests stay', async () => {
    const desk = theDesk();
    await desk.template('repaired');
    await desk.approve(4);
    await desk.advance(2 * SECOND);
    const ids = (await desk.deliveries()).map(({ deliveryId }) => deliveryId);
    const from = desk.sent.length;
    const replay = await begin(desk, ALL);
    await desk.advance(MINUTE);
    const again = desk.sent.slice(from);
    expect(again.map(({ headers }) => headers['webhook-id'])).toEqual(ids);
    const gaps = again.slice(1).map(({ at }, place) => at - (again[place]?.at ?? 0));
    expect(gaps).toEqual([1000, 1000, 1000]);
    const { rows, replay: stands } = await desk.store.read.replayDetail({
      id: replay.id,
      index: 0,
      limit: 10,
    });
    expect(stands).toMatchObject({ sends: 4, accepted: 4, waiting: 0 });
    for (const row of rows) expect([row.before.url, row.after.url]).toEqual([row.before.url, row.before.url]);
    expect(await desk.attempts(ids[0] ?? '')).toHaveLength(2);
  });

  it('as a second posting it takes new ids, and says of which it is one', async () => {
    const desk = theDesk();
    await desk.template('posted-again');
    await desk.approve(2);
    await desk.advance(2 * SECOND);
    const ids = (await desk.deliveries()).map(({ deliveryId }) => deliveryId);
    const replay = await begin(desk, { ...ALL, identity: 'new' });
    await desk.advance(MINUTE);
    const { rows } = await desk.store.read.replayDetail({ id: replay.id, index: 0, limit: 10 });
    expect(rows.map(({ originalId }) => originalId)).toEqual(ids);
    expect(rows.every(({ deliveryId, originalId }) => deliveryId !== originalId)).toBe(true);
    const told = (await desk.received('posted-again')).map(({ headers }) => headers['webhook-id']);
    expect(told).toEqual([...ids, ...rows.map(({ deliveryId }) => deliveryId)]);
  });

  it('one, a selection, a filter and a time range each take what they name', async () => {
    const desk = theDesk();
    await desk.template('early');
    await desk.approve(1);
    await desk.advance(HOUR);
    await desk.template('late');
    await desk.approve(2);
    await desk.advance(2 * SECOND);
    const rows = await desk.deliveries();
    const found = async (selection: ReplayDraft['selection']): Promise<number> =>
      (await desk.store.read.replayPreview({ draft: { ...ALL, selection } })).found;
    const [one, two] = rows.map(({ deliveryId }) => deliveryId);
    expect(await found({ deliveryIds: [one ?? ''] })).toBe(1);
    expect(await found({ deliveryIds: [one ?? '', two ?? ''] })).toBe(2);
    const { receiver } = await desk.receiver('late');
    expect(await found({ filter: { receiver }, from: null, to: null })).toBe(3);
    expect(await found({ filter: {}, from: NOON, to: NOON + HOUR })).toBe(1);
    expect(await found({ filter: {}, from: NOON + HOUR, to: null })).toBe(5);
  });

  it('cancelled, what was not tried yet is taken back as if it had never been asked', async () => {
    const desk = theDesk();
    await desk.template('cancelled');
    await desk.approve(10);
    await desk.advance(3 * SECOND);
    const replay = await begin(desk, ALL);
    await desk.advance(2.5 * SECOND);
    const now = desk.machine.clock();
    const stopped = await desk.store.write.cancelReplay({ id: replay.id, now });
    expect(stopped.takenBack).toBe(7);
    await desk.advance(HOUR);
    expect(await desk.received('cancelled')).toHaveLength(13);
    expect((await desk.deliveries()).map(({ state }) => state)).toEqual(
      Array.from({ length: 10 }, () => 'accepted'),
    );
  });

  it('what would happen must still be what was shown', async () => {
    const desk = theDesk();
    const template = await desk.template('moved-on');
    await desk.approve(1);
    const { fingerprint } = await desk.store.read.replayPreview({ draft: ALL });
    const { deliveryIds } = await desk.store.read.replayable(ALL);
    await desk.template('moved-on', { id: template.id, url: `${template.url}&changed=1` });
    const now = desk.machine.clock();
    const begun = desk.store.write.beginReplay({ draft: ALL, deliveryIds, fingerprint, now });
    await expect(begun).rejects.toMatchObject({ code: 'conflict' });
  });
});
