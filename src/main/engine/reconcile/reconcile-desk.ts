import type { ChangeTopic } from '#shared/ipc/contract.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type {
  ChosenFile,
  FileMapping,
  FilePreview,
  FileRole,
  ReconcileDraft,
  WatchedFolder,
} from '#shared/ipc/reconcile.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { OpenBench } from '../ports/reconcile-bench.ts';
import type { Scheduler } from '../scheduler.ts';
import { takeArrival } from './arrivals.ts';
import { stemOf } from './file-mapping.ts';
import { readTableHead } from './file-table.ts';
import { watchFolder } from './folder-watch.ts';
import type { FolderWatch } from './folder-watch.ts';
import type { SideSources } from './gather-sides.ts';
import { chosenFile, keepFile, keptContent } from './kept-files.ts';
import { runDraft } from './run-draft.ts';

const ARRIVALS_SHOWN = 200;
/** Progress is told no more often, since each time is a write. */
const PROGRESS_MS = 500;

/** Reconciliations of one workspace while it is open. */
export interface ReconcileDesk {
  /** Keeps a file and says how it seems to be read. @throws DeskError invalid_input */
  openFile(path: string, role: FileRole): Promise<ChosenFile>;
  keptFile(digest: string, role: FileRole): Promise<ChosenFile>;
  previewFile(input: {
    readonly digest: string;
    readonly role: FileRole;
    readonly mapping: FileMapping;
  }): Promise<FilePreview>;
  /** Begins a run, which goes on by itself; answers its id. */
  start(draft: ReconcileDraft): Promise<number>;
  /** Begins a run with the sides of an earlier one, read anew. */
  repeat(id: number): Promise<number>;
  cancel(id: number): void;
  folder(): Promise<WatchedFolder>;
  /** Watches another folder, or none. */
  setFolder(path: string | null): Promise<void>;
  /** Begins to watch; ends what was under way when the app ended last. */
  begin(): void;
  stop(): Promise<void>;
}

interface Ended {
  readonly id: number;
  readonly failure: string | null;
}

/** Carries out reconciliations one after the other, and watches the folder. */
export function reconcileDesk(parts: {
  readonly store: Pick<DeskStore, 'read' | 'write'>;
  readonly sources: Omit<SideSources, 'read' | 'clock'>;
  readonly openBench: OpenBench;
  readonly clock: () => number;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  /** The zone times of a new file are taken to be in. */
  readonly zone: () => string;
  readonly onChange: (topics: ChangeTopic[]) => void;
}): ReconcileDesk {
  const { store, openBench, clock } = parts;
  const { read, write } = store;
  const files = { read, write, clock };
  const sources: SideSources = { ...parts.sources, read, clock };
  const running = new Map<number, AbortController>();
  let turn: Promise<unknown> = Promise.resolve();
  let watched: FolderWatch | null = null;
  let stopped = false;
  let beginning: Promise<void> = Promise.resolve();
  const changed = (): void => parts.onChange(['reconcile']);

  const carryOut = async (id: number, draft: ReconcileDraft, signal: AbortSignal): Promise<Ended> => {
    let toldAt = Number.NEGATIVE_INFINITY;
    const tell = (progress: string): void => {
      if (clock() - toldAt < PROGRESS_MS) return;
      toldAt = clock();
      void write.tellReconcileProgress({ id, progress }).then(changed, () => undefined);
    };
    try {
      signal.throwIfAborted();
      await runDraft(id, draft, { sources, write, openBench, signal, tell });
      return { id, failure: null };
    } catch (cause) {
      const failure = signal.aborted ? 'It was cancelled.' : reasonOf(cause);
      if (!signal.aborted && !isExpected(cause)) parts.log.error('A reconciliation failed.', cause);
      await write.failReconcileRun({ id, reason: failure, now: clock() });
      return { id, failure };
    } finally {
      running.delete(id);
      changed();
    }
  };
  const begin = async (
    draft: ReconcileDraft,
    origin: 'person' | 'folder',
    previousId: number | null,
  ): Promise<{ readonly id: number; readonly ended: Promise<Ended> }> => {
    const id = await write.beginReconcileRun({ draft, origin, previousId, now: clock() });
    const control = new AbortController();
    if (stopped) control.abort();
    running.set(id, control);
    const ended = turn.then(() => carryOut(id, draft, control.signal));
    turn = ended;
    changed();
    return { id, ended };
  };
  const previewFile: ReconcileDesk['previewFile'] = async ({ digest, role, mapping }) => {
    const { bytes, name } = await keptContent(digest, files);
    const bench = openBench();
    try {
      return await bench.previewFile({ name, bytes, role, mapping });
    } finally {
      await bench.close();
    }
  };
  const remember = async (draft: ReconcileDraft): Promise<void> => {
    for (const side of draft.sides) {
      if (side.kind !== 'file') continue;
      const { bytes } = await keptContent(side.digest, files);
      await write.rememberReconcileMapping({
        mapping: {
          head: readTableHead(bytes, side.name),
          stem: stemOf(side.name),
          role: side.role,
          networkId: draft.networkId,
          partnerId: draft.partnerId ?? '',
          mapping: side.mapping,
        },
        now: clock(),
      });
    }
  };
  /** A file of the folder that waited for a person has found one. */
  const settleArrivals = async (draft: ReconcileDraft, runId: number): Promise<void> => {
    for (const side of draft.sides) {
      if (side.kind !== 'file') continue;
      const arrival = await read.arrivalOf({ digest: side.digest });
      if (arrival === null || arrival.state === 'done') continue;
      await write.noteArrival({ ...arrival, state: 'done', reason: '', runId, now: clock() });
    }
  };
  const take = async (path: string): Promise<void> => {
    try {
      await takeArrival(path, {
        ...files,
        preview: (file, { role, mapping }) => previewFile({ digest: file.digest, role, mapping }),
        run: async (draft, begun) => {
          const { id, ended } = await begin(draft, 'folder', null);
          await begun(id);
          return ended;
        },
      });
    } catch (cause) {
      parts.log.error('A file of the watched folder could not be taken in.', cause);
    }
    changed();
  };
  const watchAgain = async (): Promise<void> => {
    await watched?.stop();
    watched = null;
    const folder = await read.reconcileFolder();
    if (folder === null || stopped) return;
    watched = watchFolder(folder.path, { scheduler: parts.scheduler, onFile: take, onFault: changed });
  };
  return {
    openFile: async (path, role) => chosenFile(await keepFile(path, files), role, parts.zone(), files),
    keptFile: async (digest, role) => chosenFile(await keptContent(digest, files), role, parts.zone(), files),
    previewFile,
    async start(draft) {
      await remember(draft);
      const { id } = await begin(draft, 'person', null);
      await settleArrivals(draft, id);
      return id;
    },
    async repeat(id) {
      const { draft, repeated } = await read.reconcileRun({ id });
      if (repeated) throw new DeskError('conflict', 'A later run repeats this one already; repeat that.');
      return (await begin(draft, 'person', id)).id;
    },
    cancel: (id) => running.get(id)?.abort(),
    async folder() {
      const [folder, arrivals] = await Promise.all([
        read.reconcileFolder(),
        read.reconcileArrivals({ limit: ARRIVALS_SHOWN }),
      ]);
      return { path: folder?.path ?? null, fault: watched?.fault() ?? null, arrivals: [...arrivals] };
    },
    async setFolder(path) {
      await write.setReconcileFolder({ path, now: clock() });
      await watchAgain();
      changed();
    },
    begin() {
      const reason = 'The app ended before it was done.';
      beginning = write
        .endOpenReconcileRuns({ reason, now: clock() })
        .then(watchAgain)
        .catch((cause: unknown) => parts.log.error('The folder could not be watched.', cause));
    },
    async stop() {
      stopped = true;
      for (const control of running.values()) control.abort();
      await beginning;
      await watched?.stop();
      await turn;
    },
  };
}

/** What a person can do something about, and so is told in the run instead of the log. */
function isExpected(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === 'NetworkFault' || cause.name === 'DeskError');
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
