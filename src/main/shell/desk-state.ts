import type { DeskState, SyncState, WorkspaceView } from '#shared/ipc/desk.ts';
import type { Settings } from '#shared/ipc/settings.ts';

/** The state of syncing while no workspace is open. */
const NOTHING_TO_SYNC: SyncState = {
  phase: 'idle',
  paused: false,
  lastSuccessAt: null,
  nextRunAt: null,
  progress: null,
  error: null,
};

/** Everything the frame of the window shows, from its parts. */
export function deskState(parts: {
  readonly version: string;
  readonly platform: string;
  readonly workspace: WorkspaceView | null;
  readonly opening: boolean;
  readonly workspaces: readonly WorkspaceView[];
  readonly online: boolean;
  readonly sync: SyncState | null;
  readonly mode: DeskState['ownership'];
  readonly settings: Settings;
  readonly trayShown: boolean;
  readonly keyring: { readonly available: boolean; readonly backend: string };
  readonly proxy: boolean;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly timeZone: string;
}): DeskState {
  return {
    ...parts,
    ownership: parts.mode,
    keyring: { ...parts.keyring },
    workspaces: [...parts.workspaces],
    sync: parts.sync ?? NOTHING_TO_SYNC,
  };
}
