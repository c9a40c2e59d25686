import { sessionUpdate } from '#main/engine/sessions/ask-session.ts';
import type { InformationUpdate } from '#shared/domain/session-information.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { readWords, UsageError, wholeNumberOption } from '../command.ts';
import type { Command } from '../command.ts';
import { fieldWords, spcAccountNamed } from '../session-words.ts';
import { withJobs } from '../with-jobs.ts';

const HIGHEST_VERSION = 2_147_483_647;

/** `session update`: changes what is stored with a session, or queues the change while the network is out of reach. */
export const sessionUpdateCommand: Command = {
  name: 'session update',
  usage:
    'session update --session S [--mode merge|replace] [--keyword K …] [--field k=v …] [--remove k …] [--expect VERSION] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, {
      session: 'text',
      mode: 'text',
      keyword: 'texts',
      field: 'texts',
      remove: 'texts',
      expect: 'text',
      network: 'text',
    });
    const sessionId = options.required('session').trim();
    const expect = options.text('expect');
    const expectedVersion =
      expect === undefined ? null : wholeNumberOption('expect', expect, 0, HIGHEST_VERSION);
    const update = sessionUpdate(updateOf(options), expectedVersion);
    const network = options.text('network');
    return withJobs(context, async ({ store, run }) => {
      const networkId = network === undefined ? null : (await spcAccountNamed(store, network)).id;
      const row = await store.read.sessionByNetworkId({ sessionId, networkId });
      if (!row) throw new DeskError('not_found', `This workspace knows no session ${sessionId}.`);
      const now = context.now();
      await store.write.endSessions({ now });
      const { seq, jobId, lane } = await store.write.queueUpdate({
        sessionNumberId: row.id,
        by: 'cli',
        update,
        expectedVersion,
        batchId: null,
        dueAt: now,
        now,
      });
      await run(lane);
      const { history } = await store.read.sessionDetail({ id: row.id });
      const entry = history.find((one) => one.seq === seq);
      if (entry?.state === 'accepted') {
        const updatedAt = entry.settledAt === null ? null : new Date(entry.settledAt).toISOString();
        return {
          data: { accepted: true, version: entry.versionAfter, updated_at: updatedAt },
          text: `Stored with session ${sessionId} as version ${entry.versionAfter ?? '?'}.`,
        };
      }
      if (entry?.state !== 'queued') {
        throw new DeskError('rejected_by_network', entry?.reason ?? 'The update was not stored.');
      }
      return {
        data: { queued: true, job: jobId },
        text: `Job ${jobId} waits: it is sent by the app, or by “jobs run --once”.`,
      };
    });
  },
};

function updateOf(options: ReturnType<typeof readWords>): InformationUpdate {
  const mode = options.text('mode') ?? 'merge';
  const keywords = options.texts('keyword');
  const fields = fieldWords(options.texts('field'));
  const remove = options.texts('remove');
  const given = {
    ...(keywords.length === 0 ? {} : { keywords }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
  if (mode === 'replace') {
    if (remove.length > 0) throw new UsageError('--remove goes with --mode merge only.');
    return { mode, ...given };
  }
  if (mode !== 'merge') throw new UsageError(`--mode is merge or replace; “${mode}” is neither.`);
  return { mode, ...given, ...(remove.length === 0 ? {} : { remove }) };
}
