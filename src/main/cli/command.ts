import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { StoreOptions } from '#main/store/open-store.ts';

/** The call's words are off: exit code 2. The message says which. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What a command is run with, beside its own words. */
export interface CommandContext {
  /** Folder that holds the workspaces. */
  readonly dataFolder: string;
  /** Which workspace in it. */
  readonly workspace: string;
  readonly json: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly random: () => number;
  readonly write: (text: string) => void;
  readonly warn: (text: string) => void;
  /** Aborted when the person asks the command to stop. */
  readonly signal: AbortSignal;
  /** Lets time pass, or ends when the signal aborts; real time without it. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Opens a workspace; on threads of its own without it. */
  readonly openStore?: (options: StoreOptions) => Promise<DeskStore>;
}

/** What a command says when done: data for `--json`, a few lines for a person. */
export interface CommandResult {
  readonly data: unknown;
  readonly text: string;
  /** 0 unless the answer itself is bad news, though the command ran. */
  readonly exitCode?: 0 | 1;
}

/** One command of the command line. */
export interface Command {
  /** The words that name it, such as `link compose`. */
  readonly name: string;
  /** Its options and arguments as the help shows them. */
  readonly usage: string;
  run(words: readonly string[], context: CommandContext): Promise<CommandResult>;
}

/** The options of a command: a text, several texts (the option may be repeated), or a flag. */
export type OptionKinds = Readonly<Record<string, 'text' | 'texts' | 'flag'>>;

/** Options and positional words of one call. */
export interface Words {
  readonly positionals: readonly string[];
  /** The option's text, or undefined. @throws UsageError when it is given but empty */
  text(name: string): string | undefined;
  /** The option's text. @throws UsageError when it is absent */
  required(name: string): string;
  /** The texts of an option that may be repeated, in their order. @throws UsageError when one is empty */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/**
 * Reads the words of a call. Options may stand anywhere; a repeated option's last value counts,
 * unless it takes several.
 * @throws UsageError for an unknown option, a missing value or more positional words than `positionals`
 */
export function readWords(words: readonly string[], kinds: OptionKinds, positionals = 0): Words {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, kind] of Object.entries(kinds))
    options[name] = { type: kind === 'flag' ? 'boolean' : 'string', multiple: kind === 'texts' };
  const parsed = parse(eachWithItsOption(words, kinds), options);
  if (parsed.positionals.length > positionals) {
    throw new UsageError(`Unexpected word “${parsed.positionals[positionals] ?? ''}”.`);
  }
  const text = (name: string): string | undefined => {
    const value = parsed.values[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.trim() === '') throw new UsageError(`--${name} needs a value.`);
    return value;
  };
  return {
    positionals: parsed.positionals,
    text,
    required(name) {
      const value = text(name);
      if (value === undefined) throw new UsageError(`--${name} is missing.`);
      return value;
    },
    texts(name) {
      const values = parsed.values[name] ?? [];
      return (Array.isArray(values) ? values : [values]).map((value: unknown) => {
        if (typeof value !== 'string' || value.trim() === '')
          throw new UsageError(`--${name} needs a value.`);
        return value;
      });
    },
    flag: (name) => parsed.values[name] === true,
  };
}

/** Lets words that follow an option of several texts be more of them: `--keyword spring garden` is two keywords. */
function eachWithItsOption(words: readonly string[], kinds: OptionKinds): readonly string[] {
  let several: string | null = null;
  let awaited = false;
  return words.map((word) => {
    if (word.startsWith('--')) {
      const [name = '', inline] = word.slice(2).split('=', 2);
      several = kinds[name] === 'texts' ? name : null;
      awaited = several !== null && inline === undefined;
      return word;
    }
    if (several === null || awaited) {
      awaited = false;
      return word;
    }
    return `--${several}=${word}`;
  });
}

function parse(
  words: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * An instant of an option: ISO 8601 with a zone, or a bare date, which is midnight UTC.
 * @throws UsageError when it is neither
 */
export function instantOption(name: string, text: string): number {
  const bareDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const instant = bareDate || zoned ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) {
    throw new UsageError(
      `--${name} takes an instant such as 2026-05-14T09:00:00Z or a date; “${text}” is neither.`,
    );
  }
  return instant;
}

/** A whole number of an option within bounds. @throws UsageError otherwise */
export function wholeNumberOption(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new UsageError(`--${name} takes a whole number from ${least} to ${most}; “${text}” is not one.`);
  }
  return value;
}
