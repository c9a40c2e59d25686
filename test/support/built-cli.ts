import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readRuntime } from '../../scripts/lib/runtime.mjs';

/** Runs the built command line in a process of its own, as a terminal would, and gives its standard output. */
export async function builtCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const run = promisify(execFile);
  const { stdout } = await run(readRuntime().node, ['out/main/cli.cjs', ...args], {
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
