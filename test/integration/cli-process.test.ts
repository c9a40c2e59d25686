import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { workspaceFile } from '#main/cli/with-store.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { cliProcess } from '#test/support/cli-process.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { keptLog } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

let folder = '';
let practice: Practice;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-process-'));
  practice = await startPractice({ initialCalls: 0, seed: 11, spc: { rate: { perSecond: 0 } } });
});
afterEach(async () => {
  await practice.stop();
  await rm(folder, { recursive: true, force: true });
});

const cli = (...words: string[]): Promise<CommandLineRun> =>
  cliProcess([...words, '--data', folder, '--json'], {
    SWITCHBOARD_TOKEN: practice.network.tokens.network,
    SPC_KEY: practice.network.spcKey,
  });

async function told(...words: string[]): Promise<unknown> {
  const run = await cli(...words);
  expect(run).toMatchObject({ exitCode: 0, errors: '' });
  return JSON.parse(run.out);
}

it('the desk from a terminal is a program of its own: what one call stored the next one finds', async () => {
  const { invocaUrl, networkId, receiverUrl } = practice.network;
  const account = ['--name', 'Leadtrust', '--base-url', invocaUrl, '--network-id', networkId];
  await told('network', 'add', 'invoca', ...account, '--token-env', 'SWITCHBOARD_TOKEN');
  const template = `${receiverUrl}/couponfield/conversion?id={invoca_id}&p={payout}`;
  await told('postback', 'add', '--template', template, '--since', '2020-01-01');
  const [call] = await practice.control.addCalls({ count: 1, result: 'paid', payout: 21, payin: 32 });
  const id = call?.complete_call_id ?? '';
  expect(await told('sync', '--once')).toMatchObject({ fetched: 1, conversions: { approved: 1 } });
  expect(await told('postback', 'send', '--once', '--allow-local')).toMatchObject({ accepted: 1 });
  const { requests } = await practice.control.received('couponfield');
  expect(requests.map(({ url }) => url)).toEqual([`/receiver/couponfield/conversion?id=${id}&p=21.00`]);
  expect(await told('deliveries', 'list', '--invoca-id', id)).toMatchObject([{ verdict: 'accepted' }]);
  const file = join(folder, 'out.json');
  await told('conversions', 'export', '--format', 'json', '--out', file);
  const rows = z.array(z.looseObject({})).parse(JSON.parse(await readFile(file, 'utf8')));
  expect(rows).toMatchObject([{ invoca_id: id, payout: '21.00' }]);
  expect(await told('history', 'verify')).toMatchObject({ entries: 1, ok: true });
}, 120_000);

it('a number whose answer was lost waits in the workspace, where the next call finds it', async () => {
  const { spcUrl, spcUser, spcCustomer } = practice.network;
  const account = ['--name', 'Numbers', '--endpoint', spcUrl, '--user', spcUser, '--customer', spcCustomer];
  await told('network', 'add', 'spc', ...account, '--key-env', 'SPC_KEY');
  await practice.control.setFault({ target: 'spc', kind: 'cut', when: 'after', times: 1 });
  const request = ['session', 'request', '--campaign', 'spring-offer-7', '--ref', 'spring:msg-1'];
  expect(await told(...request)).toEqual({ queued: true, job: expect.any(Number) });
  expect(await told('session', 'list')).toMatchObject([{ state: 'requested' }]);
}, 120_000);

it('a call says on the error stream what went wrong, and by its exit code of which kind', async () => {
  expect(await cli('no', 'such')).toEqual({
    exitCode: 2,
    out: '',
    errors: expect.stringContaining('no such'),
  });
  const missing = await cli('history', 'verify');
  expect(missing).toMatchObject({ exitCode: 1, out: '', errors: expect.stringContaining('no workspace') });
  const store = await openTestStore({
    file: workspaceFile(folder, 'main'),
    decode: decodeTransactionPage,
    log: keptLog(),
    now: Date.now,
  });
  const refused = await cli('partner', 'add', '--name', 'Couponfield', '--id', '23');
  expect(refused).toMatchObject({ exitCode: 1, out: '', errors: expect.stringMatching(/open|in use/) });
  await store.close();
  expect(await told('partner', 'add', '--name', 'Couponfield', '--id', '23')).toMatchObject({ id: '23' });
}, 120_000);
