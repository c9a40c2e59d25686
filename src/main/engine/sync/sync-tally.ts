import type { PageOutcome } from '../ports/call-log-store.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';

/** What syncing brought, in numbers; `new` and `corrections` count transactions, `conversions` those new or changed. */
export interface SyncCounts {
  readonly fetched: number;
  readonly new: number;
  readonly corrections: number;
  readonly conversions: Readonly<Record<ConversionStatus, number>>;
  readonly unparsed: number;
}

/** Adds up pages. A conversion that several pages changed counts once, with the status it has in the end. */
export interface SyncTally {
  add(page: Extract<PageOutcome, { kind: 'committed' }>): void;
  counts(): SyncCounts;
}

const STATUSES: readonly ConversionStatus[] = ['approved', 'pending', 'rejected'];

/** An empty tally. It takes one byte a conversion id, so that the history of years fits. */
export function syncTally(): SyncTally {
  let statusOf = new Uint8Array(1024);
  const conversions: Record<ConversionStatus, number> = { approved: 0, pending: 0, rejected: 0 };
  let [fetched, fresh, corrections, unparsed] = [0, 0, 0, 0];

  const note = (id: number, status: ConversionStatus): void => {
    if (id >= statusOf.length) {
      const larger = new Uint8Array(Math.max(id + 1, statusOf.length * 2));
      larger.set(statusOf);
      statusOf = larger;
    }
    const before = STATUSES[(statusOf[id] ?? 0) - 1];
    if (before !== undefined) conversions[before] -= 1;
    conversions[status] += 1;
    statusOf[id] = STATUSES.indexOf(status) + 1;
  };
  return {
    add(page) {
      fetched += page.rows;
      fresh += page.fresh;
      corrections += page.corrections;
      unparsed += page.unparsed;
      for (const status of STATUSES) for (const id of page.changedIds[status]) note(id, status);
    },
    counts: () => ({ fetched, new: fresh, corrections, conversions: { ...conversions }, unparsed }),
  };
}
