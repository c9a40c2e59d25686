import { sessionRequest } from '#main/engine/sessions/ask-session.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { SESSION_LIMITS } from '#shared/domain/session-limits.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { readWords, wholeNumberOption } from '../command.ts';
import type { Command, CommandResult } from '../command.ts';
import { fieldWords, spcAccountNamed } from '../session-words.ts';
import { withJobs } from '../with-jobs.ts';

/** `session request`: a session number for what the reference names; the same reference again gives the same number. */
export const sessionRequestCommand: Command = {
  name: 'session request',
  usage: 'session request --campaign C --ref R [--ttl S] [--keyword K …] [--field k=v …] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, {
      campaign: 'text',
      ref: 'text',
      ttl: 'text',
      keyword: 'texts',
      field: 'texts',
      network: 'text',
    });
    const ttl = options.text('ttl');
    const { ttlSecondsLeast, ttlSecondsMost } = SESSION_LIMITS;
    const asked = {
      campaignId: options.required('campaign'),
      reference: options.required('ref'),
      ttlSeconds: ttl === undefined ? null : wholeNumberOption('ttl', ttl, ttlSecondsLeast, ttlSecondsMost),
      information: { keywords: options.texts('keyword'), fields: fieldWords(options.texts('field')) },
    };
    return withJobs(context, async ({ store, run }) => {
      const { id: networkId } = await spcAccountNamed(store, options.text('network'));
      const more = { purpose: 'cli', batchId: null, now: context.now() } as const;
      const request = sessionRequest({ ...asked, networkId }, more);
      await freeCampaign(store, networkId, request.campaignId, context.now());
      const { row, fresh, jobId, lane } = await store.write.requestSession(request);
      if (row.state === 'requested') await run(lane);
      return toldOf(store, { id: row.id, fresh, jobId, now: context.now() });
    });
  },
};

async function toldOf(
  store: DeskStore,
  asked: { readonly id: number; readonly fresh: boolean; readonly jobId: number; readonly now: number },
): Promise<CommandResult> {
  const row = await store.read.sessionNumber({ id: asked.id });
  if (row.state === 'failed') throw new DeskError('rejected_by_network', row.reason);
  if (row.number === null) {
    const { rows } = await store.read.jobPage({
      filter: { states: ['queued'], campaignId: row.campaignId, networkId: row.networkId },
      index: 0,
      limit: 200,
      now: asked.now,
    });
    const reason = rows.find(({ id }) => id === asked.jobId)?.reason ?? '';
    return {
      data: { queued: true, job: asked.jobId },
      text: `Job ${asked.jobId} waits. ${reason}`.trim(),
    };
  }
  const expiresAt = row.expiresAt === null ? null : new Date(row.expiresAt).toISOString();
  const destination = row.destination?.address ?? '';
  return {
    data: {
      session_id: row.sessionId,
      number: row.number.e164,
      destination,
      expires_at: expiresAt,
      replayed: row.replayed || !asked.fresh,
    },
    text: `${row.number.display} reaches ${destination} until ${expiresAt ?? '?'} (session ${row.sessionId ?? '?'}).`,
  };
}

/** Who asks for a number of a campaign again wants it asked again, though the network did not know it the last time. */
async function freeCampaign(
  store: DeskStore,
  networkId: number,
  campaignId: string,
  now: number,
): Promise<void> {
  const holds = await store.read.holds({ now });
  const held = holds.some(
    (hold) => hold.networkId === networkId && hold.campaignId === campaignId && hold.wait === 'campaign',
  );
  if (held) await store.write.liftHold({ networkId, campaignId });
}
