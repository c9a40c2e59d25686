import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';

describe('offers, partners and goals from a terminal', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const cli = (...args: string[]): Promise<CommandLineRun> =>
    commandLine([...args, '--data', folder, '--json']);
  async function told(...args: string[]): Promise<unknown> {
    const run = await cli(...args);
    expect(run).toMatchObject({ exitCode: 0 });
    return JSON.parse(run.out);
  }

  it('are added, and have code as TUNE shapes it', async () => {
    const offer = ['--name', 'Roof inspection', '--id', '45', '--payout', '21', '--revenue', '25.5'];
    const rules = ['--require', 'aff_sub2', '--host', 'leadtrust.go2cloud.org'];
    expect(await told('offer', 'add', ...offer, ...rules)).toMatchObject({
      id: '45',
      payout: '21.00',
      revenue: '25.50',
      currency: 'USD',
      network: '',
    });
    expect(await told('goal', 'add', '--offer', '45', '--name', 'Lead')).toMatchObject({
      goal_id: '1',
      protocol: 'iframe',
      payout: '0.00',
      revenue: '0.00',
    });
    expect(await told('goal', 'pixel', '--offer', '45', '--goal', 'lead')).toMatchObject({
      url: 'https://leadtrust.go2cloud.org/aff_goal?a=l&goal_id=1&offer_id=45',
      code: expect.stringContaining(
        '<iframe src="https://leadtrust.go2cloud.org/aff_goal?a=l&amp;goal_id=1&amp;offer_id=45"',
      ),
      warnings: [],
    });
  }, 60_000);

  it('tell what a partner carries in its sub ids', async () => {
    const partner = ['--name', 'Couponfield', '--id', '23', '--time-zone', 'America/New_York'];
    expect(await told('partner', 'add', ...partner, '--sub-id', 'aff_sub3=click_id')).toMatchObject({
      id: '23',
      click_id_in: 'aff_sub3',
      time_zone: 'America/New_York',
    });
    expect(await told('partner', 'list')).toMatchObject([{ id: '23', name: 'Couponfield', numbers: 0 }]);
  }, 60_000);

  it('say which word is off', async () => {
    expect(
      await cli('goal', 'add', '--offer', '7', '--name', 'Lead', '--protocol', 'pay_per_call'),
    ).toMatchObject({ exitCode: 2, errors: expect.stringContaining('Only the default goal') });
    expect(await cli('partner', 'add', '--name', 'Two', '--status', 'gone')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('active, pending, blocked'),
    });
  });
});
