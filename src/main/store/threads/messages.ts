import type { DeskFailure } from '#shared/ipc/errors.ts';

/** What a store thread is to be; given as its `workerData`. */
export interface ThreadRole {
  readonly mode: 'writer' | 'reader';
  readonly file: string;
  /** UTC milliseconds when the store was opened, for names of backups. */
  readonly openedAt: number;
  /** 32-bit counts, shared by all threads of a store: conversions not yet listed, calls not yet listed, conversions whose history is not yet sealed. */
  readonly unlisted: SharedArrayBuffer;
}

/** The first call into a thread: opens its file. Only then are the port's methods served. */
export const OPEN = 'open';

/** The last call into a thread: closes its file and ends it. */
export const CLOSE = 'close';

/** The writer's own method, beside the port's: waits until what is committed is listed. */
export const CAUGHT_UP = 'caughtUp';

/** The same for the list of calls; given a number, it waits for no more slices than that. */
export const CALLS_CAUGHT_UP = 'callsCaughtUp';

/** The same for the sealing of the history. */
export const SEALED = 'sealed';

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
