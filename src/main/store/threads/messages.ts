import type { DeskFailure } from '#shared/ipc/errors.ts';

/** What a store thread is to be; given as its `workerData`. */
export interface ThreadRole {
  readonly mode: 'writer' | 'reader';
  readonly file: string;
  /** UTC milliseconds when the store was opened, for names of backups. */
  readonly openedAt: number;
  /** 32-bit counts, shared by all threads of a store: conversions not yet listed, calls not yet listed. */
  readonly unlisted: SharedArrayBuffer;
}

/** A call into a thread. The arguments are those of the port's method, which both sides are typed by. */
export interface ThreadRequest {
  readonly id: number;
  readonly method: string;
  readonly args: readonly never[];
}

/** What a thread says. `value` is what the port's method promises. */
export type ThreadMessage =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly failure: DeskFailure }
  | { readonly kind: 'answer'; readonly id: number; readonly value: never }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: DeskFailure }
  | { readonly kind: 'warning'; readonly text: string }
  | { readonly kind: 'closed' };

/** Whether a thread was started with a role. */
export function isThreadRole(value: unknown): value is ThreadRole {
  return (
    typeof value === 'object' && value !== null && 'mode' in value && 'file' in value && 'unlisted' in value
  );
}
