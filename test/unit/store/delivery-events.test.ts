import { createHash } from 'node:crypto';
import { z } from 'zod';
import { afterEach, describe, expect, it } from 'vitest';
import { DELIVERY_EVENTS } from '#shared/domain/delivery-event.ts';
import type { PracticeRow } from '#test/support/store-workspace.ts';
import { HOUR, MINUTE, owedDesk, SAVED, SECOND } from '#test/support/owed-desk.ts';
import type { OwedDesk } from '#test/support/owed-desk.ts';
import { templateDraft } from '#test/support/template-draft.ts';

const NOW = SAVED + HOUR;
let desk: OwedDesk;
afterEach(() => desk.close());

/** Rows about one call, each correcting the one before, in a page of its own. */
async function turn(...turns: readonly Partial<PracticeRow>[]): Promise<void> {
  for (const [place, more] of turns.entries()) {
    const corrects = place === 0 ? {} : { corrects: `T-${place - 1}` };
    const row = { id: `T-${place}`, call: 'C-1', result: 'Paid', payout: 2100, startedAt: SAVED + SECOND };
    await desk.store.take([{ ...row, ...corrects, ...more }], NOW + place * MINUTE);
  }
}

async function owed() {
  const { rows } = await desk.store.read.deliveryPage({ filter: {}, index: 0, limit: 50 });
  return rows.toReversed();
}

describe('the events of a conversion', () => {
  it('approved alone, unless the template asks for more', async () => {
    desk = await owedDesk();
    await turn({ result: 'No Sale', payout: 0 }, {}, { payout: 900 }, { result: 'Repeat', payout: 0 }, {});
    expect((await owed()).map(({ meaning }) => meaning)).toEqual(['approved']);
  });

  it('each in its order and under an id of its own, told of as it was then', async () => {
    desk = await owedDesk({ events: [...DELIVERY_EVENTS] });
    await turn(
      { result: 'No Sale', payout: 0 },
      {},
      { payout: 1800 },
      { payout: 2400 },
      { result: 'Repeat', payout: 0 },
      { payout: 2400 },
    );
    const rows = await owed();
    expect(
      rows.map(({ meaning, turn: time, url }) => `${meaning} ${time} ${url.replace(/.*&p=/, '')}`),
    ).toEqual([
      'pending 1 0.00&e=pending',
      'approved 1 21.00&e=approved',
      'payout_changed 1 18.00&e=payout_changed',
      'payout_changed 2 24.00&e=payout_changed',
      'reversed 1 0.00&e=reversed',
      'approved 2 24.00&e=approved',
    ]);
    expect(new Set(rows.map(({ deliveryId }) => deliveryId)).size).toBe(6);
  });

  it('strictly one after the other: a later one waits until the earlier is settled', async () => {
    desk = await owedDesk({ events: ['approved', 'payout_changed', 'reversed'] });
    await turn({}, { payout: 900 }, { result: 'Repeat', payout: 0 });
    const sent: string[] = [];
    for (let now = NOW + HOUR; sent.length < 4; now += MINUTE) {
      const claimed = await desk.claim(now);
      expect(claimed).toHaveLength(1);
      const [one] = claimed;
      if (!one) throw new Error('Nothing was due.');
      // The first try of the approval fails; nothing overtakes it meanwhile.
      const verdict = sent.length === 0 ? 'not_delivered' : 'accepted';
      await desk.end(one, now, { verdict });
      sent.push(new URL(one.url).searchParams.get('e') ?? '');
    }
    expect(sent).toEqual(['approved', 'approved', 'payout_changed', 'reversed']);
    const rows = await owed();
    expect(rows.slice(1).map(({ waitedFor }) => waitedFor)).toEqual(['order', 'order']);
    const retried = desk.store.write.retryDelivery({
      deliveryId: rows[0]?.deliveryId ?? '',
      now: NOW + 9 * HOUR,
    });
    await expect(retried).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('later'),
    });
  });

  it('of nothing that pays nothing, where that is asked for', async () => {
    desk = await owedDesk({ onlyWithPayout: true });
    await turn({ payout: 0 });
    expect(await owed()).toEqual([]);
    const draft = templateDraft({
      url: 'https://other.example/{invoca_id}',
      startsAt: SAVED,
      onlyWithPayout: true,
    });
    expect(await desk.store.read.templateConsequence({ draft, now: NOW })).toEqual({ wouldOwe: 0 });
    await desk.store.write.saveTemplate({ draft, now: NOW });
    expect(await owed()).toEqual([]);
    await desk.store.take(
      [{ id: 'T-9', call: 'C-1', corrects: 'T-0', payout: 500, result: 'Paid' }],
      NOW + HOUR,
    );
    expect((await owed()).map(({ receiver }) => receiver)).toEqual(['kestrel.example', 'other.example']);
  });

  it('nothing at all for years of history when a template is added for every event', async () => {
    desk = await owedDesk({ events: [...DELIVERY_EVENTS] });
    const old = Array.from({ length: 60 }, (_, k) => ({
      id: `T-${k}`,
      call: `C-${k}`,
      result: ['Paid', 'No Sale', 'Repeat'][k % 3] ?? '',
      payout: 2100,
      startedAt: SAVED - k * HOUR - 1,
    }));
    await desk.store.take(old, NOW);
    await desk.store.take([{ ...old[0], id: 'T-c', call: 'C-0', corrects: 'T-0', result: 'Repeat' }], NOW);
    expect(await owed()).toEqual([]);
  });

  it('the id of an approval is what it always was', async () => {
    desk = await owedDesk();
    await turn({});
    const [row] = await owed();
    const ids = z.object({ network: z.string(), template: z.string() });
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(desk.store.file, { readonly: true });
    const { network, template } = ids.parse(
      db.prepare('SELECT n.key AS network, t.key AS template FROM networks AS n, templates AS t').get(),
    );
    db.close();
    const text = JSON.stringify(['delivery', network, 'C-1', template, 'approved']);
    expect(row?.deliveryId).toBe(`dlv_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
  });

  it('by POST carry the same JSON over all attempts', async () => {
    desk = await owedDesk({ method: 'POST', events: ['approved', 'reversed'] });
    await turn({ partner: '23', offer: '45' }, { result: 'Repeat', payout: 0 });
    const [first] = await desk.claim(NOW + HOUR);
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      type: 'conversion.approved',
      timestamp: new Date(NOW).toISOString(),
      data: {
        delivery_id: first?.deliveryId,
        invoca_id: 'C-1',
        status: 'approved',
        payout: '21.00',
        affiliate_id: '23',
      },
    });
    if (!first) throw new Error('Nothing was due.');
    await desk.end(first, NOW + HOUR, { verdict: 'not_delivered', body: first.body });
    const [again] = await desk.claim(NOW + HOUR + MINUTE);
    expect(again?.body).toBe(first.body);
    if (again) await desk.end(again, NOW + HOUR + MINUTE);
    const [reversed] = await desk.claim(NOW + 2 * HOUR);
    expect(JSON.parse(reversed?.body ?? '')).toMatchObject({
      type: 'conversion.reversed',
      data: { status: 'rejected' },
    });
    expect((await owed())[0]).toMatchObject({ method: 'POST' });
    const draft = templateDraft({ url: 'https://x.example/{invoca_id}', method: 'POST' });
    const preview = await desk.store.read.templatePreview({ draft, conversionId: null });
    expect(JSON.parse(preview.body ?? '')).toMatchObject({ data: { invoca_id: 'C-1' } });
  });

  it('of a template that is edited without a word about them stay as they are', async () => {
    desk = await owedDesk({ method: 'POST', events: ['reversed'], onlyWithPayout: true });
    const [stored] = await desk.store.read.templates();
    const { id, name, url, scope, startsAt, active } = stored ?? templateDraft({ url: '' });
    await desk.store.write.saveTemplate({ draft: { id, name, url, scope, startsAt, active }, now: NOW });
    expect(await desk.store.read.templates()).toMatchObject([
      { method: 'POST', events: ['reversed'], onlyWithPayout: true },
    ]);
  });
});
