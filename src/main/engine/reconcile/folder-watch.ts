import { readdir, stat, watch } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scheduler } from '../scheduler.ts';

const AFTER_NEWS_MS = 250;
const UNTIL_SETTLED_MS = 1_000;
const RESCAN_MS = 30_000;
const TABLES = /\.(csv|tsv|txt)$/i;
const UNFINISHED = /^[.~]|\.(part|partial|tmp|crdownload|download)$/i;

/** A folder being watched. */
export interface FolderWatch {
  /** Why it cannot be read just now, in a sentence; null while it can. */
  fault(): string | null;
  /** Looks at once. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

interface Seen {
  readonly size: number;
  readonly modifiedAt: number;
}

/**
 * Watches a folder for tables: the system's news of changes, and a look every half minute, since not every file system
 * tells. A file is told once it is complete, that is when two looks a second apart find it alike; a file that changes is
 * told again. What goes wrong with one file keeps no other from being told.
 */
export function watchFolder(
  path: string,
  parts: {
    readonly scheduler: Scheduler;
    readonly onFile: (path: string) => Promise<void>;
    /** The folder became readable, or ceased to be. */
    readonly onFault: () => void;
  },
): FolderWatch {
  const stopped = new AbortController();
  const seen = new Map<string, Seen>();
  const told = new Map<string, Seen>();
  let fault: string | null = null;
  let takeBack: () => void = () => undefined;
  let looking: Promise<void> | null = null;
  let again = false;

  const setFault = (next: string | null): void => {
    if (fault === next) return;
    fault = next;
    parts.onFault();
  };
  const later = (ms: number): void => {
    takeBack();
    if (!stopped.signal.aborted) takeBack = parts.scheduler.after(ms, () => void look());
  };
  const look = (): Promise<void> => {
    again = looking !== null;
    looking ??= lookOnce().finally(() => {
      looking = null;
    });
    return looking;
  };
  const lookOnce = async (): Promise<void> => {
    let open = false;
    try {
      for (const name of await tablesIn(path)) {
        if (stopped.signal.aborted) return;
        open = (await lookAt(name)) || open;
      }
      setFault(null);
    } catch (cause) {
      setFault(cause instanceof Error ? cause.message : String(cause));
    }
    later(open || again ? UNTIL_SETTLED_MS : RESCAN_MS);
  };
  /** Whether the file must be looked at once more before it is told. */
  const lookAt = async (name: string): Promise<boolean> => {
    const now = await sizeOf(join(path, name));
    const before = seen.get(name);
    if (now === null) return false;
    seen.set(name, now);
    if (isSame(told.get(name), now)) return false;
    if (!isSame(before, now)) return true;
    told.set(name, now);
    await parts.onFile(join(path, name));
    return false;
  };
  const hear = async (): Promise<void> => {
    try {
      for await (const news of watch(path, { signal: stopped.signal, persistent: false })) {
        if (news.filename === null || TABLES.test(news.filename)) later(AFTER_NEWS_MS);
      }
    } catch {
      // Without news of the system the look every half minute finds what came.
      if (!stopped.signal.aborted) later(RESCAN_MS);
    }
  };
  void hear();
  void look();
  return {
    fault: () => fault,
    look,
    async stop() {
      stopped.abort();
      takeBack();
      await looking;
    },
  };
}

async function tablesIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && TABLES.test(entry.name) && !UNFINISHED.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

/** Null for a file that is empty yet, or gone by now. */
async function sizeOf(file: string): Promise<Seen | null> {
  try {
    const { size, mtimeMs } = await stat(file);
    return size === 0 ? null : { size, modifiedAt: mtimeMs };
  } catch {
    return null;
  }
}

const isSame = (one: Seen | undefined, other: Seen): boolean =>
  one !== undefined && one.size === other.size && one.modifiedAt === other.modifiedAt;
