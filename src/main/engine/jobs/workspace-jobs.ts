import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { InvocaJobs } from '../numbers/invoca-jobs.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { Random } from '../ports/random.ts';
import type { SessionClientFactory } from '../ports/session-client.ts';
import type { TokenSource } from '../ports/token-source.ts';
import type { Scheduler } from '../scheduler.ts';
import { sessionJobs } from '../sessions/session-jobs.ts';
import { sessionWatch } from '../sessions/session-watch.ts';
import type { EndingNumbers } from '../sessions/session-watch.ts';
import { spcAccounts } from '../sessions/spc-accounts.ts';
import type { TuneJobs } from '../tune/tune-jobs.ts';
import { handleJobs } from './handle-job.ts';
import { createJobRunner } from './job-runner.ts';
import type { EndedJob } from './try-job.ts';

/** The jobs of a workspace while it is open: done as they come due, their session numbers watched until they end. */
export interface WorkspaceJobs {
  start(): void;
  /** Jobs were added, freed or taken back. */
  changed(): void;
  setOnline(online: boolean): void;
  /** Accounts or keys changed. */
  networksChanged(): void;
  /** The machine woke up. */
  resumed(): void;
  stop(): Promise<void>;
}

export function workspaceJobs(parts: {
  readonly store: DeskStore;
  readonly sessions: SessionClientFactory;
  /** Absent where no Invoca account is worked with. */
  readonly invoca?: InvocaJobs;
  /** Absent where no TUNE network is worked with. */
  readonly tuneJobs?: TuneJobs;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly onChange: (topics: readonly ChangeTopic[]) => void;
  readonly onEnding: (ending: EndingNumbers) => void;
  /** Outcomes were written down. */
  readonly onSettled?: () => void;
}): WorkspaceJobs {
  const { store, clock, random, scheduler, log, onChange } = parts;
  const accounts = spcAccounts({ read: store.read, clients: parts.sessions, tokens: parts.tokens });
  const sessions = sessionJobs({ read: store.read, accounts, random });
  const watch = sessionWatch({
    store,
    clock,
    scheduler,
    log,
    onEnded: () => onChange(['sessions', 'jobs']),
    onEnding: parts.onEnding,
  });
  const runner = createJobRunner({
    store,
    handle: handleJobs({
      sessions,
      ...(parts.invoca ? { invoca: parts.invoca } : {}),
      ...(parts.tuneJobs ? { tune: parts.tuneJobs } : {}),
    }),
    clock,
    scheduler,
    log,
    onSettled(ended) {
      onChange(topicsOf(ended));
      parts.onSettled?.();
      if (ended.some(({ ended: one }) => hasEffect(one.outcome, 'session.given'))) watch.wake();
    },
  });
  return {
    start() {
      runner.start();
      watch.start();
    },
    changed() {
      runner.wake();
      watch.wake();
    },
    setOnline: (online) => runner.setOnline(online),
    networksChanged() {
      accounts.changed();
      runner.networksChanged();
    },
    resumed() {
      watch.wake();
      runner.wake();
    },
    async stop() {
      await Promise.all([runner.stop(), watch.stop()]);
    },
  };
}

function hasEffect(outcome: EndedJob['ended']['outcome'], kind: string): boolean {
  return outcome.effect?.kind === kind;
}

/** Which screens may show something else now. */
function topicsOf(ended: readonly EndedJob[]): readonly ChangeTopic[] {
  const topics = new Set<ChangeTopic>(['jobs']);
  for (const { ended: one, contact } of ended) {
    const kind = one.outcome.effect?.kind ?? '';
    if (kind.startsWith('session.')) topics.add('sessions');
    else if (kind.startsWith('tune.')) topics.add('tune');
    else if (kind !== '') {
      topics.add('numbers');
      // New numbers are offered to links, and count against what a partner may have.
      topics.add('catalogue');
    }
    if (contact?.error) topics.add('networks');
  }
  return [...topics];
}
