import type { CatalogueReadings } from '../numbers/catalogue-readings.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { NetworkClientFactory } from '../ports/network-client.ts';
import type { Random } from '../ports/random.ts';
import type { TokenSource } from '../ports/token-source.ts';
import type { Scheduler } from '../scheduler.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { SyncState } from '#shared/ipc/desk.ts';
import { networkPlans } from './network-plans.ts';
import type { NetworkPlan } from './network-plans.ts';
import { syncNetwork } from './sync-network.ts';
import { syncState } from './sync-state.ts';
import { syncTally } from './sync-tally.ts';
import type { SyncCounts } from './sync-tally.ts';
import { tokenFault } from './turn-fault.ts';
import type { TurnFault } from './turn-fault.ts';

/** What the poller is made of. */
export interface PollerParts {
  readonly store: DeskStore;
  readonly clients: NetworkClientFactory;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly pollMs: number;
  readonly onState: (state: SyncState) => void;
  readonly onChange: (topics: readonly ChangeTopic[]) => void;
  /** Told once a round, for one summarised notification. */
  readonly onRound: (round: SyncRound) => void;
  readonly pageLimit?: number;
  /** Shared with whoever else reads catalogues. */
  readonly readings?: CatalogueReadings;
}

/** What a round over the networks that were due brought. `asked`: a person asked for it. */
export interface SyncRound extends SyncCounts {
  readonly asked: boolean;
  readonly warnings: readonly string[];
  readonly faults: readonly string[];
}

/** Polls the networks of a workspace, each at its interval, never two rounds at once. */
export interface Poller {
  state(): SyncState;
  /** Begins: reads the networks and polls them at once. */
  start(): void;
  /** Polls every network now, also while paused and also one whose token was refused; joins a round under way. */
  now(): Promise<void>;
  /** Ends the round under way; what is stored stays, and the next round goes on after it. */
  cancel(): void;
  setPaused(paused: boolean): void;
  setPollMs(pollMs: number): void;
  /** False when the machine is surely without a network: nothing is tried then. True polls what waited. */
  setOnline(online: boolean): void;
  /** The machine woke up: what is polled at all is due. */
  resumed(): void;
  /** Whether all networks are on this machine, as the practice network is. */
  needsNoConnection(): boolean;
  /** Networks were added, changed or removed, or a token was. */
  networksChanged(): void;
  /** Cancels and waits until nothing is under way. */
  stop(): Promise<void>;
}

/** After trouble with the desk's own store, which no network's plan speaks of. */
const RETRY_AFTER_STORE_TROUBLE = 60_000;

const CANCELLED: TurnFault = {
  kind: 'cancelled',
  message: 'Syncing was cancelled.',
  retryAfterMs: null,
  code: 'cancelled',
};

/** A poller that has not started yet. */
export function createPoller(parts: PollerParts): Poller {
  const { store, clock, scheduler, log } = parts;
  const plans = networkPlans(parts.random);
  let { pollMs } = parts;
  let [paused, online, stopped, troubled] = [false, true, false, false];
  let round: { readonly stop: AbortController; readonly done: Promise<void>; asked: boolean } | null = null;
  let again: { readonly asked: boolean } | null = null;
  let progress: SyncState['progress'] = null;
  let takeBack = (): void => undefined;

  const mayPoll = (): boolean => !stopped && !paused && (online || practiceOnly(plans.all()));
  const state = (): SyncState =>
    syncState({ plans: plans.all(), paused, online, progress, running: round !== null, waits: mayPoll() });
  const publish = (): void => parts.onState(state());

  const arm = (): void => {
    takeBack();
    takeBack = () => undefined;
    if (round !== null || !mayPoll()) return;
    const at = troubled ? clock() + RETRY_AFTER_STORE_TROUBLE : plans.earliest();
    if (at !== null) takeBack = scheduler.after(Math.max(0, at - clock()), () => void run(false));
  };

  const run = (asked: boolean): Promise<void> => {
    if (stopped) return Promise.resolve();
    if (round !== null) return round.done;
    takeBack();
    const stop = new AbortController();
    const done = pollDue(asked, stop.signal).then(finish, (error: unknown) => {
      troubled = true;
      log.error('Syncing stopped on a fault of the desk itself.', error);
      finish();
    });
    round = { stop, done, asked };
    publish();
    return done;
  };

  const finish = (): void => {
    round = null;
    progress = null;
    const next = again;
    again = null;
    if (next !== null && (next.asked || mayPoll())) void run(next.asked);
    else {
      arm();
      publish();
    }
  };

  const pollDue = async (asked: boolean, signal: AbortSignal): Promise<void> => {
    plans.take(await store.read.networks(), clock());
    troubled = false;
    if (asked) plans.hurry(clock(), true);
    const tally = syncTally();
    const warnings: string[] = [];
    const faults: string[] = [];
    for (const plan of plans.due(clock())) {
      if (signal.aborted) {
        plans.finished(plan.network.id, { fault: CANCELLED, token: null, at: clock(), pollMs });
        continue;
      }
      const end = await turn(plan, signal, tally);
      warnings.push(...end.warnings);
      if (end.fault && end.fault.kind !== 'cancelled') faults.push(end.fault.message);
    }
    parts.onRound({ ...tally.counts(), asked, warnings, faults });
  };

  const turn = async (plan: NetworkPlan, signal: AbortSignal, tally: ReturnType<typeof syncTally>) => {
    const { network } = plan;
    const startedAt = clock();
    let token: string | null = null;
    let end: { readonly fault: TurnFault | null; readonly warnings: readonly string[] };
    try {
      token = await parts.tokens(network);
      const onProgress = (done: { readonly transactions: number; readonly pages: number }): void => {
        progress = { networkName: network.name, ...done, startedAt };
        publish();
      };
      onProgress({ transactions: 0, pages: 0 });
      const client = parts.clients(network, token);
      end = await syncNetwork(network, client, { ...parts, tally, signal, onProgress });
    } catch (error) {
      end = { fault: tokenFault(error), warnings: [] };
    }
    plans.finished(network.id, { fault: end.fault, token, at: clock(), pollMs });
    parts.onChange(['networks']);
    return end;
  };

  /** Runs now, or right after the round under way, which may have read the networks too early. */
  const runSoon = (asked: boolean): void => {
    if (!asked && !mayPoll()) return;
    if (round === null) void run(asked);
    else again = { asked: asked || (again?.asked ?? false) };
  };

  const refresh = async (): Promise<void> => {
    try {
      plans.take(await store.read.networks(), clock());
      for (const plan of plans.all()) {
        if (plan.nextAt !== null) continue;
        const token = await parts.tokens(plan.network).catch(() => null);
        if (token !== null && token !== plan.refusedToken) plans.revive(plan.network.id, clock());
      }
    } catch (error) {
      log.error('The networks could not be read.', error);
    }
    const earliest = plans.earliest();
    if (earliest !== null && earliest <= clock()) runSoon(false);
    else if (round === null) arm();
    publish();
  };

  return {
    state,
    start: () => void refresh(),
    now() {
      if (round === null || round.asked) return run(true);
      const under = round.done;
      again = { asked: true };
      return under.then(() => round?.done);
    },
    cancel() {
      again = null;
      round?.stop.abort();
    },
    setPaused(value) {
      paused = value;
      if (paused) {
        again = null;
        round?.stop.abort();
      } else {
        plans.hurry(clock(), false);
        runSoon(false);
      }
      if (round === null) arm();
      publish();
    },
    setPollMs(value) {
      pollMs = value;
      plans.replan(clock(), pollMs);
      arm();
      publish();
    },
    setOnline(value) {
      if (online === value) return;
      online = value;
      if (online) {
        plans.hurry(clock(), false);
        runSoon(false);
      } else if (!practiceOnly(plans.all())) {
        round?.stop.abort();
      }
      if (round === null) arm();
      publish();
    },
    resumed() {
      plans.hurry(clock(), false);
      runSoon(false);
    },
    needsNoConnection: () => practiceOnly(plans.all()),
    networksChanged: () => void refresh(),
    async stop() {
      stopped = true;
      again = null;
      takeBack();
      round?.stop.abort();
      await round?.done;
    },
  };
}

/** The practice network is on this machine and needs no connection. */
function practiceOnly(plans: readonly NetworkPlan[]): boolean {
  return plans.length > 0 && plans.every(({ network }) => network.practice);
}
