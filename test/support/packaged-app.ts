import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test as base } from 'playwright/test';
import type { Browser, Page } from 'playwright/test';
import { packagedParts, packagedPrograms } from '#scripts/lib/packaged-program.mjs';
import { inProject } from '#scripts/lib/project.mjs';
import { readRuntime } from '#scripts/lib/runtime.mjs';

/** How a test starts the packaged program. */
export interface PackagedOptions {
  /** The first words, before Electron's own. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The packaged program at work. */
export interface RunningProgram {
  readonly page: Page;
  readonly child: ChildProcess;
  /** What it has written to its terminal so far. */
  said(): string;
  /** Settles with the exit code once it has ended; null after a signal. */
  readonly ended: Promise<number | null>;
  /** Asks it to quit as a browser is asked, and waits. */
  quit(): Promise<number | null>;
}

interface Fixtures {
  /** A data folder of the test's own, gone afterwards. */
  readonly dataFolder: string;
  readonly start: (options?: PackagedOptions) => Promise<RunningProgram>;
}

/** Where the one packaged program lies. @throws Error when dist/ holds none, or several */
export function thePackagedProgram(): { readonly executable: string; readonly resources: string } {
  const programs = packagedPrograms(inProject('dist'));
  const [program] = programs;
  if (program === undefined || programs.length > 1)
    throw new Error(`dist/ holds ${programs.length} programs; run \`npm run package\`.`);
  return packagedParts(program);
}

/** How the packaged program is started: its words and its environment. */
export function packagedCommand(
  dataFolder: string,
  options: PackagedOptions = {},
): {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
} {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    command: thePackagedProgram().executable,
    args: [
      ...(options.args ?? []),
      ...readRuntime().args,
      '--password-store=basic',
      '--remote-debugging-port=0',
    ],
    env: { ...Object.fromEntries(inherited), SWITCHBOARD_DATA: dataFolder, ...options.env },
  };
}

/**
 * Tests against the very program that is handed out. Its fuses keep Node's inspector shut, so it is driven through its
 * window alone, by Chromium's own debugging port.
 */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from its pattern
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-packaged-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  start: async ({ dataFolder }, use) => {
    const running: RunningProgram[] = [];
    await use(async (options = {}) => {
      const program = await startPackaged(dataFolder, options);
      running.push(program);
      return program;
    });
    for (const { child, ended } of running) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    }
  },
});

export { expect };

async function startPackaged(dataFolder: string, options: PackagedOptions): Promise<RunningProgram> {
  const { command, args, env } = packagedCommand(dataFolder, options);
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The program ended with code ${code}.\n${words}`)));
    child.stderr.on('data', (bytes: Buffer) => {
      words += bytes.toString('utf8');
      const found = /DevTools listening on (ws:\S+)/.exec(words)?.[1];
      if (found) resolve(found);
    });
  });
  const browser = await chromium.connectOverCDP(address);
  const page = await windowOf(browser);
  return {
    page,
    child,
    said: () => words,
    ended,
    async quit() {
      const session = await browser.newBrowserCDPSession();
      // The answer may never come, since the program is on its way out.
      void session.send('Browser.close').catch(() => undefined);
      return ended;
    },
  };
}

async function windowOf(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('The program has no browser context.');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForURL(/^app:\/\/switchboard\//, { waitUntil: 'load' });
  return page;
}
