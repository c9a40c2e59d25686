import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import { failureOf } from '#main/ipc/reply-failure.ts';
import type { WorkspaceView } from '#shared/ipc/desk.ts';
import { lastWorkspace } from './last-workspace.ts';

/** Opening the workspace of last time, with nobody there yet who could be answered. */
export interface LastOpening {
  /** Opens it, if there is one; what keeps it from opening is shown. */
  readonly open: () => Promise<void>;
  /** Shows that a workspace could not be kept open after all, and closes it. */
  readonly giveUp: (view: WorkspaceView, error: unknown) => void;
}

/**
 * @param parts.workspaces `last` knows the workspace of last time where that is known at once
 * @param parts.showError shows a title and a sentence to the person and waits until they have been read
 */
export function lastOpening(parts: {
  readonly workspaces: {
    last(): WorkspaceView | null;
    list(): Promise<readonly WorkspaceView[]>;
  };
  readonly rememberedId: () => string | null;
  readonly open: (view: WorkspaceView) => Promise<unknown>;
  readonly leave: (view: WorkspaceView) => Promise<void>;
  readonly showError: (title: string, text: string) => void;
  readonly log: EngineLog;
}): LastOpening {
  const notOpened = (view: WorkspaceView, error: unknown): void => {
    parts.log.error(`The workspace “${view.name}” could not be opened.`, error);
    parts.showError(`“${view.name}” could not be opened`, failureOf(error).message);
  };
  return {
    async open() {
      const last =
        parts.workspaces.last() ?? lastWorkspace(await parts.workspaces.list(), parts.rememberedId());
      if (last) await parts.open(last).catch((error: unknown) => notOpened(last, error));
    },
    giveUp(view, error) {
      notOpened(view, error);
      parts
        .leave(view)
        .catch((cause: unknown) => parts.log.error(`“${view.name}” could not be closed.`, cause));
    },
  };
}
