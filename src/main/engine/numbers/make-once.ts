import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { JobOutcome } from '../ports/job.ts';
import { isCertain } from './invoca-outcome.ts';

type Outcome = JobOutcome<JobEffect>;

/** How long after a lost connection, or our own end, the network may still be making what it was asked for. */
const AFTER_LOSS_MS = 5000;
/** The same after a crash in the middle of a request. */
const AFTER_CRASH_MS = 10_000;
/** The same when it was we who stopped waiting: the network is slow, not gone. */
const AFTER_TIMEOUT_MS = 120_000;

/** One thing that must be made once at a network which makes another at every request (invoca.md 5.6). */
export interface MadeOnce<Thing> {
  readonly quietUntil: number | null;
  /** Looks for it by our own id; null is the network's own word that it has none. */
  readonly look: () => Promise<Thing | null>;
  /** Notes that it may be made from now on, before it is asked for. */
  readonly note: (quietUntil: number) => Promise<void>;
  readonly make: () => Promise<Thing>;
  readonly given: (thing: Thing) => JobEffect;
  /** Our id belongs to somebody else's thing: another id is needed. */
  readonly idTaken: JobEffect;
  readonly notMade: JobEffect;
  readonly unanswered: (quietUntil: number) => JobEffect;
}

/**
 * Makes it unless the network has it: every request to make is preceded by a look in the same try, and a look that
 * finds nothing counts only once the network can no longer be at an earlier request. A fault is thrown with what it
 * means in `effect`. @throws MakingFault
 */
export async function makeOnce<Thing>(thing: MadeOnce<Thing>, clock: Clock): Promise<Outcome> {
  const { quietUntil } = thing;
  const foundOutcome = (found: Thing): Outcome => {
    if (quietUntil !== null) return { kind: 'done', effect: thing.given(found) };
    const reason = 'The id chosen for it is somebody else’s; it gets another one.';
    return { ...soon(clock(), reason), effect: thing.idTaken };
  };
  const found = await thing.look();
  if (found !== null) return foundOutcome(found);
  if (quietUntil !== null && clock() < quietUntil) {
    const reason =
      'The answer to an earlier request was lost, and the network may still be at it. It is looked up again before anything is asked for.';
    return { ...soon(quietUntil, reason), maybeReached: true };
  }
  await thing.note(clock() + AFTER_CRASH_MS);
  try {
    return { kind: 'done', effect: thing.given(await thing.make()) };
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    if (error.kind === 'invalid') {
      // It may have been refused because it came into being after the look.
      const there = await thing.look();
      if (there !== null) return foundOutcome(there);
    }
    if (isCertain(error)) throw new MakingFault(error, thing.notMade, true);
    const quiet = clock() + (error.kind === 'timeout' ? AFTER_TIMEOUT_MS : AFTER_LOSS_MS);
    throw new MakingFault(error, thing.unanswered(quiet), false);
  }
}

/** A fault of the request to make, with what it means for the record. */
export class MakingFault extends Error {
  readonly fault: NetworkFault;
  readonly effect: JobEffect;
  /** The network surely made nothing. */
  readonly certain: boolean;

  constructor(fault: NetworkFault, effect: JobEffect, certain: boolean) {
    super(fault.message, { cause: fault });
    this.name = 'MakingFault';
    this.fault = fault;
    this.effect = effect;
    this.certain = certain;
  }
}

function soon(dueAt: number, reason: string): Extract<Outcome, { readonly kind: 'again' }> {
  return {
    kind: 'again',
    dueAt,
    wait: 'network',
    reason,
    hold: null,
    counts: false,
    maybeReached: false,
    effect: null,
  };
}
