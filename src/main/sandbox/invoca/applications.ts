import type { AffiliateCampaign } from '../world/practice-world.ts';

/** The applications partners have made while the network runs. Instants in ms since 1970. */
export interface Applications {
  /** Notes an application that awaits its answer. */
  note(relation: AffiliateCampaign, at: number): void;
  /** Approves what has waited long enough at `now` and has not been decided otherwise. */
  advance(now: number): void;
}

const DECIDED_AFTER = 60_000;

/** Makes an empty list of applications; each is approved a minute after it was made. */
export function createApplications(): Applications {
  let waiting: { readonly relation: AffiliateCampaign; readonly at: number }[] = [];
  return {
    note(relation, at) {
      waiting.push({ relation, at });
    },
    advance(now) {
      const due = waiting.filter(({ at }) => at + DECIDED_AFTER <= now);
      if (due.length === 0) return;
      waiting = waiting.filter((application) => !due.includes(application));
      for (const { relation } of due) if (relation.status === 'Applied') relation.status = 'Approved';
    },
  };
}
