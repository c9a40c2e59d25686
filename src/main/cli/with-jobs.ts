import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { JobReport } from '#main/engine/jobs/run-jobs-once.ts';
import type { CommandContext } from './command.ts';
import { environmentTokens } from './environment-tokens.ts';
import { terminalLog } from './terminal-log.ts';
import { withStore } from './with-store.ts';

/** A workspace whose jobs can be done. */
export interface JobDesk {
  readonly store: DeskStore;
  /** Does what is due, of one lane or of all; what has to wait waits for another run. */
  readonly run: (lane?: string) => Promise<JobReport>;
}

/** Runs work against a workspace whose jobs can be done right away. What needs the network is loaded only here. */
export async function withJobs<T>(context: CommandContext, work: (desk: JobDesk) => Promise<T>): Promise<T> {
  const [
    { runJobsOnce },
    { handleJobs },
    { sessionJobs },
    { spcAccounts },
    { sessionClients },
    { invocaJobs },
    { numberAccounts },
    { invocaNumbersClients },
    { tuneJobs },
    { tuneClients },
  ] = await Promise.all([
    import('#main/engine/jobs/run-jobs-once.ts'),
    import('#main/engine/jobs/handle-job.ts'),
    import('#main/engine/sessions/session-jobs.ts'),
    import('#main/engine/sessions/spc-accounts.ts'),
    import('#main/networks/spc/spc-client.ts'),
    import('#main/engine/numbers/invoca-jobs.ts'),
    import('#main/engine/numbers/number-accounts.ts'),
    import('#main/networks/invoca/numbers-client.ts'),
    import('#main/engine/tune/tune-jobs.ts'),
    import('#main/networks/tune/tune-client.ts'),
  ]);
  return withStore(context, (store) => {
    const tokens = environmentTokens(context.environment);
    const accounts = spcAccounts({
      read: store.read,
      clients: sessionClients({ clock: context.now }),
      tokens,
    });
    const sessions = sessionJobs({ read: store.read, accounts, random: context.random });
    const invoca = invocaJobs({
      store,
      accounts: numberAccounts({
        read: store.read,
        clients: invocaNumbersClients({ clock: context.now }),
        tokens,
      }),
      clock: context.now,
      random: context.random,
    });
    const tune = tuneJobs({
      read: store.read,
      clients: tuneClients({ clock: context.now, random: context.random }),
      tokens,
      random: context.random,
    });
    return work({
      store,
      run: (lane) =>
        runJobsOnce({
          store,
          handle: handleJobs({ sessions, invoca, tune }),
          clock: context.now,
          log: terminalLog(context),
          signal: context.signal,
          ...(lane === undefined ? {} : { lane }),
        }),
    });
  });
}
