import type { PostbackAnswer } from '#main/engine/ports/postback-transport.ts';
import type { SeededRandom } from '#main/sandbox/seeded-random.ts';

/** How a receiver behaves, all through or in spells. */
export type Conduct =
  | 'healthy'
  | 'slow'
  | 'server_faults'
  | 'outages'
  | 'client_faults'
  | 'misled'
  | 'gone'
  | 'busy_seconds'
  | 'busy_date'
  | 'refusing'
  | 'cutting'
  | 'garbage'
  | 'shut'
  | 'dead';

/** How many of a hundred receivers behave so. */
export const SHARES: readonly (readonly [conduct: Conduct, share: number])[] = [
  ['healthy', 44],
  ['slow', 8],
  ['server_faults', 8],
  ['outages', 6],
  ['client_faults', 3],
  ['misled', 3],
  ['gone', 3],
  ['busy_seconds', 4],
  ['busy_date', 4],
  ['refusing', 4],
  ['cutting', 4],
  ['garbage', 3],
  ['shut', 3],
  ['dead', 3],
];

/** What one request meets: when the receiver has taken it in, if it does, and what comes back when, if anything. */
export interface Meeting {
  /** Milliseconds until it counts the conversion; null when it never does. */
  readonly takenAfter: number | null;
  readonly answerAfter: number;
  /** Null is silence. */
  readonly answer: PostbackAnswer | null;
}

const HOUR = 3_600_000;
const OUTAGE_EVERY = 60 * HOUR;
const OUTAGE_LASTS = 9 * HOUR;

/**
 * What a request meets at a receiver of this conduct. `age` is how long the run has lasted, `goneAfter` how long it does until
 * receivers begin to be gone, `now` the true time.
 */
export function meet(
  conduct: Conduct,
  by: {
    readonly random: SeededRandom;
    readonly age: number;
    readonly goneAfter: number;
    readonly now: number;
  },
): Meeting {
  const { random, age, goneAfter, now } = by;
  const quick = random.whole(40, 400);
  const taken = (after = quick, body = 'ok'): Meeting => ({
    takenAfter: after,
    answerAfter: after,
    answer: answer(200, body),
  });
  const not = (status: number, headers: Readonly<Record<string, string>> = {}, body = ''): Meeting => ({
    takenAfter: null,
    answerAfter: quick,
    answer: answer(status, body, headers),
  });
  switch (conduct) {
    case 'healthy':
      return taken();
    case 'slow':
      return taken(random.chance(0.1) ? random.whole(15_500, 40_000) : random.whole(1000, 14_000));
    case 'server_faults':
      return random.chance(0.3) ? not(random.pick([500, 502, 503, 504])) : taken();
    case 'outages':
      return age % OUTAGE_EVERY < OUTAGE_LASTS ? not(503) : taken();
    case 'client_faults':
      return not(random.pick([400, 403, 404, 422]));
    case 'misled':
      return random.chance(0.2) ? not(random.pick([301, 302, 404, 408, 425])) : taken();
    case 'gone':
      return age > goneAfter ? not(410) : taken();
    case 'busy_seconds':
      return random.chance(0.25) ? not(429, { 'retry-after': String(random.whole(1, 7200)) }) : taken();
    case 'busy_date': {
      const until = new Date(now + random.whole(1000, 7_200_000)).toUTCString();
      return random.chance(0.25) ? not(random.pick([429, 503]), { 'retry-after': until }) : taken();
    }
    case 'refusing':
      return random.chance(0.3) ? not(200, {}, 'success=false;err=duplicate') : taken();
    case 'cutting':
      if (!random.chance(0.3)) return taken();
      // Half of those cut had been taken in: the sender cannot know, and tells it again under the same id.
      return {
        takenAfter: random.chance(0.5) ? quick : null,
        answerAfter: quick,
        answer: unreachable('cut'),
      };
    case 'garbage':
      if (random.chance(0.2)) return { ...not(0), answer: unreachable('garbage') };
      return taken(quick, random.text(200, '\u0000\u0007\u001B\uFFFD<>{}"%\n'));
    case 'shut':
      return { takenAfter: null, answerAfter: 3, answer: unreachable('refused') };
    case 'dead':
      return { takenAfter: null, answerAfter: 0, answer: null };
  }
}

/** Nothing came back; `how` says what of the connection. */
export function unreachable(how: string): PostbackAnswer {
  return { kind: 'failure', reason: 'unreachable', message: `the connection was ${how}`, durationMs: 3 };
}

function answer(
  status: number,
  bodyStart: string,
  headers: Readonly<Record<string, string>> = {},
): PostbackAnswer {
  return { kind: 'answer', status, headers, bodyStart, durationMs: 120 };
}
