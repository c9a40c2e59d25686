import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright/test';
import type { Page } from 'playwright/test';
import { launchCommand } from './electron-app.ts';

const VISITOR_APP = join(import.meta.dirname, 'visitor-app');

/** A visitor's browser on a page of a site, in a program of its own. */
export interface Visitor {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens an address as a browser beside the app would. */
export async function visitorAt(address: string): Promise<Visitor> {
  const profile = await mkdtemp(join(tmpdir(), 'switchboard-visitor-'));
  const { command, args, env } = await launchCommand(profile, { args: [address] }, VISITOR_APP);
  const browser = await _electron.launch({
    executablePath: command,
    args: [`--user-data-dir=${profile}`, ...args],
    env,
    cwd: profile,
    colorScheme: null,
  });
  const page = await browser.firstWindow();
  return {
    page,
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
