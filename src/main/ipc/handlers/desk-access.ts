import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { DeskEngine } from '#main/engine/engine-parts.ts';
import type { OpenWorkspace } from '#main/shell/workspace/open-workspace.ts';

/** As much of the desk as handlers need that only have the engine told of what they did. */
export interface DeskPart<Told extends keyof DeskEngine> extends Pick<DeskAccess, 'announce' | 'now'> {
  /** The workspace that is open. @throws DeskError conflict when none is */
  workspace(): WorkspacePart<Told>;
}

/** A workspace as far as such handlers look. */
export interface WorkspacePart<Told extends keyof DeskEngine> extends Pick<OpenWorkspace, 'view' | 'store'> {
  readonly engine: Pick<DeskEngine, Told>;
}

/** What every handler works with. */
export interface DeskAccess {
  /** The workspace that is open. @throws DeskError conflict when none is */
  workspace(): OpenWorkspace;
  /** Tells the window that stored records changed by the user's own action. */
  announce(...topics: ChangeTopic[]): void;
  /** UTC milliseconds. */
  now(): number;
}
