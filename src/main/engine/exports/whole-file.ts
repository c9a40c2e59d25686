import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { DeskError } from '#shared/ipc/errors.ts';

/**
 * Writes a file so that it appears whole or not at all: what fails leaves what was there.
 * @throws DeskError invalid_input naming the file when it cannot be written
 */
export async function writeWholeFile<T>(file: string, write: (handle: FileHandle) => Promise<T>): Promise<T> {
  const partial = `${file}.partial`;
  try {
    const handle = await openForWriting(partial, file);
    let result: T;
    try {
      result = await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function openForWriting(partial: string, file: string): Promise<FileHandle> {
  try {
    return await open(partial, 'w');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DeskError('invalid_input', `“${file}” cannot be written: ${why}`, {
      field: 'out',
      cause: error,
    });
  }
}
