import { beginReplay } from '#main/engine/postbacks/begin-replay.ts';
import type { ReplayRefusal } from '#shared/ipc/replays.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

const WHY: Readonly<Record<ReplayRefusal, string>> = {
  waiting: 'waits in the outbox already under this id',
  posting_waits: 'has a posting that waits in the outbox already',
  told_by_tune: 'may be told by TUNE as well, which is to be settled first',
  not_so_now: 'tells of a status the conversion no longer has',
};

const PAGE = 200;

/** `deliveries replay`: puts the deliveries of one call into the outbox once more; `postback send` or the app sends them. */
export const deliveriesReplayCommand: Command = {
  name: 'deliveries replay',
  usage: 'deliveries replay --invoca-id ID --keep-id|--new-id [--network NAME]',
  async run(words, context) {
    const options = readWords(words, {
      'invoca-id': 'text',
      'keep-id': 'flag',
      'new-id': 'flag',
      network: 'text',
    });
    const invocaId = options.required('invoca-id');
    const network = options.text('network');
    if (options.flag('keep-id') === options.flag('new-id')) {
      throw new UsageError(
        'Say whether the postback keeps its id (--keep-id, a repair) or takes a new one (--new-id).',
      );
    }
    const identity = options.flag('keep-id') ? 'keep' : 'new';
    const detail = await withStore(context, async (store) => {
      const all = await store.read.deliveriesOfCall({ invocaId });
      const owed = all.filter(({ networkName }) => network === undefined || networkName === network);
      if (owed.length === 0)
        throw new DeskError('not_found', `No delivery is owed for the Invoca id “${invocaId}”.`);
      // A further posting repeats the first; postings that were made before are not multiplied.
      const chosen = identity === 'keep' ? owed : owed.filter(({ meaning }) => !meaning.includes('#'));
      const selection = { deliveryIds: chosen.map(({ deliveryId }) => deliveryId) };
      const draft = { selection, identity, perSecond: 50, note: '' } as const;
      const { id } = await beginReplay({ draft, fingerprint: null, now: context.now() }, store);
      return store.read.replayDetail({ id, index: 0, limit: PAGE });
    });
    const queued = detail.rows.filter(({ refused }) => refused === null);
    const refused = detail.rows.flatMap((row) =>
      row.refused === null ? [] : [{ ...row, why: row.refused }],
    );
    return {
      data: {
        replay: detail.replay.id,
        invoca_id: invocaId,
        identity,
        queued: queued.map((row) => ({
          delivery_id: row.deliveryId,
          replays: row.originalId,
          receiver: row.receiver,
          url_before: row.before.url,
          url: row.after.url,
        })),
        refused: refused.map((row) => ({
          delivery_id: row.originalId,
          receiver: row.receiver,
          reason: WHY[row.why],
        })),
      },
      text: [
        ...queued.map((row) => `${row.deliveryId} waits for ${row.receiver}: ${row.after.url}`),
        ...refused.map((row) => `Refused: ${row.originalId} to ${row.receiver} ${WHY[row.why]}.`),
      ].join('\n'),
      exitCode: queued.length === 0 ? 1 : 0,
    };
  },
};
