import { fork, spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';

const ENTRY = fileURLToPath(import.meta.resolve('#main/sandbox/process.ts'));
const addresses = z.object({
  invocaUrl: z.url(),
  controlUrl: z.url(),
  spcUrl: z.url(),
  spcUser: z.string(),
  spcKey: z.string(),
  spcCustomer: z.string(),
  campaigns: z.array(z.string()).min(3),
  followersUrl: z.url(),
  followersToken: z.string(),
  followersUserId: z.string(),
  tokens: z.object({ network: z.string() }),
});

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

function output(child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> {
  return new Promise((resolve) => child[stream]?.once('data', (chunk: Buffer) => resolve(chunk.toString())));
}

function start(...words: string[]): ChildProcess {
  const child = spawn(process.execPath, [ENTRY, ...words], { stdio: 'pipe' });
  started.push(child);
  return child;
}

async function reachable(url: string): Promise<boolean> {
  return fetch(`${url}/state`).then(
    ({ ok }) => ok,
    () => false,
  );
}

test('says where it is in one line, serves, and stops on SIGTERM', async () => {
  const child = start('--seed', '7', '--calls', '12');
  const line = await output(child, 'stdout');
  expect(line.trim().split('\n')).toHaveLength(1);
  const { controlUrl, invocaUrl, tokens } = addresses.parse(JSON.parse(line));
  expect(new URL(invocaUrl).hostname).toBe('127.0.0.1');
  const page = await fetch(`${invocaUrl}/api/2020-10-01/networks/transactions/142.json`, {
    headers: { authorization: tokens.network },
  });
  expect(page.status).toBe(200);
  const end = ended(child);
  child.kill('SIGTERM');
  expect(await end).toBe(0);
  expect(await reachable(controlUrl)).toBe(false);
});

test('ends with its standard input when it was told to', async () => {
  const child = start('--calls', '0', '--until-stdin-closes');
  const { controlUrl } = addresses.parse(JSON.parse(await output(child, 'stdout')));
  expect(await reachable(controlUrl)).toBe(true);
  const end = ended(child);
  child.stdin?.end();
  expect(await end).toBe(0);
});

test('tells a parent that forked it by message, and ends with the channel', async () => {
  const child = fork(ENTRY, ['--calls', '0'], { silent: true });
  started.push(child);
  const message = await new Promise((resolve) => child.once('message', resolve));
  expect(await reachable(addresses.parse(message).controlUrl)).toBe(true);
  const end = ended(child);
  child.disconnect();
  expect(await end).toBe(0);
});

test('refuses words it does not know with 2 and says which', async () => {
  const child = start('--colour', 'red');
  const [told, code] = await Promise.all([output(child, 'stderr'), ended(child)]);
  expect(told).toContain('--colour');
  expect(code).toBe(2);
});
