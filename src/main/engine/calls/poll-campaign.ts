import { SpcFault } from '#shared/domain/spc-fault.ts';
import type { CallPoll, CallWrites } from '../ports/call-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { SessionClient } from '../ports/session-client.ts';

const HOUR = 60 * 60 * 1000;

/** Calls under way change later, so the last day is read again each time (mongoose-spc.md 4.4). */
export const OVERLAP_MS = 24 * HOUR;

/** A window spans at most so much (mongoose-spc.md 4.4); the first round goes back as far. */
export const LONGEST_WINDOW_MS = 31 * 24 * HOUR;

/** A cursor lives a quarter of an hour (mongoose-spc.md 4.4); a minute is left for clocks and the way. */
const CURSOR_LIVES_MS = 14 * 60 * 1000;

const PAGE = 500;

/** What a poll brought. */
export interface CallPollOutcome {
  readonly added: number;
  readonly changed: number;
}

/**
 * Reads the calls of a campaign from a day before what is complete up to now, page by page, each stored with how far
 * reading has come. What a crash or a fault interrupts goes on at its cursor while that lives, else at the beginning
 * of its window; since calls are known by their ids, reading again changes nothing.
 * @throws SpcFault what the network said no to
 */
export async function pollCampaign(
  poll: CallPoll,
  parts: {
    readonly networkId: number;
    readonly client: Pick<SessionClient, 'calls'>;
    readonly store: Pick<CallWrites, 'upsertSessionCalls'>;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
): Promise<CallPollOutcome> {
  const { networkId, client, store, clock, signal } = parts;
  const total = { added: 0, changed: 0 };
  const end = clock();
  let at = resumed(poll, end);
  let restarts = 1;
  while (at.window.from < end) {
    const { window } = at;
    let page: Awaited<ReturnType<SessionClient['calls']>>;
    try {
      page = await client.calls({
        campaignId: poll.campaignId,
        startedFrom: window.from,
        startedBefore: window.before,
        pageSize: PAGE,
        cursor: window.cursor,
        signal,
      });
    } catch (error) {
      if (restarts === 0 || window.cursor === null || !isCursorRefused(error)) throw error;
      restarts -= 1;
      at = { ...at, window: { ...window, cursor: null } };
      continue;
    }
    const next = after(at, page, end, clock());
    const { added, changed } = await store.upsertSessionCalls({
      networkId,
      poll: { campaignId: poll.campaignId, completeTo: next.completeTo, window: next.window },
      calls: page.calls,
      now: clock(),
    });
    total.added += added;
    total.changed += changed;
    if (next.window === null) break;
    at = { completeTo: next.completeTo, window: next.window };
  }
  return total;
}

type Window = NonNullable<CallPoll['window']>;

interface Place {
  readonly completeTo: number | null;
  readonly window: Window;
}

/** Where reading goes on: at the cursor while it lives, else at the start of a window. */
function resumed({ completeTo, window }: CallPoll, now: number): Place {
  if (window !== null) {
    const alive = window.cursor !== null && now - window.cursorAt < CURSOR_LIVES_MS;
    return { completeTo, window: alive ? window : { ...window, cursor: null } };
  }
  const from = completeTo === null ? now - LONGEST_WINDOW_MS : completeTo - OVERLAP_MS;
  return { completeTo, window: windowFrom(from, now) };
}

function windowFrom(from: number, end: number): Window {
  return { from, before: Math.min(end, from + LONGEST_WINDOW_MS), cursor: null, cursorAt: 0 };
}

/** What stands after a page: the next page of the window, the next window, or nothing more for now. */
function after(
  { completeTo, window }: Place,
  page: { readonly nextCursor: string | null; readonly asOf: number },
  end: number,
  now: number,
): { readonly completeTo: number | null; readonly window: Window | null } {
  if (page.nextCursor !== null) {
    return { completeTo, window: { ...window, cursor: page.nextCursor, cursorAt: now } };
  }
  // A server whose clock is behind ours cannot have told of what began after its own now.
  const complete = Math.max(completeTo ?? Number.MIN_SAFE_INTEGER, Math.min(window.before, page.asOf));
  return { completeTo: complete, window: window.before < end ? windowFrom(window.before, end) : null };
}

function isCursorRefused(error: unknown): boolean {
  return (
    error instanceof SpcFault &&
    error.fault.kind === 'invalid_field' &&
    error.fault.violations.some(({ field }) => /(^|\/)cursor$/.test(field))
  );
}
