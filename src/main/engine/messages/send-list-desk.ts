import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { FollowerClientFactory } from '../ports/follower-client.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import type { Random } from '../ports/random.ts';
import type { TokenSource } from '../ports/token-source.ts';
import { createSender } from '../postbacks/sender.ts';
import type { Scheduler } from '../scheduler.ts';
import { askAll } from './ask-all.ts';
import { createFollowerReader } from './follower-reader.ts';
import { messageOutbox } from './message-outbox.ts';

/** Two of a list at once; the pace is each list's own. */
const POST_LIMITS = { perReceiver: 2, perSecond: 100, overall: 8 };

/** What send lists run with while a workspace is open. */
export interface SendListDeskParts {
  readonly store: DeskStore;
  readonly followers: FollowerClientFactory;
  readonly tokens: TokenSource;
  readonly transport: PostbackTransport;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly version: string;
  readonly timeoutMs: number;
  readonly onChange: (topics: readonly ChangeTopic[]) => void;
  /** Jobs were added. */
  readonly onJobs: () => void;
}

/** Send lists of a workspace while it is open: numbers asked for, followers read, finished messages posted. */
export interface SendListDesk {
  start(): void;
  /** A list was started, stopped, changed, or has more recipients. */
  changed(): void;
  /** Messages may have become ready. */
  settled(): void;
  /** False when the machine is surely without a network; endpoints on this machine are reached all the same. */
  setOnline(online: boolean): void;
  resumed(): void;
  setTimeoutMs(timeoutMs: number): void;
  stop(): Promise<void>;
}

export function sendListDesk(parts: SendListDeskParts): SendListDesk {
  const { store, clock, log } = parts;
  const stopping = new AbortController();
  const tell = (): void => parts.onChange(['sendLists']);
  let [begun, again] = [false, false];
  let asking: Promise<void> | null = null;

  const reader = createFollowerReader({
    ...parts,
    clients: parts.followers,
    onChange() {
      tell();
      ask();
    },
  });
  const sender = createSender({
    ...parts,
    store: messageOutbox(store),
    limits: POST_LIMITS,
    onSent: tell,
  });

  function ask(): void {
    if (!begun || stopping.signal.aborted) return;
    again = true;
    asking ??= askWhatWaits()
      .catch((error: unknown) => log.error('Numbers for a send list could not be asked for.', error))
      .finally(() => {
        asking = null;
        if (again) ask();
      });
  }
  const askWhatWaits = async (): Promise<void> => {
    again = false;
    await askAll({
      write: store.write,
      clock,
      signal: stopping.signal,
      onSlice() {
        parts.onJobs();
        tell();
      },
    });
  };

  return {
    start() {
      begun = true;
      ask();
      reader.start();
      sender.start();
    },
    changed() {
      ask();
      reader.wake();
      sender.wake();
      parts.onJobs();
    },
    settled() {
      tell();
      sender.wake();
    },
    setOnline: (online) => sender.setOnline(online),
    resumed() {
      reader.wake();
      sender.resumed();
    },
    setTimeoutMs: (timeoutMs) => sender.setTimeoutMs(timeoutMs),
    async stop() {
      stopping.abort();
      await Promise.all([asking, reader.stop(), sender.stop()]);
    },
  };
}
