import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { statusOfResult } from '#shared/domain/status.ts';
import { readRuntime } from '../../scripts/lib/runtime.mjs';
import { DRAWING, expect, test } from '#test/support/electron-app.ts';
import { builtCli } from '#test/support/built-cli.ts';
import { startPageServer } from '#test/support/page-server.ts';
import { callId, transactionRow } from '#test/support/transaction-rows.ts';

const TRANSACTIONS = 20_000;
const KILLS = 50;
const LONGEST_LIFE_MS = 110;
const exported = z.array(
  z.object({ invoca_id: z.string(), status: z.string(), payout: z.string(), history: z.array(z.unknown()) }),
);

test('killed fifty times while it syncs, the app loses nothing and doubles nothing', async () => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-crash-'));
  const server = await startPageServer(TRANSACTIONS, 80, 8);
  const env = { SWITCHBOARD_TOKEN: 'crash-token', SWITCHBOARD_DATA: folder };
  const data = ['--data', folder, '--json'];
  try {
    await builtCli(
      [
        'network',
        'add',
        'invoca',
        '--name',
        'Crash',
        '--base-url',
        server.origin,
        '--network-id',
        '142',
        '--token-env',
        'SWITCHBOARD_TOKEN',
        ...data,
      ],
      env,
    );
    await builtCli(
      [
        'postback',
        'add',
        '--template',
        'https://partner.example/c?id={invoca_id}',
        '--since',
        '2020-01-01',
        ...data,
      ],
      env,
    );

    for (let kill = 0; kill < KILLS; kill += 1) await runAndKill(folder, env, server.nextPageAsked());

    await builtCli(['sync', '--once', ...data], env);
    const file = join(folder, 'all.json');
    await builtCli(['conversions', 'export', '--format', 'json', '--out', file, ...data], env);
    const conversions = exported.parse(JSON.parse(await readFile(file, 'utf8')));
    const expected = Array.from({ length: TRANSACTIONS }, (_, index) => {
      const raw = String(transactionRow(index)['call_result_description_detail']);
      return `${callId(index)} ${statusOfResult(raw).status} 1`;
    });
    const told = conversions.map((one) => `${one.invoca_id} ${one.status} ${one.history.length}`);
    expect(told.toSorted()).toEqual(expected.toSorted());
    const approved = conversions.filter(({ status }) => status === 'approved').length;
    expect(stored(folder)).toEqual({
      transactions: TRANSACTIONS,
      deliveries: approved,
      ids: approved,
      integrity: 'ok',
    });
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Starts the app, waits until it syncs, and kills the process that holds the store at a random instant. */
async function runAndKill(
  folder: string,
  env: Record<string, string>,
  syncing: Promise<void>,
): Promise<void> {
  const { executable, args } = readRuntime();
  const child = spawn(executable, [...args, ...DRAWING, '.', '--hidden', `--user-data-dir=${folder}`], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await Promise.race([syncing, ended.then(() => Promise.reject(new Error('The app ended by itself.')))]);
  await delay(Math.random() * LONGEST_LIFE_MS);
  child.kill('SIGKILL');
  await ended;
}

function stored(folder: string): Record<string, unknown> {
  const database = new Database(join(folder, 'workspaces', 'main', 'desk.sqlite'), { readonly: true });
  try {
    const one = (sql: string): unknown => database.prepare(sql).pluck().get();
    return {
      transactions: one('SELECT count(*) FROM transactions'),
      deliveries: one('SELECT count(*) FROM deliveries'),
      ids: one('SELECT count(DISTINCT delivery_id) FROM deliveries'),
      integrity: one('PRAGMA integrity_check'),
    };
  } finally {
    database.close();
  }
}
