import type { HistoryVerdict } from '#shared/ipc/history.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withSealedHistory } from '../with-sealed-history.ts';

/** `history verify`: whether every entry of the history is as it was sealed. */
export const historyVerifyCommand: Command = {
  name: 'history verify',
  usage: 'history verify [--head DIGEST]',
  async run(words, context) {
    const noted = readWords(words, { head: 'text' }).text('head')?.toLowerCase() ?? null;
    if (noted !== null && !/^[0-9a-f]{64}$/.test(noted))
      throw new UsageError('--head takes a digest of 64 hex digits, as “history verify” printed it.');
    const verdict = await withSealedHistory(context, (store) =>
      store.read.verifyHistory({ notedHead: noted }),
    );
    const { entries, ok, firstBroken, head } = verdict;
    const first_broken =
      firstBroken === null
        ? null
        : { invoca_id: firstBroken.invocaId, seq: firstBroken.seq, what: firstBroken.what };
    return { data: { entries, ok, first_broken, head }, text: textOf(verdict), exitCode: ok ? 0 : 1 };
  },
};

function textOf({ entries, firstBroken, head, unsealed }: HistoryVerdict): string {
  if (firstBroken) {
    const { invocaId, seq, what } = firstBroken;
    const where = [invocaId === null ? '' : `call ${invocaId}`, seq === null ? '' : `entry ${seq}`];
    return `The history was changed from outside: ${[...where.filter((part) => part !== ''), what].join(', ')}`;
  }
  const open = unsealed === 0 ? '' : ` ${unsealed} of them are not sealed yet.`;
  return `All ${entries} entries of the history are as they were sealed.${open}\nNewest digest: ${head ?? 'none'}`;
}
