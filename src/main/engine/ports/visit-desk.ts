import type { VisitStep } from '#shared/domain/visit-step.ts';
import type { SiteRecord, VisitStanding } from './visit-store.ts';

/** What a site may ask of the desk about its own visits. */
export interface VisitDesk {
  /** The sites that are registered now. */
  sites(): Promise<readonly SiteRecord[]>;
  /**
   * Begins a visit, or goes on with one. Waits a little for the number; a visit without one by then is answered
   * as queued. @throws DeskError as tellStep does
   */
  start(input: {
    readonly siteId: number;
    /** '' makes one. */
    readonly visitKey: string;
    readonly stepKey: string;
    readonly step: VisitStep;
  }): Promise<VisitStanding>;
  /** @throws DeskError not_found for a visit that never started; else as tellStep does */
  step(input: {
    readonly siteId: number;
    readonly visitKey: string;
    readonly stepKey: string;
    readonly step: VisitStep;
  }): Promise<VisitStanding>;
  /** @throws DeskError not_found */
  end(input: {
    readonly siteId: number;
    readonly visitKey: string;
    /** Whether the number is given back; null does as the site is set. */
    readonly release: boolean | null;
  }): Promise<VisitStanding>;
  /** Where a visit stands; null for one that never started. */
  standing(input: { readonly siteId: number; readonly visitKey: string }): Promise<VisitStanding | null>;
}
