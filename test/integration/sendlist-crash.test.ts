import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { folderOnDisk, testProgram } from '#test/support/test-program.ts';

const MESSAGES = 2000;
const KILLS = 20;
const FIRST_ID = 1_597_334_455_667_788_990n;
const LOOK_MS = 15;

const written = z.array(z.object({ twitter_id: z.string(), handle: z.string(), number: z.string() }));

let folder: string;
let practice: Practice;
beforeEach(async () => {
  folder = await folderOnDisk();
  practice = await startPractice({ seed: 21 });
  await practice.control.setSpc({ rate: 0 });
});
afterEach(async () => {
  await practice.stop();
  await rm(folder, { recursive: true, force: true });
});

function start(...words: string[]) {
  return spawn(process.execPath, [testProgram('cli'), ...words, '--data', folder, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SPC_KEY: practice.network.spcKey,
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    },
  });
}

async function whole(...words: string[]): Promise<unknown> {
  const child = start(...words);
  let out = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString();
  });
  const [code] = z.tuple([z.number(), z.unknown()]).parse(await once(child, 'close'));
  expect(code).toBe(0);
  return JSON.parse(out);
}

/** Requests that changed something at the server so far. */
async function served(): Promise<number> {
  const { numbers_given: given, updates_stored: stored } = await practice.control.spcState({
    client_reference: 'none',
  });
  return given + stored;
}

it('gives 2,000 recipients one number and one update each, killed at 20 random points', async () => {
  const people = Array.from({ length: MESSAGES }, (_, place) => `${FIRST_ID + BigInt(place)},fan_${place},`);
  await writeFile(join(folder, 'fans.csv'), ['twitter_id,handle,name', ...people].join('\n'));
  const copies = [
    { label: 'A', text: 'Call {number}' },
    { label: 'B', text: '{handle}: {number} until {expires}' },
  ];
  await writeFile(join(folder, 'copies.json'), JSON.stringify(copies));
  const { spcUrl, spcUser, spcCustomer } = practice.network;
  await whole(
    'network',
    'add',
    'spc',
    '--name',
    'Numbers',
    '--endpoint',
    spcUrl,
    '--user',
    spcUser,
    '--customer',
    spcCustomer,
    '--key-env',
    'SPC_KEY',
  );
  const run = [
    'sendlist',
    'run',
    '--campaign',
    'follower-offer',
    '--recipients',
    join(folder, 'fans.csv'),
    '--copies',
    join(folder, 'copies.json'),
    '--out',
    join(folder, 'out.csv'),
  ];

  let seed = 20_260_501;
  const random = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  let kills = 0;
  while (kills < KILLS) {
    const at = (await served()) + random((2 * MESSAGES) / KILLS);
    const child = start(...run);
    const ended = once(child, 'close');
    while (child.exitCode === null && (await served()) < at) await pass(LOOK_MS);
    // Somewhere between one request and the next.
    await pass(random(10));
    if (child.exitCode !== null) break;
    child.kill('SIGKILL');
    await ended;
    kills += 1;
  }
  expect(kills).toBe(KILLS);

  const report = await whole(...run);
  expect(report).toMatchObject({
    recipients: MESSAGES,
    numbers: MESSAGES,
    updated: MESSAGES,
    waiting: 0,
    failed: 0,
    written: MESSAGES,
  });
  const { numbers_given: given, updates_stored: stored, sessions } = await practice.control.spcState();
  expect({ given, stored }).toEqual({ given: MESSAGES, stored: MESSAGES });
  const numberOf = new Map(
    sessions.map((session) => [session.versions.at(-1)?.fields['twitter_id'], `'${session.phone_number}`]),
  );
  expect(numberOf.size).toBe(MESSAGES);
  const rows = written.parse(parse(await readFile(join(folder, 'out.csv')), { columns: true }));
  expect(rows.map(({ twitter_id: id }) => id)).toEqual(people.map((line) => line.split(',')[0]));
  expect(rows.filter((row) => numberOf.get(row.twitter_id) !== row.number)).toEqual([]);
}, 300_000);
