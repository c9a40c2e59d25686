import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { PAIR } from './number-desk.ts';

const requested = z.object({
  created: z.array(z.object({ number: z.string(), id: z.string(), id_from_network: z.string() })),
  failed: z.array(z.object({ id_from_network: z.string(), reason: z.string() })),
  waiting: z.array(z.object({ id_from_network: z.string(), reason: z.string() })).optional(),
});
const listed = z.array(
  z.looseObject({
    number: z.string(),
    id: z.string(),
    id_from_network: z.string(),
    state: z.string(),
    custom_data: z.record(z.string(), z.string()),
  }),
);

describe('numbers from a terminal', () => {
  let folder = '';
  let practice: Practice;
  let now = Date.UTC(2026, 4, 14, 9);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-cli-'));
    practice = await startPractice({ seed: 3 });
    const { invocaUrl, networkId } = practice.network;
    const account = ['--name', 'Leadtrust', '--base-url', invocaUrl, '--network-id', networkId];
    const added = await cli('network', 'add', 'invoca', ...account, '--token-env', 'SWITCHBOARD_TOKEN');
    if (added.exitCode !== 0) throw new Error(added.errors);
  });

  afterEach(async () => {
    await practice.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const cli = (...args: string[]): Promise<CommandLineRun> =>
    commandLine([...args, '--data', folder, '--json'], {
      environment: { SWITCHBOARD_TOKEN: practice.network.tokens.network },
      now: () => now,
      pause: (ms) => {
        now += ms;
        return Promise.resolve();
      },
    });
  async function request(count: number, ...more: string[]): Promise<z.infer<typeof requested>> {
    const words = ['numbers', 'request', '--campaign', '45', '--partner', '23', '--count', String(count)];
    const run = await cli(...words, ...more);
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
    return requested.parse(JSON.parse(run.out));
  }
  async function list(...more: string[]): Promise<z.infer<typeof listed>> {
    const run = await cli('numbers', 'list', ...more);
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
    return listed.parse(JSON.parse(run.out));
  }
  async function atNetwork(): Promise<number> {
    const answer: unknown = await (await practice.get(`${PAIR}.json`)).json();
    return z.array(z.unknown()).parse(answer).length;
  }

  it('are asked for, listed with what they carry, and read what the network lists first', async () => {
    const before = await atNetwork();
    const { created, failed } = await request(
      3,
      '--description',
      'Spring {n}',
      '--custom',
      'aff_sub2=spring roof',
      '--custom',
      'aff_sub3=a=b',
    );
    expect(failed).toEqual([]);
    expect(created.map(({ id_from_network: id }) => id)).toEqual([
      'tune-45-23-0008',
      'tune-45-23-0009',
      'tune-45-23-0010',
    ]);
    expect(await atNetwork()).toBe(before + 3);
    const rows = await list('--campaign', '45', '--partner', '23', '--state', 'active');
    expect(rows).toHaveLength(before + 3);
    expect(rows[0]).toMatchObject({
      ...created.at(-1),
      state: 'active',
      campaign: '45',
      partner: '23',
      description: 'Spring 10',
      custom_data: { aff_sub2: 'spring roof', aff_sub3: 'a=b' },
      tracking_link: `${practice.network.invocaUrl}/c/142/7419-43943-${created.at(-1)?.id}`,
    });
  });

  it.each(['before', 'after', 'middle'] as const)(
    'are each made once though an answer is lost %s the request takes effect',
    async (when) => {
      const before = await atNetwork();
      await practice.control.setFault({
        target: 'network',
        kind: 'cut',
        method: 'POST',
        when,
        skip: 1,
        times: 2,
      });
      const { created, failed, waiting } = await request(4);
      expect({ failed, waiting }).toEqual({ failed: [], waiting: undefined });
      expect(new Set(created.map(({ number }) => number)).size).toBe(4);
      expect(await atNetwork()).toBe(before + 4);
    },
  );

  it('wait while the network is away, and come with “jobs run”', async () => {
    await request(1);
    const before = await atNetwork();
    await practice.control.setFault({ target: 'network', kind: 'cut', when: 'before' });
    const { created, waiting } = await request(2);
    expect(created).toEqual([]);
    expect(waiting).toHaveLength(2);
    await practice.control.clearFaults();
    now += 60_000;
    const run = await cli('jobs', 'run', '--once');
    expect(JSON.parse(run.out)).toMatchObject({ done: 2, waiting: 0, failed: [] });
    expect(await atNetwork()).toBe(before + 2);
    expect(await list('--state', 'requested')).toEqual([]);
  });

  it('beyond what the partner may have fail in the network’s own words', async () => {
    const before = await atNetwork();
    const { created, failed } = await request(30);
    expect(created).toHaveLength(25 - before);
    expect(failed).toHaveLength(30 - created.length);
    expect(failed[0]?.reason).toContain('Maximum of 25 promo numbers reached');
    expect(await atNetwork()).toBe(25);
  });

  it.each([
    [['--campaign', '99', '--partner', '23', '--count', '1'], 1, /99/],
    [['--campaign', '45', '--partner', '23', '--count', '0'], 2, /--count/],
    [['--campaign', '45', '--partner', '23', '--count', '1', '--custom', 'x'], 2, /--custom/],
    [['--campaign', '45', '--partner', '23', '--count', '1', '--custom', 'aff_sub=1'], 1, /aff_sub/],
    [['--campaign', '45', '--partner', '23', '--count', '1', '--media-type', 'Smoke'], 1, /Smoke/],
    [['--campaign', '45', '--count', '1'], 2, /--partner/],
  ])('%j is refused', async (words, exitCode, why) => {
    expect(await cli('numbers', 'request', ...words)).toMatchObject({
      exitCode,
      errors: expect.stringMatching(why),
    });
  });

  it('never write the token, or a pool’s key, to any file', async () => {
    await request(1);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      const body = await readFile(join(file.parentPath, file.name));
      expect(body.includes(practice.network.tokens.network), file.name).toBe(false);
    }
  });
});
