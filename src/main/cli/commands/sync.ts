import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { environmentTokens } from '../environment-tokens.ts';
import { terminalLog } from '../terminal-log.ts';
import { withStore } from '../with-store.ts';

/** A person waits at a terminal: fewer repetitions than the app makes in the background. */
const RETRY_DELAYS_MS: readonly number[] = [2000, 6000];

/** `sync --once`: one turn over every network of the workspace: new calls, corrections and conversions. */
export const syncCommand: Command = {
  name: 'sync',
  usage: 'sync --once',
  async run(words, context) {
    if (!readWords(words, { once: 'flag' }).flag('once')) {
      throw new UsageError('The command line syncs once: add --once. The app goes on by itself.');
    }
    const [{ syncOnce }, { invocaClients }] = await Promise.all([
      import('#main/engine/sync/sync-once.ts'),
      import('#main/networks/invoca/invoca-client.ts'),
    ]);
    const report = await withStore(context, (store) =>
      syncOnce({
        store,
        clients: invocaClients({ random: context.random, retryDelaysMs: RETRY_DELAYS_MS }),
        tokens: environmentTokens(context.environment),
        clock: context.now,
        // What went wrong with one network is among the warnings, or is what the command fails with.
        log: { ...terminalLog(context), warn: () => undefined },
        signal: context.signal,
      }),
    );
    const { approved, pending, rejected } = report.conversions;
    return {
      data: report,
      text: [
        `${report.fetched} transactions fetched, ${report.new} new, ${report.corrections} corrections.`,
        `Conversions changed: ${approved} approved, ${pending} pending, ${rejected} rejected.`,
        ...(report.unparsed > 0 ? [`${report.unparsed} rows did not parse and are kept raw.`] : []),
        ...report.warnings,
      ].join('\n'),
    };
  },
};
