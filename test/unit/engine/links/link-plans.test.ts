import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkPlans } from '#main/engine/links/link-plans.ts';
import type { LinkFileInput, LinkPlans } from '#main/engine/links/link-plans.ts';
import { saveLinks } from '#main/engine/links/save-links.ts';
import type { LinkStanding } from '#shared/domain/link-standing.ts';
import { UNKNOWN_STANDING } from '#shared/domain/link-standing.ts';
import { NO_FILLINGS } from '#shared/domain/sub-id-filling.ts';
import { parseTrackingLink } from '#shared/domain/tracking-link.ts';
import { testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';

const BASE = 'http://networkid.ringrevenue.com/c/142/7419-43943-833064';
const HOW = {
  fileName: 'in.csv',
  mapping: null,
  rules: NO_FILLINGS,
  defaults: { offerId: '', partnerId: '' },
};

let store: TestStore;
let plans: LinkPlans;
let standings: Readonly<Record<string, Partial<LinkStanding>>> = {};

beforeEach(async () => {
  store = await testStore();
  standings = {};
  plans = linkPlans({
    write: store.write,
    read: {
      linkStandings: ({ links }) =>
        Promise.resolve(links.map(({ number }) => ({ ...UNKNOWN_STANDING, ...standings[number] }))),
    },
  });
});
afterEach(() => store.end());

const plan = (text: string, more: Partial<LinkFileInput> = {}) => plans.planFile({ ...HOW, text, ...more });
const all = (planId: string) => plans.rows({ planId, faultyOnly: false, index: 0, limit: 200 }).rows;

describe('links of a file', () => {
  it('are made by its headings, with numbers in any spelling and bases the desk knows', async () => {
    standings = { '8886532941': { baseLink: BASE } };
    const made = await plan('Offer ID;Aff-ID;Phone;sub2\n45;23;(888) 653-2941;a b\n45;23;8886532941;\n');
    expect(made).toMatchObject({ rows: 2, links: 2, faulty: 0, unmade: 0, fileFaults: [] });
    expect(made.columns.map(({ field }) => field)).toEqual(['offer_id', 'aff_id', 'number', 'aff_sub2']);
    const parsed = parseTrackingLink(all(made.planId)[0]?.link ?? '');
    expect(parsed.ok && parsed.parts).toMatchObject({
      base: BASE,
      number: '8886532941',
      subIds: { aff_sub2: 'a b' },
    });
  });

  it('keep the place of rows nothing can be made of, and say all that is wrong', async () => {
    standings = { '8886532942': { number: 'ended', approval: { status: 'Applied' } } };
    const made = await plan(
      [
        'base,offer_id,aff_id,number,aff_sub2',
        `${BASE},45,23,12,x`,
        `${BASE},45,23,8886532942,x`,
        `${BASE},45,23,8886532941,{clickid}`,
        `${BASE},45,23,8886532941,y`,
        `${BASE},45,23,8886532941,y`,
      ].join('\n'),
    );
    expect(made).toMatchObject({ rows: 5, links: 4, faulty: 3, unmade: 1 });
    const codes = all(made.planId).map(({ line, faults }) => [
      line,
      ...faults.map((text) => text.split(':')[0]),
    ]);
    expect(codes).toEqual([
      [2, 'not_ten_digits'],
      [3, 'number-ended', 'not-approved'],
      [4, 'unresolved-macro'],
      [5],
      [6, 'duplicate-link'],
    ]);
    const { count } = plans.rows({ planId: made.planId, faultyOnly: true, index: 0, limit: 9 });
    expect(count).toBe(4);
  });

  it('take sub ids by rule, and multiply where each value is to be taken', async () => {
    const rules = {
      ...NO_FILLINGS,
      aff_sub2: { kind: 'column' as const, column: 'city', otherwise: 'anywhere' },
      aff_sub3: { kind: 'list' as const, values: ['a', 'b'], take: 'each' as const },
      source: { kind: 'fixed' as const, value: 'mail' },
    };
    const defaults = { offerId: '45', partnerId: '23' };
    const text = `base,number,city\n${BASE},8886532941,Denver\n${BASE},8886532942,\n`;
    const made = await plan(text, { rules, defaults });
    expect(all(made.planId).map(({ subIds }) => subIds)).toEqual([
      'aff_sub2 Denver · aff_sub3 a · source mail',
      'aff_sub2 Denver · aff_sub3 b · source mail',
      'aff_sub2 anywhere · aff_sub3 a · source mail',
      'aff_sub2 anywhere · aff_sub3 b · source mail',
    ]);
    const missing = await plan('base,number\nx,1\n', { rules, defaults });
    expect(missing.fileFaults).toEqual(['A rule reads the column “city”, which the file does not have.']);
    const empty = { ...NO_FILLINGS, source: { kind: 'fixed' as const, value: '' } };
    await expect(plan(text, { rules: empty })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'source',
    });
  });

  it('are registered once, those with a fault only when asked to', async () => {
    const text = `base,offer_id,aff_id,number,aff_sub2\n${BASE},45,23,8886532941,a\n${BASE},45,23,8886532941,{b}\n`;
    const { planId } = await plan(text);
    const kept = await plans.register({ planId, note: 'spring', faultyToo: false, now: 7 });
    expect(kept.links).toBe(1);
    const page = await store.read.linkPage({ filter: { batchId: kept.batchId }, index: 0, limit: 9 });
    expect(page.rows).toMatchObject([{ note: 'spring', subIds: { aff_sub2: 'a' }, createdAt: 7 }]);
    const again = plans.register({ planId, note: '', faultyToo: true, now: 8 });
    await expect(again).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are saved with every column as it was, what rules added, and their faults', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-links-'));
    const rules = {
      ...NO_FILLINGS,
      source: { kind: 'list' as const, values: ['a', 'b'], take: 'each' as const },
    };
    const { planId } = await plan(`link,note,offer_id,aff_id,number\n${BASE},"=1+1, x",45,23,8886532941\n`, {
      rules,
    });
    const file = join(folder, 'out.csv');
    expect(await saveLinks(plans.find(planId), { file, format: 'csv', now: 1 })).toBe(2);
    const rows: Record<string, string>[] = parse(await readFile(file, 'utf8'), { columns: true });
    expect(rows.map(({ note, source }) => [note, source])).toEqual([
      ['=1+1, x', 'a'],
      ['=1+1, x', 'b'],
    ]);
    expect(rows[0]?.['link']).toBe(BASE);
    expect(rows[0]?.['link_2']).toContain(`${BASE}?us=`);
    const workbook = join(folder, 'out.xlsx');
    expect(await saveLinks(plans.find(planId), { file: workbook, format: 'xlsx', now: 1 })).toBe(2);
    expect((await readFile(workbook)).subarray(0, 2).toString()).toBe('PK');
    await rm(folder, { recursive: true });
  });

  it('are ten thousand at once where the file has as many rows', async () => {
    const lines = Array.from({ length: 10_000 }, (_, k) => `${BASE},45,23,8886532941,visit ${k} & more`);
    const made = await plan(['base,offer_id,aff_id,number,aff_sub2', ...lines].join('\n'));
    expect(made).toMatchObject({ links: 10_000, faulty: 0 });
  });
});
