import type { ChangedParameter } from './link-hops.ts';

/** One address of the chain. `status` is null when no answer came, `problem` then says why; without one it was not asked. */
export interface Hop {
  readonly url: string;
  readonly status: number | null;
  readonly ms: number;
  readonly problem: string | null;
}

/** Where a link was said to lead, where it led, and what was lost on the way. */
export interface FollowedLink {
  /** Null when it cannot be told from the link. */
  readonly predicted: string | null;
  readonly hops: readonly Hop[];
  /** The hop that carried the click to TUNE; null when none did. */
  readonly clickHop: number | null;
  readonly lost: readonly string[];
  readonly changed: readonly ChangedParameter[];
  /** A sentence when the chain did not end in a page. */
  readonly problem: string | null;
}

/** What following a link showed, the worst first: the order is that of what costs most. */
export const LINK_VERDICTS = [
  'lost',
  'changed',
  'astray',
  'refused',
  'unanswered',
  'landing',
  'whole',
] as const;

/**
 * `lost` and `changed`: the click arrived without a parameter, or with another value; `astray`: no address of the
 * chain carries the click; `refused`: Invoca or TUNE answers with an error; `unanswered`: nobody answers before the
 * click is counted; `landing`: the click is counted and the page behind it fails; `whole`: all is well.
 */
export type LinkVerdict = (typeof LINK_VERDICTS)[number];

/** A verdict with the sentence that explains it; the sentence is empty when all is well. */
export interface LinkJudgement {
  readonly verdict: LinkVerdict;
  readonly reason: string;
}

/** Judges a chain that was followed. */
export function judgeFollowed(followed: FollowedLink): LinkJudgement {
  const { hops, clickHop, lost, changed, problem } = followed;
  const last = hops.at(-1);
  const click = clickHop === null ? undefined : hops[clickHop];
  if (!click) {
    if (last?.status === null) return { verdict: 'unanswered', reason: answerOf(last.url, problem) };
    if (last && last.status >= 400) {
      return { verdict: 'refused', reason: `${hostOf(last.url)} answers ${last.status}.` };
    }
    return { verdict: 'astray', reason: 'No address of the chain carries the click.' };
  }
  if (lost.length > 0) {
    const too = changed.length === 0 ? '' : ` Changed: ${changed.map(({ name }) => name).join(', ')}.`;
    return { verdict: 'lost', reason: `Lost on the way: ${lost.join(', ')}.${too}` };
  }
  const [first, ...others] = changed;
  if (first) {
    const more = others.length === 0 ? '' : ` ${others.map(({ name }) => name).join(', ')} changed too.`;
    const reason = `${first.name} became “${first.got}” instead of “${first.expected}”.${more}`;
    return { verdict: 'changed', reason };
  }
  if (click.status === null && click.problem !== null) {
    return { verdict: 'unanswered', reason: answerOf(click.url, click.problem) };
  }
  if (click.status !== null && click.status >= 400) {
    return { verdict: 'refused', reason: `${hostOf(click.url)} answers ${click.status}.` };
  }
  if (problem !== null) return { verdict: 'landing', reason: `Behind the click: ${problem}.` };
  return { verdict: 'whole', reason: '' };
}

function answerOf(url: string, problem: string | null): string {
  return `${hostOf(url)} does not answer: ${problem ?? 'no reason is known'}.`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
