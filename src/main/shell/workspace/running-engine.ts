import type { SyncState } from '#shared/ipc/desk.ts';
import type { TemplateDraft, TestFireResult } from '#shared/ipc/postbacks.ts';

/** What the shell asks of a workspace's engine while it runs. */
export interface RunningEngine {
  /** The state of syncing right now. */
  sync(): SyncState;
  /** Starts a round unless one runs. */
  syncNow(): void;
  /** Ends the round under way after the page it is at; nothing fetched is lost. */
  cancelSync(): void;
  setPaused(paused: boolean): void;
  /** The machine woke up: polls at once and spreads what became overdue. */
  resumed(): void;
  /** An account was added, changed or removed. */
  networksChanged(): void;
  /** Something may be due to be sent. */
  deliveriesChanged(): void;
  /** The person's settings changed. */
  configure(settings: { readonly pollMs: number; readonly postbackTimeoutMs: number }): void;
  testFire(input: {
    readonly draft: TemplateDraft;
    readonly conversionId: number | null;
    readonly allowLocal: boolean;
  }): Promise<TestFireResult>;
  /** Stops after the work under way; what is half done is found again at the next start. */
  stop(): Promise<void>;
}
