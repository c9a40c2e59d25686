import type { StoredInformation } from './session-information.ts';
import type { SpcPhoneNumber } from './spc-refusal.ts';
import type { SpcCampaign } from './spc-world.ts';

/** The information of a session from an instant (ms since 1970) on. */
export interface InformationVersion extends StoredInformation {
  readonly version: number;
  readonly at: number;
}

/** A number lent to one session. Instants in ms since 1970. */
export interface SpcSession {
  readonly id: string;
  readonly campaign: SpcCampaign;
  readonly number: SpcPhoneNumber;
  readonly clientReference: string;
  /** The content of the request that made it, for telling a replay from a conflict. */
  readonly content: string;
  readonly allocatedAt: number;
  /** Exclusive. */
  expiresAt: number;
  releasedAt: number | undefined;
  /** Ascending; never empty. */
  readonly versions: InformationVersion[];
}

/** When a session ends or ended. */
export function endOf({ releasedAt, expiresAt }: SpcSession): number {
  return releasedAt ?? expiresAt;
}

/** Until when its number rests after it. */
export function quarantinedUntil(session: SpcSession): number {
  return endOf(session) + session.campaign.quarantineSeconds * 1000;
}

/** Its state at an instant. */
export function stateAt(session: SpcSession, now: number): 'ACTIVE' | 'EXPIRED' | 'RELEASED' {
  if (session.releasedAt !== undefined) return 'RELEASED';
  return now < session.expiresAt ? 'ACTIVE' : 'EXPIRED';
}

/** The information of now. */
export function currentInformation({ versions }: SpcSession): InformationVersion {
  const current = versions.at(-1);
  if (current === undefined) throw new Error('a session without any version');
  return current;
}

/** The information a call that starts at an instant begins with. */
export function informationAt(session: SpcSession, instant: number): InformationVersion {
  return session.versions.findLast(({ at }) => at <= instant) ?? currentInformation(session);
}
