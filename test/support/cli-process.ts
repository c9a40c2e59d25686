import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { CommandLineRun } from './command-line.ts';
import { testProgram } from './test-program.ts';

/** Runs one call of the command line in a process of its own, with the store on threads, as a terminal does. */
export async function cliProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandLineRun> {
  const child = spawn(process.execPath, [testProgram('cli'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const closed = once(child, 'close');
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [exitCode] = z.tuple([z.number(), z.unknown()]).parse(await closed);
  return { exitCode, out, errors };
}
