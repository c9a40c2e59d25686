import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DeskError } from '#shared/ipc/errors.ts';
import type { FilePreview, ReconcileDraft } from '#shared/ipc/reconcile.ts';
import type { DeskReader, DeskWriter } from '../ports/desk-store.ts';
import type { Arrival, RememberedMapping } from '../ports/reconcile-store.ts';
import { keepFile, recognised } from './kept-files.ts';
import type { FileStore, KeptContent } from './kept-files.ts';

const WINDOW_MINUTES = 5;

/** What taking in a file works with. */
export interface ArrivalParts extends FileStore {
  readonly read: FileStore['read'] & Pick<DeskReader, 'arrivalOf'>;
  readonly write: FileStore['write'] & Pick<DeskWriter, 'noteArrival'>;
  readonly preview: (file: KeptContent, how: RememberedMapping) => Promise<FilePreview>;
  /** Begins a run and settles once it has ended, with why it failed. */
  readonly run: (
    draft: ReconcileDraft,
    begun: (id: number) => Promise<void>,
  ) => Promise<{ readonly id: number; readonly failure: string | null }>;
}

/**
 * Takes in a file that came into the watched folder: known content is passed over; a sender that is known is compared by
 * itself; everything else waits for a person. Each end is noted, so that no file is lost and none is compared twice.
 */
export async function takeArrival(path: string, parts: ArrivalParts): Promise<void> {
  const name = basename(path);
  // What cannot be read has no content to know it by: its name and size stand for it.
  const unreadable = { digest: `unreadable ${name}`, name, runId: null, now: parts.clock() };
  const earlier = await parts.read.arrivalOf({ digest: unreadable.digest });
  let file: KeptContent;
  try {
    file = await keepFile(path, parts);
  } catch (cause) {
    const size = await sizeOf(path);
    if (earlier?.state === 'ignored' && earlier.size === size) return;
    await parts.write.noteArrival({ ...unreadable, size, state: 'failed', reason: reasonOf(cause) });
    return;
  }
  if (earlier?.state === 'failed') {
    const reason = 'It could be read later.';
    await parts.write.noteArrival({ ...unreadable, size: earlier.size, state: 'ignored', reason });
  }
  if ((await parts.read.arrivalOf({ digest: file.digest })) !== null) return;
  const note = (state: Arrival['state'], reason: string, runId: number | null): Promise<void> =>
    parts.write.noteArrival({
      digest: file.digest,
      name,
      size: file.size,
      state,
      reason,
      runId,
      now: parts.clock(),
    });
  const known = await parts.read.reconcileMappings({ head: file.head });
  const how = recognised(known, name);
  if (how === null) {
    await note(
      'waiting',
      known.length === 0 ? 'A file with these columns was not seen before.' : SEVERAL,
      null,
    );
    return;
  }
  await note('running', '', null);
  try {
    const draft = draftOf(file, how, await parts.preview(file, how));
    if (draft === null)
      await note('waiting', 'It does not say when its calls were, so its period is not known.', null);
    else {
      const { id, failure } = await parts.run(draft, (runId) => note('running', '', runId));
      await note(failure === null ? 'done' : 'failed', failure ?? '', id);
    }
  } catch (cause) {
    await note('failed', reasonOf(cause), null);
  }
}

/** Zero for one that is gone. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

const SEVERAL = 'Several partners send files with these columns, and its name tells none of them.';

/** Null when the file does not say what period it speaks of. @throws DeskError invalid_input when it cannot be read whole */
function draftOf(file: KeptContent, how: RememberedMapping, preview: FilePreview): ReconcileDraft | null {
  const [fault] = preview.faults;
  if (fault) {
    const message = `${preview.faultsInAll} of its cells cannot be read; line ${fault.line}, ${fault.column}: ${fault.message}`;
    throw new DeskError('invalid_input', message, { field: 'file' });
  }
  const { firstDay, lastDay } = preview;
  if (firstDay === null || lastDay === null) return null;
  const { role, mapping } = how;
  return {
    title: file.name.slice(0, 120),
    sides: [
      { kind: 'desk', zone: mapping.zone },
      { kind: 'file', role, digest: file.digest, name: file.name, mapping, asOf: null },
    ],
    firstDay,
    lastDay,
    windowMinutes: WINDOW_MINUTES,
    networkId: how.networkId,
    partnerId: how.partnerId === '' ? null : how.partnerId,
    offerId: null,
  };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
