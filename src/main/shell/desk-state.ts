import type { DeskState, Settings, SyncState, WorkspaceView } from '#shared/ipc/desk.ts';

/** The state of syncing while no workspace is open. */
export const NOTHING_TO_SYNC: SyncState = {
  phase: 'idle',
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
  readonly workspaces: readonly WorkspaceView[];
  readonly online: boolean;
  readonly sync: SyncState | null;
  readonly settings: Settings;
  readonly trayShown: boolean;
  readonly keyring: { readonly available: boolean; readonly backend: string };
  readonly proxy: boolean;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly timeZone: string;
}): DeskState {
  const { workspaces, sync, workspace, online, keyring, ...rest } = parts;
  return {
    ...rest,
    workspace,
    online,
    ownership: 'desk',
    keyring: { ...keyring },
    workspaces: [...workspaces],
    sync: phaseSeen(sync ?? NOTHING_TO_SYNC, online || workspace?.practice === true),
  };
}

/** Without a network the desk is offline whatever the poller plans; the practice network needs none. */
function phaseSeen(sync: SyncState, reachable: boolean): SyncState {
  if (reachable || sync.phase === 'syncing' || sync.phase === 'paused') return sync;
  return { ...sync, phase: 'offline' };
}
