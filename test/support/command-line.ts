import { runCommandLine } from '#main/cli/run.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { openTestStore } from './test-store.ts';

/** What one call of the command line left behind. */
export interface CommandLineRun {
  readonly exitCode: number;
  readonly out: string;
  readonly errors: string;
}

/**
 * Runs one call of the command line in this process, over the same engine and store a terminal has; that it does the same as
 * a program of its own, with threads, is tried by cli-process.test.ts.
 */
export async function commandLine(
  args: readonly string[],
  world: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly now?: () => number;
    readonly signal?: AbortSignal;
    readonly pause?: (ms: number) => Promise<void>;
  } = {},
): Promise<CommandLineRun> {
  let out = '';
  let errors = '';
  const exitCode = await runCommandLine(args, {
    environment: world.environment ?? {},
    platform: 'linux',
    now: world.now ?? Date.now,
    random: () => 0.5,
    write: (text) => {
      out += text;
    },
    warn: (text) => {
      errors += text;
    },
    signal: world.signal ?? new AbortController().signal,
    openStore: (options) =>
      openTestStore({ ...options, decode: decodeTransactionPage, callFields: customFieldsOf }),
    ...(world.pause ? { pause: world.pause } : {}),
  });
  return { exitCode, out, errors };
}
