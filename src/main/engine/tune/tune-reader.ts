import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { TokenSource } from '../ports/token-source.ts';
import type { TuneAccount, TuneClientFactory } from '../ports/tune-client.ts';
import type { Scheduler } from '../scheduler.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { TuneProgress } from '#shared/ipc/tune.ts';
import { readTune } from './read-tune.ts';

/** What the reader is made of. */
export interface TuneReaderParts {
  readonly store: DeskStore;
  readonly clients: TuneClientFactory;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly pollMs: number;
  readonly onChange: (topics: readonly ChangeTopic[]) => void;
  /** Jobs that write to TUNE were added. */
  readonly onJobs: () => void;
}

/** What is known of a network besides what is stored: a reading under way, and why the last one failed. */
export interface ReadingState {
  readonly progress: TuneProgress | null;
  readonly notListed: { readonly address: string | null } | null;
}

/** Reads TUNE networks of a workspace, each at its interval, one reading at a time. */
export interface TuneReader {
  start(): void;
  /** Reads everything of the network now; settles when it was read or failed, which the record of the network says. */
  read(networkId: number): Promise<void>;
  cancel(networkId: number): void;
  /** Reads all that are connected. */
  now(): Promise<void>;
  state(networkId: number): ReadingState;
  setPaused(paused: boolean): void;
  setPollMs(pollMs: number): void;
  setOnline(online: boolean): void;
  /** Accounts changed, or the machine woke up. */
  hurry(): void;
  /** Conversions of the desk changed: where it writes to TUNE, jobs are added. */
  conversionsChanged(): void;
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;
/** TUNE takes calls over every ten minutes (tune.md 3); asking more often shows nothing new. */
const LEAST_MS = 10 * 60_000;
const LEAST_OF_PRACTICE_MS = 20_000;
/** What of the past is read when a person asks and the first time, and what at each poll. */
const WHOLE_MS = 31 * DAY_MS;
const AGAIN_MS = 3 * DAY_MS;

interface Reading {
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

export function createTuneReader(parts: TuneReaderParts): TuneReader {
  const { store, clock, scheduler, log } = parts;
  const readings = new Map<number, Reading>();
  const states = new Map<number, ReadingState>();
  const nextAt = new Map<number, number>();
  let { pollMs } = parts;
  let [started, paused, online, stopped] = [false, false, true, false];
  let takeBack = (): void => undefined;
  let planning: Promise<void> | null = null;

  const state = (networkId: number): ReadingState =>
    states.get(networkId) ?? { progress: null, notListed: null };
  const tell = (networkId: number, change: Partial<ReadingState>): void => {
    states.set(networkId, { ...state(networkId), ...change });
    parts.onChange(['tune']);
  };

  const arm = (ms: number): void => {
    takeBack();
    takeBack = () => undefined;
    if (started && !stopped && !paused) takeBack = scheduler.after(ms, () => void poll());
  };

  const poll = async (): Promise<void> => {
    let wait = LEAST_MS;
    try {
      for (const { account, readAt } of await store.read.tuneStates()) {
        if (stopped || paused || (!online && !account.practice)) continue;
        const every = account.practice ? LEAST_OF_PRACTICE_MS : Math.max(pollMs, LEAST_MS);
        const due = nextAt.get(account.id) ?? 0;
        if (due <= clock()) {
          const past = readAt === null ? WHOLE_MS : AGAIN_MS;
          await begin(account, past).done;
          nextAt.set(account.id, clock() + every);
        }
        wait = Math.min(wait, Math.max(1000, (nextAt.get(account.id) ?? 0) - clock()));
      }
    } catch (error) {
      log.error('TUNE networks could not be looked up.', error);
    }
    arm(wait);
  };

  const begin = (account: TuneAccount, past: number): Reading => {
    const { id } = account;
    const known = readings.get(id);
    if (known) return known;
    const stop = new AbortController();
    const startedAt = clock();
    const work = async (): Promise<void> => {
      const error = await readOne(account, { from: startedAt - past, startedAt }, stop.signal);
      if (error === undefined) return;
      await store.write.recordSync({ networkId: id, at: clock(), error });
      await plan();
    };
    const done = work()
      .catch((error: unknown) => log.error(`${account.name} could not be read.`, error))
      .finally(() => {
        readings.delete(id);
        states.set(id, { ...state(id), progress: null });
        parts.onChange(['tune', 'networks']);
      });
    const reading = { stop, done };
    readings.set(id, reading);
    return reading;
  };

  /** Null when it was read, else why not; undefined when it was cancelled. */
  const readOne = async (
    account: TuneAccount,
    since: { readonly from: number; readonly startedAt: number },
    signal: AbortSignal,
  ): Promise<string | null | undefined> => {
    const { id } = account;
    const onProgress = (progress: TuneProgress): void => tell(id, { progress });
    try {
      const token = await parts.tokens(account);
      const client = parts.clients(account, token);
      parts.onChange(await readTune(account, client, since, { store, clock, signal, onProgress }));
      states.set(id, { progress: null, notListed: null });
      return null;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (error instanceof NetworkFault) {
        states.set(id, { progress: null, notListed: error.notListed });
        return error.message;
      }
      if (error instanceof DeskError) return error.message;
      log.error(`${account.name} could not be read.`, error);
      return 'What was read could not be stored. The log has the details.';
    }
  };

  const plan = async (): Promise<void> => {
    if ((await store.write.planTuneWrites({ now: clock() })) === 0) return;
    parts.onJobs();
    parts.onChange(['tune', 'jobs']);
  };

  return {
    state,
    start() {
      started = true;
      arm(0);
    },
    async read(networkId) {
      const account = (await store.read.tuneAccounts()).find(({ id }) => id === networkId);
      if (!account) throw new DeskError('not_found', 'This network is not connected any more.');
      await begin(account, WHOLE_MS).done;
    },
    cancel: (networkId) => readings.get(networkId)?.stop.abort(),
    async now() {
      for (const account of await store.read.tuneAccounts()) await begin(account, AGAIN_MS).done;
    },
    setPaused(value) {
      paused = value;
      if (paused) for (const { stop } of readings.values()) stop.abort();
      arm(0);
    },
    setPollMs(value) {
      pollMs = value;
    },
    setOnline(value) {
      if (online === value) return;
      online = value;
      if (online) arm(0);
    },
    hurry() {
      nextAt.clear();
      arm(0);
    },
    conversionsChanged() {
      if (planning !== null || stopped || !started) return;
      planning = plan()
        .catch((error: unknown) => log.error('What TUNE has to be told could not be worked out.', error))
        .finally(() => {
          planning = null;
        });
    },
    async stop() {
      stopped = true;
      takeBack();
      for (const { stop } of readings.values()) stop.abort();
      await Promise.all([...readings.values()].map(({ done }) => done));
      await planning;
    },
  };
}
