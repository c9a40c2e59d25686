import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withJobs } from '../with-jobs.ts';

/** `jobs run --once`: one try at everything the networks still have to do for the workspace. */
export const jobsRunCommand: Command = {
  name: 'jobs run',
  usage: 'jobs run --once',
  async run(words, context) {
    if (!readWords(words, { once: 'flag' }).flag('once')) {
      throw new UsageError('The command line runs jobs once: add --once. The app goes on by itself.');
    }
    const report = await withJobs(context, async ({ store, run }) => {
      await store.write.endSessions({ now: context.now() });
      return run();
    });
    return {
      data: report,
      text: [
        `${report.done} done, ${report.waiting} waiting, ${report.failed.length} failed.`,
        ...report.failed.map(({ job, reason }) => `Job ${job}: ${reason}`),
      ].join('\n'),
    };
  },
};
