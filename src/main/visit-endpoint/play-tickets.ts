import type { Clock } from '#main/engine/ports/clock.ts';
import { newSiteKey, ownerOfKey } from './site-keys.ts';

const LIFETIME_MS = 60 * 60_000;
const MOST = 20;

/** Keys for the page that plays a visit: good for one site, for an hour, for this run, on the endpoint's own page. */
export interface PlayTickets {
  /** A ticket that stands for the site's key. */
  issue(siteId: number): string;
  /** The site a ticket is good for; null for none. */
  siteOf(ticket: string): number | null;
}

export function playTickets(clock: Clock): PlayTickets {
  let issued: { readonly keyHash: string; readonly siteId: number; readonly until: number }[] = [];
  return {
    issue(siteId) {
      const { key, kept } = newSiteKey();
      const until = clock() + LIFETIME_MS;
      issued = [...issued, { keyHash: kept.keyHash, siteId, until }].slice(-MOST);
      return key;
    },
    siteOf: (ticket) => {
      const owner = ownerOfKey(ticket, issued);
      return owner !== null && clock() < owner.until ? owner.siteId : null;
    },
  };
}
