import type { DeskEngine } from '#main/engine/engine-parts.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { WorkspaceView } from '#shared/ipc/desk.ts';
import type { PracticeProcess } from './practice-process.ts';

/** A workspace with its file open and its engine running. */
export interface OpenWorkspace {
  readonly view: WorkspaceView;
  readonly store: DeskStore;
  readonly engine: DeskEngine;
  readonly practice: PracticeProcess | null;
}

/** What closing takes of an open workspace. */
export interface Closable {
  readonly engine: Pick<DeskEngine, 'stop'>;
  readonly store: Pick<DeskStore, 'close'>;
  readonly practice: Pick<PracticeProcess, 'stop'> | null;
}

/** Stops a workspace in the order that loses nothing: first who writes, then the file, then the practice network. */
export async function closeWorkspace(workspace: Closable): Promise<void> {
  await workspace.engine.stop();
  await workspace.store.close();
  await workspace.practice?.stop();
}
