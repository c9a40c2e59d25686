import type { WorkspaceView } from '#shared/ipc/desk.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { closeWorkspace } from './open-workspace.ts';
import type { Closable } from './open-workspace.ts';

/** The one workspace that is open, if any. */
export interface Desk<W> {
  readonly current: W | null;
  /** @throws DeskError conflict when none is open */
  workspace(): W;
  /** Opens a workspace in place of the one that is open; the old one stays open if the new one cannot be. */
  open(view: WorkspaceView): Promise<W>;
  /** Closes this workspace, if it is the one that is open: its file cannot be kept. */
  leave(view: WorkspaceView): Promise<void>;
  close(): Promise<void>;
}

/**
 * Makes the desk.
 * @param parts.start opens a workspace's file and starts what runs in it
 * @param parts.onChange told whenever another workspace, or none, is open
 */
export function createDesk<W extends Closable & { readonly view: WorkspaceView }>(parts: {
  readonly start: (view: WorkspaceView) => Promise<W>;
  readonly onChange: () => void;
}): Desk<W> {
  let current: W | null = null;
  let closed = false;
  let turn: Promise<unknown> = Promise.resolve();

  // One at a time: two clicks on two workspaces must not leave two of them open.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  return {
    get current() {
      return current;
    },
    workspace() {
      if (current === null) throw new DeskError('conflict', 'Open a workspace first.');
      return current;
    },
    open: (view) =>
      inTurn(async () => {
        if (closed) throw new DeskError('cancelled', 'The app is closing.');
        if (current?.view.id === view.id) return current;
        const opened = await parts.start(view);
        const previous = current;
        current = opened;
        parts.onChange();
        if (previous) await closeWorkspace(previous);
        return opened;
      }),
    leave: (view) =>
      inTurn(async () => {
        if (current?.view.id !== view.id) return;
        const lost = current;
        current = null;
        parts.onChange();
        await closeWorkspace(lost);
      }),
    close: () => {
      closed = true;
      return inTurn(async () => {
        const last = current;
        current = null;
        if (last) await closeWorkspace(last);
      });
    },
  };
}
