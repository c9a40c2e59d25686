import type { DeskReader, DeskWriter } from '../ports/desk-store.ts';
import type { ReplayDraft, ReplayView } from '#shared/ipc/replays.ts';

/**
 * Begins a replay: looks up what its selection finds and puts it into the outbox, exactly what the fingerprint names.
 * Without one whatever is found is replayed. @throws DeskError conflict
 */
export async function beginReplay(
  input: { readonly draft: ReplayDraft; readonly fingerprint: string | null; readonly now: number },
  store: {
    readonly read: Pick<DeskReader, 'replayable'>;
    readonly write: Pick<DeskWriter, 'beginReplay'>;
  },
): Promise<ReplayView> {
  const { deliveryIds } = await store.read.replayable({ selection: input.draft.selection });
  return store.write.beginReplay({ ...input, deliveryIds });
}
