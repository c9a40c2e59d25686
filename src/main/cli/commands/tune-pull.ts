import { readWords, wholeNumberOption } from '../command.ts';
import type { Command } from '../command.ts';
import { environmentTokens } from '../environment-tokens.ts';
import { tuneAccountNamed } from '../tune-account-named.ts';
import { withJobs } from '../with-jobs.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 700;
const USUAL_DAYS = 31;

/**
 * `tune pull`: reads what a TUNE network holds into the workspace; where the desk writes to TUNE, what TUNE has otherwise is
 * written.
 */
export const tunePullCommand: Command = {
  name: 'tune pull',
  usage: `tune pull [--days ${USUAL_DAYS}] [--network NAME]`,
  async run(words, context) {
    const options = readWords(words, { days: 'text', network: 'text' });
    const days = wholeNumberOption('days', options.text('days') ?? String(USUAL_DAYS), 1, MOST_DAYS);
    const [{ readTune }, { tuneClients }] = await Promise.all([
      import('#main/engine/tune/read-tune.ts'),
      import('#main/networks/tune/tune-client.ts'),
    ]);
    return withJobs(context, async ({ store, run }) => {
      const account = tuneAccountNamed(await store.read.tuneAccounts(), options.text('network'));
      const token = await environmentTokens(context.environment)(account);
      const client = tuneClients({ clock: context.now, random: context.random })(account, token);
      const startedAt = context.now();
      const { signal } = context;
      await readTune(
        account,
        client,
        { from: startedAt - days * DAY_MS, startedAt },
        { store, clock: context.now, signal, onProgress: () => undefined },
      ).catch(async (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        await store.write.recordSync({ networkId: account.id, at: context.now(), error: message });
        throw error;
      });
      await store.write.recordSync({ networkId: account.id, at: context.now(), error: null });
      const planned = await store.write.planTuneWrites({ now: context.now() });
      const report = planned === 0 ? null : await run();
      const state = (await store.read.tuneStates()).find((one) => one.account.id === account.id);
      const { counts, differences = 0, unmatched = 0, unsettled = 0, held = 0 } = state ?? {};
      const read = Object.entries(counts ?? {}).map(([name, count]) => `${count} ${name}`);
      return {
        data: {
          network: account.name,
          ...counts,
          differences,
          unmatched,
          told_twice: unsettled,
          held,
          written: report?.done ?? 0,
          write_failures: report?.failed ?? [],
        },
        text: [
          `${account.name}: ${read.join(', ')}.`,
          `${differences} conversions told otherwise than here, ${unmatched} of calls that are not here.`,
          ...(unsettled > 0
            ? [
                `${unsettled} postbacks of TUNE tell partners whom the desk tells too; ${held} deliveries wait for that.`,
              ]
            : []),
          ...(report ? [`${report.done} conversions written to TUNE, ${report.failed.length} refused.`] : []),
        ].join('\n'),
        ...(report && report.failed.length > 0 ? { exitCode: 1 } : {}),
      };
    });
  },
};
