import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { ipcMain } from 'electron';
import Store from 'electron-store';
import type { z } from 'zod';

/** Some fields of T. */
export type Change<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A small file of what is no record, held in memory and written at once when it changes. */
export interface JsonFile<T> {
  get(): T;
  /** Replaces the fields given; a field that is undefined stays as it is. */
  set(change: Change<T>): T;
  /** Where a file went that could not be read; null when all was well. */
  readonly setAside: string | null;
}

/**
 * Opens `<folder>/<name>.json`, filling what it lacks from the defaults. A file that is broken or does not fit the
 * schema is renamed beside itself and the defaults are used: the person is told, and nothing is deleted.
 * Reads once, synchronously: part of the start, never called later.
 */
export function openJsonFile<T extends Record<string, unknown>>(parts: {
  readonly folder: string;
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly defaults: T;
  readonly now: () => number;
}): JsonFile<T> {
  const open = (): Store<T> => {
    const store = new Store<T>({ cwd: parts.folder, name: parts.name, clearInvalidConfig: false });
    // electron-store opens a channel of its own, outside the contract, for pages that would use it.
    ipcMain.removeAllListeners('electron-store-get-data');
    return store;
  };
  const read = (store: Store<T>): T => parts.schema.parse({ ...parts.defaults, ...store.store });

  let setAside: string | null = null;
  let store: Store<T>;
  let value: T;
  try {
    store = open();
    value = read(store);
  } catch {
    // Whatever is wrong with the file, the answer is the same: keep it for the person, go on without it.
    setAside = `${parts.name}.broken-${parts.now()}.json`;
    renameSync(join(parts.folder, `${parts.name}.json`), join(parts.folder, setAside));
    store = open();
    value = read(store);
  }
  return {
    setAside,
    get: () => value,
    set(change) {
      const given = Object.entries(change).filter(([, field]) => field !== undefined);
      value = parts.schema.parse({ ...value, ...Object.fromEntries(given) });
      store.store = value;
      return value;
    },
  };
}
