import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workspaceFile } from '#main/cli/with-store.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { syncOnce } from '#main/engine/sync/sync-once.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { keptLog, NETWORK } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

/** The calls are hours old, so that TUNE's own import counts as over. */
const CALLS_UNTIL = Date.now() - 3 * 3_600_000;
const TEMPLATE = 'https://partners.example/{affiliate_id}?call={invoca_id}';

describe('TUNE and modes from a terminal', () => {
  let folder = '';
  let practice: Practice;
  const cli = (...args: string[]): Promise<CommandLineRun> =>
    commandLine([...args, '--data', folder, '--json'], {
      environment: { TUNE_KEY: practice.network.tuneToken },
    });
  const told = async (...args: string[]): Promise<unknown> => {
    const run = await cli(...args);
    expect([run.errors, run.exitCode]).toEqual(['', 0]);
    return JSON.parse(run.out);
  };
  const withDesk = async (work: (store: DeskStore) => Promise<unknown>): Promise<void> => {
    const parts = { decode: decodeTransactionPage, log: keptLog(), now: Date.now };
    const store = await openTestStore({ file: workspaceFile(folder, 'main'), ...parts });
    try {
      await work(store);
    } finally {
      await store.close();
    }
  };
  const sync = (store: DeskStore): Promise<unknown> =>
    syncOnce({
      store,
      clients: invocaClients(),
      tokens: () => Promise.resolve(practice.network.tokens.network),
      clock: Date.now,
      log: keptLog(),
      signal: new AbortController().signal,
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-tune-cli-'));
    await mkdir(join(folder, 'workspaces', 'main'), { recursive: true });
    const clock = (): number => CALLS_UNTIL;
    practice = await startPractice({ seed: 11, initialCalls: 20, clock, base: CALLS_UNTIL - 3_600_000 });
    // Its clock stands still, so its ten seconds never pass.
    await practice.control.setTune({ calls_in_ten_seconds: 0 });
    const { invocaUrl, tuneUrl, networkId, tuneNetworkId } = practice.network;
    await withDesk(async (store) => {
      const network = { ...NETWORK, baseUrl: invocaUrl, organisationId: networkId };
      await store.write.addNetwork({ network, now: CALLS_UNTIL });
      const token = { keeping: 'environment', variable: 'TUNE_KEY' } as const;
      const account = { name: 'TUNE', baseUrl: tuneUrl, networkId: tuneNetworkId, timeZone: null, token };
      await store.write.addTuneAccount({
        account: { ...account, currency: 'USD', practice: false },
        now: CALLS_UNTIL,
      });
      await sync(store);
      const scope = { networkId: null, partnerId: null, offerId: null };
      const draft = { id: null, name: 'Partners', url: TEMPLATE, scope, startsAt: 0, active: true };
      await store.write.saveTemplate({ draft, now: CALLS_UNTIL });
      await store.write.setDeskMode({ mode: 'observe', importOff: false, now: CALLS_UNTIL });
    });
  });
  afterAll(async () => {
    await practice.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is not switched before TUNE was read; what stands in the way is told', async () => {
    expect(await told('mode', 'show')).toMatchObject({ mode: 'observe', tune: [{ read_at: null }] });
    expect(await cli('mode', 'set', '--to', 'desk')).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('has not been read yet') as unknown,
    });
  });

  it('reads TUNE into the workspace and marks whom both would tell', async () => {
    expect(await told('tune', 'pull')).toMatchObject({
      offers: 10,
      partners: 11,
      goals: 4,
      postbacks: 6,
      conversions: 20,
      differences: 0,
      unmatched: 0,
      told_twice: 2,
      written: 0,
    });
    expect(await told('tune', 'postbacks', '--told-twice')).toMatchObject([
      { postback_id: '310', told_by: [{ template: 'Partners', same_receiver: false }], acknowledged: false },
      { postback_id: '311' },
    ]);
  });

  it('is switched once that is settled, and previewed before; TUNE then gets what it has otherwise', async () => {
    expect(await told('tune', 'acknowledge', '--postback', '310')).toMatchObject({ acknowledged: true });
    await withDesk(async (store) => {
      const [networkId = 0] = (await store.read.tuneAccounts()).map(({ id }) => id);
      const asked = { networkId, postbackId: '311', acknowledged: true, now: Date.now() };
      await store.write.acknowledgeTunePostback(asked);
    });
    const preview = await cli('mode', 'set', '--to', 'write', '--preview');
    expect(preview.exitCode).toBe(1);
    expect(JSON.parse(preview.out)).toMatchObject({
      from: 'observe',
      to: 'write',
      switched: false,
      templates: 1,
      tune_postbacks: 2,
      obstacles: ['Say that TUNE does not take over calls from Invoca by itself.'],
    });
    expect(await told('mode', 'set', '--to', 'write', '--import-off')).toMatchObject({ switched: true });

    const [call] = await practice.control.addCalls({ count: 1, result: 'nosale' });
    await practice.control.importIntoTune();
    await practice.control.setTune({ importing: false });
    await practice.control.correct(call?.complete_call_id ?? '', { result: 'paid', payout: 12 });
    await withDesk(sync);
    expect(await told('tune', 'pull')).toMatchObject({ written: 1, write_failures: [] });
    expect(await told('tune', 'pull')).toMatchObject({ written: 0, differences: 0 });
  }, 60_000);

  it('takes no mode it does not know', async () => {
    expect(await cli('mode', 'set', '--to', 'both')).toMatchObject({ exitCode: 2 });
    expect(await cli('tune', 'pull', '--days', '0')).toMatchObject({ exitCode: 2 });
  });
});
