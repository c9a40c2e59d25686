import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { openDevTools, targetAddress } from './devtools.ts';
import type { DevTools } from './devtools.ts';

const runtimeFile = z.object({ executable: z.string(), args: z.array(z.string()) });

/** A running Electron app whose first page answers questions. */
export interface MeasuredApp {
  /** Milliseconds from spawning the process to the page's expression being true. */
  readonly usableAfterMs: number;
  /** Proportional set size of all its processes, in bytes. */
  memory(): Promise<number>;
  evaluate(expression: string): Promise<unknown>;
  /** The port its pages and its browser are debugged by. */
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts the app in `folder` and waits until the expression is true in its first page. */
export async function startMeasured(
  folder: string,
  ready: string,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<MeasuredApp> {
  const runtime = runtimeFile.parse(JSON.parse(await readFile('out/runtime.json', 'utf8')));
  const port = await freePort();
  const started = performance.now();
  const child = spawn(
    runtime.executable,
    [...runtime.args, `--remote-debugging-port=${port}`, ...flags, folder],
    { env: { ...process.env, ...env }, stdio: 'ignore', detached: true },
  );
  const page = await openDevTools(await targetAddress(port, 'page'));
  for (;;) {
    if ((await page.evaluate(ready)) === true) break;
    await delay(4);
    if (performance.now() - started > 60_000) throw new Error(`“${folder}” was not usable within a minute.`);
  }
  const usableAfterMs = performance.now() - started;
  return {
    usableAfterMs,
    memory: () => proportionalMemory(child.pid ?? 0),
    evaluate: (expression) => page.evaluate(expression),
    port,
    stop: () => stop(child, page),
  };
}

async function proportionalMemory(root: number): Promise<number> {
  const family = await processFamily(root);
  const sizes = await Promise.all(
    family.map(async (pid) => {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
      return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function processFamily(root: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = new Set([root]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [pid, parent] of parents) {
      if (family.has(parent) && !family.has(pid)) {
        family.add(pid);
        grown = true;
      }
    }
  }
  return [...family];
}

async function stop(child: ChildProcess, page: DevTools): Promise<void> {
  page.close();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
}

/** A port nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port could be had.');
  return address.port;
}
