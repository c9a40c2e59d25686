import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bulkPlans } from '#main/engine/numbers/bulk/bulk-plans.ts';
import { saveBatchResult } from '#main/engine/numbers/bulk/save-result.ts';
import { numberDesk, ORDER } from './number-desk.ts';
import type { NumberDesk } from './number-desk.ts';

let desk: NumberDesk;
beforeEach(async () => {
  desk = await numberDesk();
});
afterEach(() => desk.close());

const resultRow = z.record(z.string(), z.string());

async function result(batchId: number): Promise<readonly Record<string, string>[]> {
  const file = join(dirname(desk.file), 'result.csv');
  await saveBatchResult(desk.store.read, { batchId, file, now: desk.now() });
  return z.array(resultRow).parse(parse(await readFile(file, 'utf8'), { columns: true }));
}

describe('many numbers', () => {
  it('by form are asked for in one batch that pauses, goes on, and ends in one file', async () => {
    const before = (await desk.atNetwork()).length;
    const plans = bulkPlans(desk.store);
    const plan = await plans.planForm({
      networkId: desk.network.id,
      offerIds: ['45'],
      partnerIds: ['23', '61'],
      count: 12,
      order: ORDER,
    });
    const { rows } = plans.rows({ planId: plan.planId, faultyOnly: false, index: 0, limit: 10 });
    expect(rows[0]).toMatchObject({ partnerId: '23', count: 12, leftAfter: 25 - before - 12 });
    const start = { planId: plan.planId, name: 'Spring', skipFaulty: true, now: desk.now() };
    const { batchId, numbers } = await plans.start(start);
    expect(numbers).toBe(plan.numbers);

    await desk.store.write.setBatchPaused({ id: batchId, paused: true });
    await desk.run();
    expect(await desk.atNetwork()).toHaveLength(before);
    const [waiting] = await desk.numbers({ batchId });
    expect(waiting).toMatchObject({ state: 'requested', pending: { wait: 'paused' } });

    await desk.store.write.setBatchPaused({ id: batchId, paused: false });
    await desk.practice.control.setFault({
      target: 'network',
      kind: 'cut',
      method: 'POST',
      when: 'after',
      skip: 5,
      times: 2,
    });
    await desk.run();
    const half = await desk.store.read.batch({ id: batchId });
    expect(half.counts.queued + half.counts.running + half.counts.done + half.counts.failed).toBe(half.total);
    for (let turn = 0; turn < 60; turn += 1) {
      await desk.run();
      desk.pass(1000);
    }
    expect(await desk.atNetwork()).toHaveLength(before + 12);
    const told = await result(batchId);
    const made = told.filter(({ state, partner_id: partner }) => state === 'active' && partner === '23');
    expect(made).toHaveLength(12);
    const listed = new Set((await desk.atNetwork()).map(({ promo_number: number }) => number));
    expect(made.every(({ number }) => listed.has(number ?? ''))).toBe(true);
    expect(made[0]).toMatchObject({ line: '1', offer_id: '45', description: 'Zebra 8', reason: '' });
    expect(told).toHaveLength(plan.numbers + plan.faultyRows);
    await expect(plans.start(start)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('by file leave out what cannot be asked for, and tell of it in the result', async () => {
    const plans = bulkPlans(desk.store);
    const plan = await plans.planFile({
      networkId: desk.network.id,
      fileName: 'spring.csv',
      text: 'offer,partner,count,description,aff_sub2\n45,23,2,Zebra {n},one\n99,23,1,x,\n45,23,30,y,\n45,23,1,=z,two\n',
      mapping: null,
      defaults: { mediaType: 'Online: Email', description: '' },
    });
    expect(plan).toMatchObject({ rows: 4, faultyRows: 2, numbers: 3 });
    const { batchId } = await plans.start({
      planId: plan.planId,
      name: 'spring.csv',
      skipFaulty: true,
      now: desk.now(),
    });
    await desk.run();
    const told = await result(batchId);
    expect(told.map(({ line, state }) => [line, state])).toEqual([
      ['2', 'active'],
      ['2', 'active'],
      ['3', 'skipped'],
      ['4', 'skipped'],
      ['5', 'active'],
    ]);
    expect(told[2]?.['reason']).toBe('offer: The network does not list the offer 99.');
    expect(told[4]?.['description']).toBe("'=z");
    const [newest] = await desk.numbers({ batchId });
    expect(newest?.customData).toEqual({ aff_sub2: 'two' });
  });

  it('of ten thousand rows are kept in one go', async () => {
    const { numberIds } = await desk.store.write.requestNumbers({
      networkId: desk.network.id,
      batchName: 'Large',
      numbers: Array.from({ length: 10_000 }, (_, k) => ({
        line: k + 1,
        offerId: '45',
        partnerId: '23',
        order: ORDER,
      })),
      skipped: [],
      now: desk.now(),
    });
    expect(new Set(numberIds).size).toBe(10_000);
    const page = await desk.store.read.numberPage({
      filter: { states: ['requested'] },
      index: 9_990,
      limit: 20,
      now: desk.now(),
    });
    expect(page.count).toBe(10_000);
    expect(page.rows.at(-1)?.idFromNetwork).toBe('tune-45-23-0008');
    expect((await desk.numbers())[0]?.idFromNetwork).toBe('tune-45-23-10007');
  });
});
