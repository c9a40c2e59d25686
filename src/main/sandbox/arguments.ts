import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { PracticeOptions } from './practice-options.ts';

/** What the process is asked to do. */
export interface PracticeArguments {
  readonly network: PracticeOptions;
  /** True when the process shall end together with its standard input. */
  readonly untilStdinCloses: boolean;
}

/** Thrown for arguments that are unknown or out of range; its message names them. */
export class BadPracticeArguments extends Error {
  override readonly name = 'BadPracticeArguments';
}

const instant = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => !Number.isNaN(ms), 'must be an ISO 8601 instant');
const values = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).default(1),
  calls: z.coerce.number().int().min(0).max(500_000).optional(),
  pace: z.coerce.number().min(0).max(6_000).default(0),
  base: instant.optional(),
  'resume-after': z
    .string()
    .regex(/^[0-9A-Z-]{1,32}$/, 'must be a transaction id')
    .optional(),
  'spc-rate': z.coerce.number().min(0).max(1_000_000).optional(),
  'spc-pool': z.coerce.number().int().min(0).max(20_000).optional(),
  followers: z.coerce.number().int().min(0).max(1_000_000).optional(),
  'clicks-arrive': z.boolean().default(false),
  'until-stdin-closes': z.boolean().default(false),
});

function words(argv: readonly string[]): unknown {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...argv],
      options: {
        port: text,
        seed: text,
        calls: text,
        pace: text,
        base: text,
        'resume-after': text,
        'spc-rate': text,
        'spc-pool': text,
        followers: text,
        'clicks-arrive': { type: 'boolean' },
        'until-stdin-closes': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new BadPracticeArguments(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads `--port --seed --calls --pace --base --resume-after --spc-rate --spc-pool --followers --clicks-arrive
 * --until-stdin-closes`. Throws BadPracticeArguments, naming what is wrong.
 */
export function readPracticeArguments(argv: readonly string[]): PracticeArguments {
  const result = values.safeParse(words(argv));
  if (!result.success) {
    const told = result.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
    throw new BadPracticeArguments(told.join('; '));
  }
  const { port, seed, calls, pace, base, 'resume-after': resumeAfter } = result.data;
  const { 'spc-rate': perSecond, 'spc-pool': followerPool, followers } = result.data;
  return {
    network: {
      port,
      seed,
      pace,
      ...(perSecond === undefined && followerPool === undefined
        ? {}
        : { spc: { rate: perSecond === undefined ? {} : { perSecond }, followerPool } }),
      ...(followers === undefined ? {} : { followers: { count: followers } }),
      ...(calls === undefined ? {} : { initialCalls: calls }),
      ...(result.data['clicks-arrive'] ? { clicksLeadTo: 'practice' } : {}),
      ...(base === undefined ? {} : { base }),
      ...(resumeAfter === undefined ? {} : { resumeAfter }),
    },
    untilStdinCloses: result.data['until-stdin-closes'],
  };
}
