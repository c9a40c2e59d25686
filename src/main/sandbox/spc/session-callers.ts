import type { SeededRandom } from '../seeded-random.ts';
import { PLACES } from '../world/places.ts';
import type { CallEnd, SessionCalls, SpcCall } from './session-calls.ts';
import { quarantinedUntil, stateAt, type SpcSession } from './spc-session.ts';

/** What may be fixed about a call instead of being left to chance. Durations in whole seconds. */
export interface SpcCallWish {
  /** E.164, or null for a withheld number. */
  readonly caller?: string | null | undefined;
  /** Fixes how the call ends; it is then over as soon as it is placed. */
  readonly end?: CallEnd | undefined;
  readonly ringSeconds?: number | undefined;
  readonly talkSeconds?: number | undefined;
}

/** Calls session numbers. Instants in ms since 1970. */
export interface SessionCallers {
  /** Calls a minute that are placed by themselves on numbers handed out; the next comes one interval after `now`. */
  setPace(pace: number, now: number): void;
  /** Places every call that has become due up to `now`. */
  advance(now: number): void;
  /** Places a call that starts at an instant. */
  call(session: SpcSession, startedAt: number, wish?: SpcCallWish): SpcCall;
}

const LATE_SHARE = 0.05;
const WITHHELD_SHARE = 0.08;
const ENDS: readonly CallEnd[] = [
  ...Array.from({ length: 16 }, () => 'ANSWERED' as const),
  'NO_ANSWER',
  'NO_ANSWER',
  'BUSY',
  'FAILED',
];

/**
 * Makes the callers. They ring the sessions of `sessions` that are active, now and then one whose number rests; when
 * nothing has been handed out nobody calls.
 */
export function createSessionCallers(
  sessions: ReadonlyMap<string, SpcSession>,
  calls: SessionCalls,
  random: SeededRandom,
): SessionCallers {
  let pace = 0;
  let nextCallAt = Number.POSITIVE_INFINITY;

  function interval(): number {
    return (60_000 / pace) * (0.5 + random.next());
  }

  function drawCaller(): string | undefined {
    if (random.chance(WITHHELD_SHARE)) return undefined;
    return `+1${random.pick(PLACES).areaCode}5550${random.whole(100, 199)}`;
  }

  function call(session: SpcSession, startedAt: number, wish: SpcCallWish = {}): SpcCall {
    const end = wish.end ?? random.pick(ENDS);
    return calls.place({
      session,
      startedAt,
      end,
      caller: wish.caller === undefined ? drawCaller() : (wish.caller ?? undefined),
      ringSeconds: wish.ringSeconds ?? random.whole(3, 25),
      talkSeconds: end === 'ANSWERED' ? (wish.talkSeconds ?? random.whole(20, 600)) : 0,
      settled: wish.end !== undefined,
    });
  }

  function drawSession(at: number): SpcSession | undefined {
    const reached = [...sessions.values()].filter(
      (session) => session.allocatedAt <= at && at < quarantinedUntil(session),
    );
    const active = reached.filter((session) => stateAt(session, at) === 'ACTIVE');
    const resting = reached.filter((session) => stateAt(session, at) !== 'ACTIVE');
    const late = resting.length > 0 && (active.length === 0 || random.chance(LATE_SHARE));
    const candidates = late ? resting : active;
    return candidates.length === 0 ? undefined : random.pick(candidates);
  }

  return {
    call,
    setPace(newPace, now) {
      pace = newPace;
      nextCallAt = pace > 0 ? now + interval() : Number.POSITIVE_INFINITY;
    },
    advance(now) {
      while (nextCallAt <= now) {
        const at = Math.floor(nextCallAt);
        const session = sessions.size === 0 ? undefined : drawSession(at);
        if (session !== undefined) call(session, at);
        nextCallAt += interval();
      }
    },
  };
}
