import { resolve } from 'node:path';
import { DeskError } from '#shared/ipc/errors.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { defaultDataFolder } from './data-folder.ts';

/** The world a call of the command line runs in; passed in so that tests run it in their own process. */
export interface CommandLineWorld extends Pick<
  CommandContext,
  'environment' | 'now' | 'random' | 'write' | 'warn' | 'signal' | 'pause' | 'openStore'
> {
  readonly platform: string;
}

/**
 * Runs one call of the command line and gives its exit code: 0 done, 1 failed (the message is on the error
 * stream), 2 when the call's words are off.
 */
export async function runCommandLine(args: readonly string[], world: CommandLineWorld): Promise<number> {
  try {
    const { words, json, data, workspace, help } = sharedOptions(args);
    if (help || words.length === 0) {
      world.write(helpText());
      return help ? 0 : 2;
    }
    const found = findCommand(words);
    const result = await found.command.run(found.rest, {
      ...world,
      json,
      workspace,
      dataFolder: resolve(data ?? defaultDataFolder(world.platform, world.environment)),
    });
    world.write(json ? `${JSON.stringify(result.data)}\n` : `${result.text}\n`);
    return result.exitCode ?? 0;
  } catch (error) {
    return report(error, world.warn);
  }
}

function report(error: unknown, warn: (text: string) => void): number {
  if (error instanceof UsageError) {
    warn(`${error.message}\nRun “cli -- --help” for the commands.\n`);
    return 2;
  }
  if (error instanceof DeskError) {
    warn(`${error.message}${error.detail === undefined ? '' : `\n${error.detail}`}\n`);
    return 1;
  }
  if (error instanceof NetworkFault) {
    warn(`${error.message}\n`);
    return 1;
  }
  warn(
    `Something unexpected went wrong: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 1;
}

interface SharedOptions {
  readonly words: readonly string[];
  readonly json: boolean;
  readonly help: boolean;
  readonly data: string | undefined;
  readonly workspace: string;
}

/** Takes out what every command understands; the rest belongs to the command, wherever it stood. */
function sharedOptions(args: readonly string[]): SharedOptions {
  const words: string[] = [];
  let json = false;
  let help = false;
  let data: string | undefined;
  let workspace = 'main';
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const [name, inline] = splitOption(word);
    if (word === '--json') json = true;
    else if (word === '--help' || word === '-h') help = true;
    else if (name === '--data' || name === '--workspace') {
      const value = inline ?? args[(index += 1)];
      if (value === undefined || value === '') throw new UsageError(`${name} needs a value.`);
      if (name === '--data') data = value;
      else workspace = workspaceName(value);
    } else words.push(word);
  }
  return { words, json, help, data, workspace };
}

function workspaceName(value: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(value)) {
    throw new UsageError(
      `--workspace takes a name of small letters, digits and dashes; “${value}” is not one.`,
    );
  }
  return value;
}

function splitOption(word: string): readonly [string, string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function findCommand(words: readonly string[]): {
  readonly command: Command;
  readonly rest: readonly string[];
} {
  const byLength = COMMANDS.toSorted((a, b) => b.name.length - a.name.length);
  for (const command of byLength) {
    const name = command.name.split(' ');
    if (name.every((part, index) => words[index] === part))
      return { command, rest: words.slice(name.length) };
  }
  throw new UsageError(`There is no command “${words.slice(0, 2).join(' ')}”.`);
}

function helpText(): string {
  const lines = COMMANDS.map((command) => `  ${command.usage}`);
  return [
    'Switchboard from a terminal: the same engine as the app, over the same data.',
    '',
    'Usage: npm run --silent cli -- <command> [--data <folder>] [--workspace <name>] [--json]',
    '',
    ...lines,
    '',
    'Exit code: 0 done, 1 failed (the message is on the error stream), 2 when the words of the call are off.',
    '',
  ].join('\n');
}
