import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base } from 'playwright/test';
import type { ElectronApplication, Page } from 'playwright/test';
import { z } from 'zod';
import { openVirtualDisplay } from '#scripts/lib/virtual-display.mjs';

const runtime = z.object({ executable: z.string(), args: z.array(z.string()) });

const PROJECT = join(import.meta.dirname, '..', '..');
const HELD_APP = join(import.meta.dirname, 'held-app');

/** How a test starts the app; what is left out is as on a person's machine. */
export interface LaunchOptions {
  /** Words after the app's folder, such as `--hidden`. */
  readonly args?: readonly string[];
  /** Words for Electron itself, such as `--password-store=gnome-libsecret`. */
  readonly electronArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The running app with its window. */
export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
}

interface Fixtures {
  /** A data folder of the test's own, gone afterwards. */
  readonly dataFolder: string;
  /** Starts the built app on the test's data folder; whatever still runs at the end is ended. */
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
}

interface WorkerFixtures {
  /** On Linux a virtual display for every worker: focus and clipboard are one for all who share a screen. */
  readonly ownDisplay: void;
}

/** Tests against the built app in the Electron this machine has. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  ownDisplay: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from its pattern
    async ({}, use) => {
      if (process.platform !== 'linux') return use();
      const display = await openVirtualDisplay();
      Object.assign(process.env, display.env);
      await use();
      display.close();
    },
    { scope: 'worker', auto: true },
  ],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from its pattern
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  launch: async ({ dataFolder }, use) => {
    const started: { readonly app: ElectronApplication; readonly child: ChildProcess }[] = [];
    await use(async (options = {}) => {
      const app = await launchApp(dataFolder, options);
      started.push({ app, child: app.process() });
      const page = await app.firstWindow();
      await page.waitForURL(/^app:\/\/switchboard\//, { waitUntil: 'load' });
      return { app, page };
    });
    await Promise.all(started.map(endApp));
  },
});

export { expect } from 'playwright/test';

/** On a display without a graphics card drawing by a made-up one takes longer than drawing without. */
export const DRAWING = process.platform === 'linux' ? ['--disable-gpu', '--disable-software-rasterizer'] : [];

/** How the built app is started on a data folder: the program, its words and its environment. */
export async function launchCommand(
  dataFolder: string,
  options: LaunchOptions = {},
  folder = PROJECT,
): Promise<{
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}> {
  const { executable, args } = runtime.parse(
    JSON.parse(await readFile(join(PROJECT, 'out', 'runtime.json'), 'utf8')),
  );
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    command: executable,
    args: [...args, ...DRAWING, ...(options.electronArgs ?? []), folder, ...(options.args ?? [])],
    env: { ...Object.fromEntries(inherited), SWITCHBOARD_DATA: dataFolder, ...options.env },
  };
}

/** Asks the app to quit, as its menu does, and waits until it is gone. */
export async function quit(app: ElectronApplication): Promise<void> {
  const ended = once(app.process(), 'exit');
  // The answer may never come, since the app is on its way out.
  void app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
  await ended;
}

async function launchApp(dataFolder: string, options: LaunchOptions): Promise<ElectronApplication> {
  const { command, args, env } = await launchCommand(dataFolder, options, HELD_APP);
  // Left to itself Playwright makes every page light.
  return _electron.launch({ executablePath: command, args, env, cwd: PROJECT, colorScheme: null });
}

/** Ends the app if it still runs; by force when it does not end by itself. */
async function endApp({
  app,
  child,
}: {
  readonly app: ElectronApplication;
  readonly child: ChildProcess;
}): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // The answer may never come, since the app is on its way out.
  void app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
  const late = setTimeout(() => child.kill('SIGKILL'), 8000);
  await gone;
  clearTimeout(late);
}
