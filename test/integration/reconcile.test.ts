import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';

const exported = z.array(
  z.looseObject({
    invoca_id: z.string(),
    status: z.string(),
    payout: z.string(),
    currency: z.string(),
    call_started_at: z.string(),
  }),
);
const reconciled = z.object({
  matched: z.int(),
  missing_here: z.array(z.looseObject({ invoca_id: z.string(), cause: z.string() })),
  missing_there: z.array(z.looseObject({ invoca_id: z.string(), cause: z.string() })),
  different: z.array(
    z.looseObject({
      invoca_id: z.string(),
      field: z.string(),
      here: z.string(),
      there: z.string(),
      cause: z.string(),
    }),
  ),
  totals: z.array(
    z.looseObject({ currency: z.string(), here: z.string(), there: z.string(), difference: z.string() }),
  ),
});

describe('reconciling with a file of TUNE', () => {
  let folder = '';
  let practice: Practice;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-reconcile-'));
    practice = await startPractice({ initialCalls: 120, seed: 5 });
  });
  afterEach(async () => {
    await practice.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const cli = async (...args: string[]): Promise<string> => {
    const run = await commandLine([...args, '--data', folder, '--json'], {
      environment: { SWITCHBOARD_TOKEN: practice.network.tokens.network },
    });
    expect(run.errors).toBe('');
    expect(run.exitCode).toBe(0);
    return run.out;
  };

  it('finds what the file lacks, has too much and says otherwise, and ties out', async () => {
    const { invocaUrl, networkId } = practice.network;
    const account = ['--base-url', invocaUrl, '--network-id', networkId, '--token-env', 'SWITCHBOARD_TOKEN'];
    await cli('network', 'add', 'invoca', '--name', 'Leadtrust', ...account);
    await cli('sync', '--once');
    const all = join(folder, 'all.json');
    await cli('conversions', 'export', '--format', 'json', '--out', all);
    const rows = exported.parse(JSON.parse(await readFile(all, 'utf8')));
    const approved = rows.filter(({ status }) => status === 'approved');
    const [lacking, other] = approved;
    if (!lacking || !other) throw new Error('The practice history holds approved calls.');
    const file = join(folder, 'tune.csv');
    const lines = rows
      .filter((row) => row !== lacking)
      .map((row) =>
        [
          row.invoca_id,
          row.status,
          row === other ? '1.23' : row.payout,
          row.currency,
          row.call_started_at,
        ].join(','),
      );
    await writeFile(
      file,
      [
        'invoca_id,status,payout,currency,datetime',
        ...lines,
        `Z-1,approved,5.00,USD,${other.call_started_at}`,
      ].join('\n'),
    );
    const times = rows.map((row) => Date.parse(row.call_started_at));
    const found = reconciled.parse(
      JSON.parse(
        await cli(
          'reconcile',
          '--tune',
          file,
          '--from',
          new Date(Math.min(...times)).toISOString(),
          '--to',
          new Date(Math.max(...times) + 1).toISOString(),
        ),
      ),
    );
    expect(found.matched).toBe(rows.length - 2);
    expect(found.missing_there).toMatchObject([{ invoca_id: lacking.invoca_id, payout: lacking.payout }]);
    expect(found.missing_here).toMatchObject([{ invoca_id: 'Z-1', cause: 'missing_here' }]);
    expect(found.different).toMatchObject([
      { invoca_id: other.invoca_id, field: 'payout', here: other.payout, there: '1.23', cause: 'payout' },
    ]);
    const [usd] = found.totals;
    const cents = (text: string): number => Math.round(Number(text) * 100);
    const sum = approved.reduce((total, { payout }) => total + cents(payout), 0);
    expect(cents(usd?.here ?? '')).toBe(sum);
    expect(cents(usd?.there ?? '')).toBe(sum - cents(lacking.payout) - cents(other.payout) + 123 + 500);
    expect(cents(usd?.difference ?? '')).toBe(cents(usd?.there ?? '') - sum);

    // An invoice seldom dates its lines, and tells of approved calls only; what it lacks of them was there when it was written.
    const invoice = join(folder, 'invoice.csv');
    const billed = approved.filter((row) => row !== lacking);
    await writeFile(
      invoice,
      ['call id,amount', ...billed.map((row) => `${row.invoca_id},${row.payout}`)].join('\n'),
    );
    const period = ['--from', '2000-01-01', '--to', '2100-01-01'];
    const bill = reconciled.parse(JSON.parse(await cli('reconcile', '--invoice', invoice, ...period)));
    expect(bill.matched).toBe(billed.length);
    expect(bill.missing_there).toMatchObject([{ invoca_id: lacking.invoca_id, cause: 'missing_there' }]);
  });
});
