import type { ChangeTopic } from '#shared/ipc/contract.ts';
import type { OpenWorkspace } from '#main/shell/workspace/open-workspace.ts';

/** What every handler works with. */
export interface DeskAccess {
  /** The workspace that is open. @throws DeskError conflict when none is */
  workspace(): OpenWorkspace;
  /** Tells the window that stored records changed by the user's own action. */
  announce(...topics: ChangeTopic[]): void;
  /** UTC milliseconds. */
  now(): number;
}
