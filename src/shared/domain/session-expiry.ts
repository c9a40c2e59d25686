/** A number whose session is about to end. Instants are UTC milliseconds. */
export interface UpcomingEnd {
  readonly id: number;
  readonly number: string;
  readonly campaignId: string;
  readonly expiresAt: number;
}

/** A difference between our clock and the server's that a person should know of (mongoose-spc.md 3). */
export const CLOCK_WARNING_MS = 60_000;

/** How long before its end a number counts as about to end (mongoose-spc.md 8.6). */
export const ABOUT_TO_END_MS = 30 * 60_000;

/** How long a number rests after its session's end unless the server says otherwise (mongoose-spc.md 5). */
export const QUARANTINE_SECONDS = 15 * 60;

/**
 * Whether a session is active: `expiresAt` is exclusive and by the server's clock, which is ours plus the difference
 * seen (mongoose-spc.md 3).
 */
export function isActive(session: {
  readonly expiresAt: number;
  readonly now: number;
  readonly clockDifferenceMs: number | null;
}): boolean {
  return session.now + (session.clockDifferenceMs ?? 0) < session.expiresAt;
}

/** Whether a call is late: it began when the session was over and its number rested (mongoose-spc.md 4.3). */
export function isLate(call: { readonly startedAt: number }, endedAt: number | null): boolean {
  return endedAt !== null && call.startedAt >= endedAt;
}
