import { seededRandom } from '../seeded-random.ts';
import { createDoorkeeper } from './doorkeeper.ts';
import { createRateGate, type RateRule } from './rate-gate.ts';
import { createSessionCallers, type SessionCallers } from './session-callers.ts';
import { createSessionCalls, type SessionCalls } from './session-calls.ts';
import { createSessionDesk, type SessionDesk } from './session-desk.ts';
import { createSpcServer, type SpcServer } from './spc-server.ts';
import { usualSettings, type SpcSettings } from './spc-settings.ts';
import { createSpcWorld, type SpcWorld } from './spc-world.ts';

/** How the SPC server is set up. */
export interface SpcOptions {
  /** How many requests a second a key may send: 10 with a burst of 20 by default, 0 for any number. */
  readonly rate?: Partial<RateRule> | undefined;
  /** How many numbers `follower-offer` has; 12,000 by default. */
  readonly followerPool?: number | undefined;
}

/** The SPC server with everything a test may look at or turn. */
export interface SpcService {
  readonly server: SpcServer;
  readonly world: SpcWorld;
  readonly desk: SessionDesk;
  readonly calls: SessionCalls;
  readonly callers: SessionCallers;
  readonly settings: SpcSettings;
  /** Now by the server's own clock, in ms since 1970. */
  readonly clock: () => number;
}

const FOLLOWER_POOL = 12_000;

/**
 * Makes the server. Keys come from the seed alone; session and call ids also from the moment of the start, so that
 * a later start with the same seed does not hand out ids a client has stored already.
 */
export function createSpcService(seed: number, clock: () => number, options: SpcOptions): SpcService {
  const chapter = clock();
  const world = createSpcWorld(seed, options.followerPool ?? FOLLOWER_POOL);
  const settings = usualSettings(options.rate ?? {});
  const serverClock = (): number => clock() + settings.clockOffsetMinutes * 60_000;
  const desk = createSessionDesk(world, seededRandom(seed, 'spc sessions', chapter));
  const calls = createSessionCalls(seededRandom(seed, 'spc calls', chapter));
  const callers = createSessionCallers(desk.sessions, calls, seededRandom(seed, 'spc callers', chapter));
  const server = createSpcServer({
    world,
    desk,
    calls,
    doorkeeper: createDoorkeeper(world.users, settings),
    gate: createRateGate(settings),
    settings,
    clock: serverClock,
  });
  return { server, world, desk, calls, callers, settings, clock: serverClock };
}
