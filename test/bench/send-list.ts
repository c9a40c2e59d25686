import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '#main/cli/run.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Figure } from './support/figures.ts';

const RECIPIENTS = 10_000;
/** Requests a second an account takes (mongoose-spc.md 5); a number takes two of them. */
const ALLOWED = 10;

/**
 * A send list of 10,000 from the command line against the practice network, its rate limit lifted: a number and an update
 * for each recipient, then the file. The floor is what the network's own limit would let through.
 */
export async function sendListFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  const practice = await startPractice({ seed: 9 });
  try {
    await practice.control.setSpc({ rate: 0 });
    const { spcUrl, spcUser, spcCustomer, spcKey } = practice.network;
    const environment = { SPC_KEY: spcKey };
    await writeFile(join(folder, 'fans.csv'), recipients());
    await writeFile(
      join(folder, 'copies.json'),
      JSON.stringify([{ label: 'A', text: '{handle}: {number}' }]),
    );
    await run(environment, [
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
      '--data',
      folder,
    ]);
    const started = performance.now();
    await run(environment, [
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
      '--data',
      folder,
    ]);
    const rate = RECIPIENTS / ((performance.now() - started) / 1000);
    const { numbers_given: given, updates_stored: stored } = await practice.control.spcState({
      client_reference: 'none',
    });
    const lines = (await readFile(join(folder, 'out.csv'), 'utf8')).trim().split('\n').length - 1;
    if (given !== RECIPIENTS || stored !== RECIPIENTS || lines !== RECIPIENTS)
      throw new Error(`${given} numbers, ${stored} updates and ${lines} messages instead of ${RECIPIENTS}.`);
    const floor = ALLOWED / 2;
    return [
      {
        name: `send list of ${RECIPIENTS.toLocaleString('en-US')}, numbers with their update stored`,
        measured: rate,
        unit: '/s',
        floor,
        goal: '≥ 1×',
        met: rate >= floor,
      },
    ];
  } finally {
    await practice.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function recipients(): string {
  const rows = Array.from(
    { length: RECIPIENTS },
    (_, place) => `${1_597_334_455_667_788_990n + BigInt(place)},fan_${place},`,
  );
  return ['twitter_id,handle,name', ...rows].join('\n');
}

async function run(environment: Readonly<Record<string, string>>, words: readonly string[]): Promise<void> {
  const code = await runCommandLine(words, {
    environment,
    platform: process.platform,
    now: Date.now,
    random: Math.random,
    write: () => undefined,
    warn: (text) => process.stderr.write(text),
    signal: new AbortController().signal,
  });
  if (code !== 0) throw new Error(`“${words.slice(0, 2).join(' ')}” ended with code ${code}.`);
}
