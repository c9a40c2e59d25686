import type { SyncReport } from '#main/engine/sync/sync-once.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { environmentTokens } from '../environment-tokens.ts';
import { terminalLog } from '../terminal-log.ts';
import { withStore } from '../with-store.ts';

/** A person waits at a terminal: fewer repetitions than the app makes in the background. */
const RETRY_DELAYS_MS: readonly number[] = [2000, 6000];

/** The report of a workspace without Invoca networks. */
const NOTHING_SYNCED: SyncReport = {
  fetched: 0,
  new: 0,
  corrections: 0,
  conversions: { approved: 0, pending: 0, rejected: 0 },
  unparsed: 0,
  warnings: [],
};

/** `sync --once`: one turn over every network of the workspace: new calls, corrections and conversions. */
export const syncCommand: Command = {
  name: 'sync',
  usage: 'sync --once',
  async run(words, context) {
    if (!readWords(words, { once: 'flag' }).flag('once')) {
      throw new UsageError('The command line syncs once: add --once. The app goes on by itself.');
    }
    const [{ syncOnce }, { invocaClients }, { pollCalls }, { sessionClients }] = await Promise.all([
      import('#main/engine/sync/sync-once.ts'),
      import('#main/networks/invoca/invoca-client.ts'),
      import('#main/engine/calls/poll-calls.ts'),
      import('#main/networks/spc/spc-client.ts'),
    ]);
    // What went wrong with one network is among the warnings, or is what the command fails with.
    const parts = {
      tokens: environmentTokens(context.environment),
      clock: context.now,
      log: { ...terminalLog(context), warn: () => undefined },
    };
    const [report, calls] = await withStore(context, async (store) => {
      const accounts = await store.read.spcNetworks();
      const read = accounts.some(({ extensions }) => extensions)
        ? await pollCalls(
            { ...parts, store, sessions: sessionClients({ clock: context.now }) },
            context.signal,
          )
        : null;
      const onlyCalls = read !== null && (await store.read.networks()).length === 0;
      if (onlyCalls && read.faults.length > 0) throw new DeskError('network_fault', read.faults.join('\n'));
      const synced = onlyCalls
        ? null
        : await syncOnce({
            ...parts,
            store,
            clients: invocaClients({ random: context.random, retryDelaysMs: RETRY_DELAYS_MS }),
            signal: context.signal,
          });
      return [synced ?? NOTHING_SYNCED, read] as const;
    });
    const { approved, pending, rejected } = report.conversions;
    return {
      data:
        calls === null
          ? report
          : {
              ...report,
              calls: { added: calls.added, changed: calls.changed },
              warnings: [...report.warnings, ...calls.faults],
            },
      text: [
        `${report.fetched} transactions fetched, ${report.new} new, ${report.corrections} corrections.`,
        `Conversions changed: ${approved} approved, ${pending} pending, ${rejected} rejected.`,
        ...(report.unparsed > 0 ? [`${report.unparsed} rows did not parse and are kept raw.`] : []),
        ...(calls === null
          ? []
          : [`Calls of session numbers: ${calls.added} new, ${calls.changed} changed.`, ...calls.faults]),
        ...report.warnings,
      ].join('\n'),
    };
  },
};
