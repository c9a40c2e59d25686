import { catalogueChoices } from './catalogue/choices.ts';
import type { ConversionList } from './conversions/list.ts';
import { deliveryCounts } from './deliveries/delivery-counts.ts';
import { receiverReads } from './deliveries/receiver-reads.ts';
import { ownershipOf } from './file/meta.ts';
import type { Sqlite } from './file/sqlite.ts';
import { holdReads } from './jobs/job-holds.ts';
import { jobCounts } from './jobs/job-counts.ts';
import { linkAttention } from './links/link-checks.ts';
import { networkReads } from './networks/network-records.ts';
import { spcNetworkReads } from './networks/spc-networks.ts';
import { tuneAccountReads } from './networks/tune-accounts.ts';
import { overviewReads } from './overview/overview.ts';
import { endedSessions } from './sessions/session-ends.ts';
import type { FirstSightRead } from './threads/first-sight.ts';
import type { ReadHandlers } from './threads/handlers.ts';
import { tuneReads } from './tune/tune-reads.ts';

/**
 * What the first sight of the desk is made of. Apart from the other reads, which take the main program longer to load and make
 * ready than all of this takes to answer.
 */
export function firstSightReads(db: Sqlite, list: ConversionList): Pick<ReadHandlers, FirstSightRead> {
  const { networks } = networkReads(db);
  const { spcNetworks } = spcNetworkReads(db);
  const { receivers } = receiverReads(db);
  const ends = endedSessions(db);
  const counts = { deliveryCounts: deliveryCounts(db), jobCounts: jobCounts(db) };
  return {
    networks,
    spcNetworks,
    receivers,
    ...counts,
    tuneAccounts: tuneAccountReads(db).tuneAccounts,
    ownership: ownershipOf(db),
    overview: overviewReads(db, list, {
      ...counts,
      networks,
      spcNetworks,
      receivers,
      tuneStates: tuneReads(db).tuneStates,
      holds: holdReads(db),
      sessionsEnding: ({ before, limit }) => ends.before(before, limit),
      links: linkAttention(db),
    }),
    conversionPage: (request) => list.page(request),
    conversionTotals: ({ filter }) => list.totals(filter),
    ...catalogueChoices(db),
  };
}
