import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';

const report = z.object({
  recipients: z.number(),
  numbers: z.number(),
  updated: z.number(),
  waiting: z.number(),
  failed: z.number(),
  late: z.number(),
  excluded: z.number(),
  written: z.number(),
  waits_for: z.object({ kind: z.string(), reason: z.string(), until: z.number().nullable() }).nullable(),
});
const written = z.array(
  z.object({
    twitter_id: z.string(),
    handle: z.string(),
    ad_copy: z.string(),
    number: z.string(),
    expires_at: z.string(),
    message: z.string(),
  }),
);

/** Ids that no number could hold. */
const FIRST_ID = 1_597_334_455_667_788_990n;

describe('a send list from a terminal', () => {
  let folder = '';
  let practice: Practice;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-list-'));
    practice = await startPractice({ initialCalls: 0, seed: 11 });
    await practice.control.setSpc({ rate: 0 });
    await writeFile(
      join(folder, 'copies.json'),
      JSON.stringify([
        { label: 'A', text: 'Call {number} before {expires}, {name}' },
        { label: 'B: 24 hours', text: '@{handle}: 20% off at {number}' },
      ]),
    );
  });

  afterEach(async () => {
    await practice.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const cli = async (...args: string[]) =>
    commandLine([...args, '--data', folder, '--json'], {
      environment: { SPC_KEY: (await practice.control.spcState()).users[0]?.key ?? '' },
    });

  const recipients = (lines: readonly string[]): Promise<void> =>
    writeFile(join(folder, 'followers.csv'), ['twitter_id,handle,name', ...lines].join('\n'));
  const some = (count: number): string[] =>
    Array.from({ length: count }, (_, place) => `${FIRST_ID + BigInt(place)},fan_${place},Fan ${place}`);

  async function connect(): Promise<void> {
    const [user] = (await practice.control.spcState()).users;
    const added = await cli(
      'network',
      'add',
      'spc',
      '--name',
      'Numbers',
      '--endpoint',
      practice.network.spcUrl,
      '--user',
      user?.user ?? '',
      '--customer',
      user?.customers[0] ?? '',
      '--key-env',
      'SPC_KEY',
    );
    expect(added).toMatchObject({ exitCode: 0, errors: '' });
  }
  async function run(campaign: string, ...more: string[]) {
    const done = await cli(
      'sendlist',
      'run',
      '--campaign',
      campaign,
      '--recipients',
      join(folder, 'followers.csv'),

      '--copies',
      join(folder, 'copies.json'),
      '--out',
      join(folder, 'out.csv'),
      '--zone',
      'America/New_York',
      ...more,
    );
    expect(done.errors).toBe('');
    expect(done.exitCode).toBe(0);
    return report.parse(JSON.parse(done.out));
  }
  const out = async () => written.parse(parse(await readFile(join(folder, 'out.csv')), { columns: true }));

  it('gives every recipient a number and stores who got which words with it', async () => {
    await connect();
    await recipients([...some(20), `${FIRST_ID},again,Twice`, '1.597E+18,sheet,Spoilt']);
    expect(await run('follower-offer')).toMatchObject({
      recipients: 20,
      numbers: 20,
      updated: 20,
      waiting: 0,
      failed: 0,
      excluded: 2,
      written: 20,
    });
    const rows = await out();
    expect(rows.map(({ twitter_id: id }) => id)).toEqual(some(20).map((line) => line.split(',')[0]));
    expect(new Set(rows.map(({ number }) => number)).size).toBe(20);
    const { sessions, numbers_given: given, updates_stored: updates } = await practice.control.spcState();
    expect({ given, updates }).toEqual({ given: 20, updates: 20 });
    for (const row of rows) {
      const session = sessions.find(({ phone_number: number }) => `'${number}` === row.number);
      expect(session?.versions.at(-1)?.fields).toEqual({
        twitter_id: row.twitter_id,
        twitter_handle: row.handle,
        ad_copy: row.ad_copy,
      });
      expect(Date.parse(row.expires_at)).toBe(session?.expires_at);
    }
    expect(rows[0]?.message).toMatch(
      /^Call \(\d{3}\) \d{3}-\d{4} before \w{3} \d+, \d+:\d\d [AP]M E[SD]T, Fan 0$/,
    );

    expect(await run('follower-offer')).toMatchObject({
      recipients: 20,
      numbers: 20,
      updated: 20,
      written: 20,
    });
    expect(await out()).toEqual(rows);
    expect(await practice.control.spcState()).toMatchObject({
      numbers_given: 20,
      updates_stored: 20,
      replays: 0,
    });
  });

  it('waits when the pool is empty, says for what, and goes on with the same call', async () => {
    await connect();
    await practice.control.addSpcCampaign({ campaign_id: 'small', pool_size: 3, quarantine_seconds: 0 });
    await recipients(some(5));
    const first = await run('small');
    expect(first).toMatchObject({ recipients: 5, numbers: 3, updated: 3, waiting: 2, failed: 0, written: 3 });
    expect(first.waits_for).toMatchObject({ kind: 'pool' });
    expect(first.waits_for?.until).toBeGreaterThan(Date.now());
    expect(await out()).toHaveLength(3);
    const { sessions } = await practice.control.spcState({ campaign_id: 'small' });
    for (const session of sessions) await practice.control.expireSpcSession(session.session_id);
    await recipients(some(6));
    const second = await run('small');
    expect(second).toMatchObject({
      recipients: 6,
      numbers: 6,
      updated: 6,
      waiting: 0,
      written: 6,
      waits_for: null,
    });
    expect((await out()).map((row) => row.twitter_id)).toEqual(some(6).map((line) => line.split(',')[0]));
    const { numbers_given: given, updates_stored: stored } = await practice.control.spcState();
    expect({ given, stored }).toEqual({ given: 6, stored: 6 });
  });

  it('refuses other ad copies for a list that has started, and words that are off', async () => {
    await connect();
    await recipients(some(1));
    await run('follower-offer');
    await writeFile(join(folder, 'copies.json'), JSON.stringify([{ label: 'A', text: 'Other {number}' }]));
    const words = ['--campaign', 'follower-offer', '--recipients', join(folder, 'followers.csv')];
    const files = ['--copies', join(folder, 'copies.json'), '--out', join(folder, 'out.csv')];
    const other = await cli('sendlist', 'run', ...words, ...files);
    expect(other).toMatchObject({ exitCode: 1 });
    expect(other.errors).toContain('stay as they were when the list started');
    expect(await cli('sendlist', 'run', ...words, ...files, '--split', 'half')).toMatchObject({
      exitCode: 2,
    });
    expect(await cli('sendlist', 'run', ...words)).toMatchObject({ exitCode: 2 });
    const named = await cli('sendlist', 'run', ...words, ...files, '--list', 'Second');
    expect(report.parse(JSON.parse(named.out))).toMatchObject({ recipients: 1, numbers: 1, written: 1 });
    expect(await practice.control.spcState()).toMatchObject({ numbers_given: 2 });
  });
});
