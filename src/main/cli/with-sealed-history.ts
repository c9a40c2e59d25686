import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { CommandContext } from './command.ts';
import { withStore } from './with-store.ts';

/**
 * Reads the history once all of it is sealed: where it is not, the workspace is opened to write, which seals it. While the
 * app has it open, or where the file cannot be written, it is read as it is, and the answer tells what is not sealed.
 */
export async function withSealedHistory<T>(
  context: CommandContext,
  work: (store: DeskStore) => Promise<T>,
): Promise<T> {
  const readOnly = { readOnly: true };
  const unsealed = await withStore(context, (store) => store.read.unsealedConversions(), readOnly);
  if (unsealed === 0) return withStore(context, work, readOnly);
  try {
    return await withStore(context, work);
  } catch (error) {
    if (!(error instanceof DeskError) || !['workspace_in_use', 'read_only'].includes(error.code)) throw error;
    context.warn(`The history of ${unsealed} conversions is not sealed yet, and is read as it is.\n`);
    return withStore(context, work, readOnly);
  }
}
