import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';

const NOW = Date.parse('2026-03-02T15:00:00Z');
const PERIOD = ['--from', '2026-02-01', '--to', '2026-03-03'];

describe('a TUNE network from a terminal', () => {
  let folder = '';
  let practice: Practice;
  let added: CommandLineRun;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-tune-'));
    practice = await startPractice({ seed: 11, initialCalls: 20, clock: () => NOW, base: NOW });
    added = await add();
  });
  afterAll(async () => {
    await practice.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const cli = (...args: string[]): Promise<CommandLineRun> =>
    commandLine([...args, '--data', folder, '--json'], {
      environment: { TUNE_KEY: practice.network.tuneToken, WRONG_KEY: 'NETwrong' },
    });
  const add = (changed: Readonly<Record<string, string>> = {}): Promise<CommandLineRun> => {
    const words = {
      name: 'TUNE',
      'base-url': practice.network.tuneUrl,
      'network-id': practice.network.tuneNetworkId,
      'token-env': 'TUNE_KEY',
      ...changed,
    };
    return cli(
      'network',
      'add',
      'tune',
      ...Object.entries(words).flatMap(([name, word]) => [`--${name}`, word]),
    );
  };
  const read = async (...words: string[]): Promise<Record<string, unknown>[]> => {
    const run = await cli('tune', 'read', '--what', ...words);
    expect([run.errors, run.exitCode]).toEqual(['', 0]);
    return z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(run.out));
  };

  it('is added once', async () => {
    expect([added.errors, added.exitCode]).toEqual(['', 0]);
    expect(JSON.parse(added.out)).toMatchObject({
      name: 'TUNE',
      network_id: 'leadtrust',
      time_zone: null,
      currency: 'USD',
    });
    expect(await add()).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('connected already') as unknown,
    });
  });

  it.each([
    ['offers', 10, { offer_id: '45', name: 'Northgate Roof Inspection', payout: '21.00', currency: 'USD' }],
    ['partners', 11, { partner_id: '23', name: 'Couponfield Media', status: 'active', ref_id: '7419' }],
    ['goals', 4, { goal_id: '7', offer_id: '45', protocol: 'https', payout: '0.00' }],
    [
      'postbacks',
      6,
      { postback_id: '310', partner_id: '23', goal_id: null, modified_at: '2024-05-03T00:20:09.000Z' },
    ],
    ['hostnames', 3, { domain: 'leadtrust.go2cloud.org', type: 'jump', status: 'active' }],
  ])('holds %s', async (what, count, first) => {
    const found = await read(what);
    expect(found).toHaveLength(count);
    expect(found[0]).toMatchObject(first);
  });

  it('has conversions that tie to calls', async () => {
    const [conversions, records] = [await read('conversions', ...PERIOD), await read('records', ...PERIOD)];
    expect(conversions).toHaveLength(20);
    const known = new Set(records.map((record) => record['transaction_id']));
    for (const conversion of conversions) {
      expect(known).toContain(conversion['invoca_transaction_id']);
      expect(conversion['at']).toMatch(/^2026-0[23]-\d\dT.*Z$/);
    }
  });

  it.each([
    [{ 'time-zone': 'Mars/Olympus' }, '--time-zone takes a zone'],
    [{ currency: 'dollars' }, '--currency takes a code'],
    [{ 'token-env': 'NOT A NAME' }, '--token-env takes the name of a variable'],
    [{ 'network-id': 'a.b' }, '--network-id takes the id at TUNE'],
    [{ 'base-url': 'http://leadtrust.api.hasoffers.com' }, '--base-url: Plain http'],
  ])('is not added with %j', async (changed, told) => {
    expect(await add(changed)).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining(told) as unknown,
    });
  });

  it.each([
    [['secrets'], 2, '--what is one of offers, partners'],
    [['conversions'], 2, '--from is missing'],
    [['conversions', '--from', '2026-03-02', '--to', '2026-03-01'], 2, '--to must be after --from'],
    [['offers', '--network', 'Other'], 1, 'There is no TUNE network “Other”'],
  ] as const)('is not read with %j', async (words, exitCode, told) => {
    const run = await cli('tune', 'read', '--what', ...words);
    expect([run.exitCode, run.errors]).toEqual([exitCode, expect.stringContaining(told)]);
  });

  it('is told apart from another by its name', async () => {
    const second = await startPractice({ seed: 12 });
    await add({ name: 'Second', 'base-url': second.network.tuneUrl, 'token-env': 'WRONG_KEY' });
    expect((await cli('tune', 'read', '--what', 'offers')).errors).toContain('say which with --network');
    const refused = await cli('tune', 'read', '--what', 'offers', '--network', 'Second');
    expect(refused.exitCode).toBe(1);
    expect(refused.errors).toContain('Second did not accept the API key');
    expect(refused.errors).not.toContain('NETwrong');
    await second.stop();
  }, 90_000);

  it('a practice link followed arrives when clicks lead to it', async () => {
    await practice.control.setClicks('practice');
    const us = '/aff_c?offer_id=45&aff_id=23&aff_sub=8885550142&PPCPN=8885550142&aff_sub2=a%20b';
    const link = `${practice.network.invocaUrl}/c/142/7419-43943-833064?us=${encodeURIComponent(us)}`;
    const run = await cli('links', 'follow', link);
    expect(JSON.parse(run.out)).toMatchObject({
      hops: [{ status: 302 }, { status: 302 }, { status: 200 }],
      clickHop: 1,
      lost: [],
      changed: [],
      problem: null,
    });
  });
});
