import type { WorkspaceView } from '#shared/ipc/desk.ts';

/** The workspace to open at the start: the one of last time, else the first real one, else none. */
export function lastWorkspace(
  known: readonly WorkspaceView[],
  rememberedId: string | null,
): WorkspaceView | null {
  return known.find(({ id }) => id === rememberedId) ?? known.find(({ practice }) => !practice) ?? null;
}
