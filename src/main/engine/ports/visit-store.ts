import type { VisitStep } from '#shared/domain/visit-step.ts';
import type { SessionState } from '#shared/ipc/sessions.ts';
import type { SiteDraft, SiteView, VisitOfSession, VisitRow } from '#shared/ipc/visits.ts';

/** A site with what proves that a request is its own: the SHA-256 of its key, in hex. */
export interface SiteRecord extends SiteView {
  readonly keyHash: string;
}

/** A new key as it is kept. */
export interface KeptKey {
  readonly keyHash: string;
  readonly keyHint: string;
}

/** Where a visit stands: what its site is answered. */
export interface VisitStanding {
  readonly visitKey: string;
  readonly state: 'open' | 'ended';
  /** Steps stored so far. */
  readonly steps: number;
  /** The number of the visit now, if it ever had one asked for. */
  readonly number: {
    readonly sessionNumberId: number;
    readonly state: SessionState;
    /** True when its session is over, by the network's clock, or it is being given back. */
    readonly over: boolean;
    /** Null until it came. */
    readonly given: { readonly display: string; readonly e164: string } | null;
    readonly expiresAt: number | null;
    readonly reason: string;
  } | null;
  /** The number this one came in place of, E.164; null for the first. */
  readonly replaces: string | null;
  /** What the site shows while there is no number. */
  readonly fallback: string;
  /** The untracked number the network named when its pool was empty, E.164. */
  readonly fallbackNumber: string | null;
}

/** Sites and their visits. */
export interface VisitReads {
  /** Registered sites, by name. */
  visitSites(): Promise<readonly SiteRecord[]>;
  /** Null when the site never told of such a visit. */
  visitStanding(input: {
    readonly siteId: number;
    readonly visitKey: string;
    readonly now: number;
  }): Promise<VisitStanding | null>;
  /** Newest first. */
  recentVisits(input: { readonly limit: number }): Promise<readonly VisitRow[]>;
  /** The visit a session number belongs to; null when it is of none. */
  visitOfSession(input: { readonly sessionNumberId: number }): Promise<VisitOfSession | null>;
}

/** What became of telling of a step. */
export interface ToldStep {
  readonly standing: VisitStanding;
  /** Whether a number was asked for because of it. */
  readonly asked: boolean;
}

/** Registering sites, and what their visitors do. Each call is one transaction. */
export interface VisitWrites {
  /** @throws DeskError not_found (site or account), conflict for a name that is taken */
  saveSite(input: {
    readonly draft: SiteDraft;
    /** For a new site: its key and the part of client references that stands for it. */
    readonly fresh: (KeptKey & { readonly reference: string }) | null;
    readonly now: number;
  }): Promise<SiteView>;
  /** @throws DeskError not_found */
  setSiteKey(input: { readonly id: number; readonly key: KeptKey; readonly now: number }): Promise<SiteView>;
  /** Ends its visits too. @throws DeskError not_found */
  removeSite(input: { readonly id: number; readonly now: number }): Promise<void>;
  /**
   * Stores a step, to be carried to the network soon. A visit that has no number, or whose number is over, gets one
   * asked for with all that is known of it. A step whose key is known is not stored again. A visit that had ended
   * goes on.
   * @throws DeskError not_found for a visit that never started unless the step `opens` it; invalid_input naming what
   * is not within the network's limits
   */
  tellStep(input: {
    readonly siteId: number;
    readonly visitKey: string;
    /** The site's own id of the step; '' for none. */
    readonly stepKey: string;
    readonly opens: boolean;
    readonly step: VisitStep;
    readonly now: number;
  }): Promise<ToldStep>;
  /**
   * Ends a visit: what waits is sent at once; the number is given back where that is wanted and possible.
   * @throws DeskError not_found
   */
  endVisit(input: {
    readonly siteId: number;
    readonly visitKey: string;
    /** Null does as the site is set. */
    readonly release: boolean | null;
    readonly now: number;
  }): Promise<VisitStanding>;
  /** Carries steps whose time has come, ends idle visits, gives numbers back; says when to look again. */
  tendVisits(input: { readonly now: number }): Promise<{
    /** Updates and releases that were queued. */
    readonly queued: number;
    readonly ended: number;
    readonly nextAt: number | null;
  }>;
}
