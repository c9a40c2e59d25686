import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ipcMain } from 'electron';
import type { z } from 'zod';

/** Some fields of T. */
export type Change<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A small file of what is no record, held in memory and written when it changes. */
export interface JsonFile<T> {
  get(): T;
  /** Replaces the fields given; a field that is undefined stays as it is. */
  set(change: Change<T>): T;
  /** Resolves when what was set so far is in the file. @throws what kept it from being written */
  written(): Promise<void>;
  /** Where a file went that could not be read; null when all was well. */
  readonly setAside: string | null;
}

/**
 * Opens `<folder>/<name>.json`, filling what it lacks from the defaults. A file that is broken or does not fit the
 * schema is renamed beside itself and the defaults are used: the person is told, and nothing is deleted.
 * Reads once, synchronously: part of the start, never called later. electron-store, which writes, is loaded with the
 * first change: it weighs more than the rest of the start.
 */
export function openJsonFile<T extends Record<string, unknown>>(parts: {
  readonly folder: string;
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly defaults: T;
  readonly now: () => number;
}): JsonFile<T> {
  const path = join(parts.folder, `${parts.name}.json`);
  let setAside: string | null = null;
  let value: T;
  try {
    value = parts.schema.parse({ ...parts.defaults, ...storedIn(path) });
  } catch {
    // Whatever is wrong with the file, the answer is the same: keep it for the person, go on without it.
    setAside = `${parts.name}.broken-${parts.now()}.json`;
    renameSync(path, join(parts.folder, setAside));
    value = parts.defaults;
  }

  let write: ((latest: Record<string, unknown>) => void) | null = null;
  let written: Promise<void> = Promise.resolve();
  const openWriter = async (): Promise<void> => {
    write ??= await storeWriter(parts.folder, parts.name);
    write(value);
  };
  return {
    setAside,
    get: () => value,
    set(change) {
      const given = Object.entries(change).filter(([, field]) => field !== undefined);
      const next = parts.schema.parse({ ...value, ...Object.fromEntries(given) });
      if (isDeepStrictEqual(next, value)) return value;
      value = next;
      if (write) write(value);
      else {
        written = openWriter();
        // Who waits for it is told; who does not must not end the app by it.
        written.catch(() => undefined);
      }
      return value;
    },
    written: () => written,
  };
}

function storedIn(path: string): object {
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof stored === 'object' && stored !== null && !Array.isArray(stored)) return stored;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  throw new TypeError(`${path} holds no settings.`);
}

async function storeWriter(folder: string, name: string): Promise<(latest: Record<string, unknown>) => void> {
  const { default: Store } = await import('electron-store');
  const store = new Store({ cwd: folder, name, clearInvalidConfig: false });
  // electron-store opens a channel of its own, outside the contract, for pages that would use it.
  ipcMain.removeAllListeners('electron-store-get-data');
  return (latest) => {
    store.store = latest;
  };
}
