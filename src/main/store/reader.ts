import { callReads } from './calls/call-reads.ts';
import { partnerCampaignReads } from './campaigns/partner-campaigns.ts';
import { conversionDetail } from './conversions/detail.ts';
import { exportPages } from './conversions/export.ts';
import { catalogueRecordReads } from './catalogue/catalogue-records.ts';
import { clickUrls } from './catalogue/click-urls.ts';
import { LIST_LIMITS } from './conversions/list-limits.ts';
import { conversionList } from './conversions/list.ts';
import { decisionReads } from './decisions/decision-reads.ts';
import { deliveryReads } from './deliveries/delivery-reads.ts';
import type { Sqlite } from './file/sqlite.ts';
import { firstSightReads } from './first-sight-reads.ts';
import { historyReads } from './history/history-reads.ts';
import { holdReads } from './jobs/job-holds.ts';
import { jobReads } from './jobs/job-reads.ts';
import { linkPorts } from './links/link-ports.ts';
import { tuneAccountReads } from './networks/tune-accounts.ts';
import { batchResults } from './numbers/batch-result.ts';
import { numberConsequences } from './numbers/number-consequence.ts';
import { numberReads } from './numbers/number-reads.ts';
import { troubledRows } from './overview/unparsed-rows.ts';
import { waitingCorrections } from './overview/waiting-corrections.ts';
import { reconcileReads } from './reconcile/reconcile-ports.ts';
import { allocationReads } from './ring-pools/allocation-reads.ts';
import { poolReads } from './ring-pools/pool-reads.ts';
import { replayReads } from './replays/replay-reads.ts';
import { sendListReads } from './messages/message-ports.ts';
import { sessionReads } from './sessions/session-reads.ts';
import { templateReads } from './templates/template-reads.ts';
import type { ReadHandlers } from './threads/handlers.ts';
import { tuneReads } from './tune/tune-reads.ts';
import { visitReads } from './visits/visit-reads.ts';

/** Everything that reads, on one connection. `giveWay` lets other reads go in between the pieces of a long one. */
export function deskReads(db: Sqlite, giveWay: () => Promise<void>, limits = LIST_LIMITS): ReadHandlers {
  const list = conversionList(db, giveWay, limits);
  const { unparsed, unknownResults, missingOriginals } = troubledRows(db);
  const deliveries = deliveryReads(db, list);
  const detail = conversionDetail(db);
  const numbers = numberReads(db);
  const campaigns = partnerCampaignReads(db);
  return {
    ...firstSightReads(db, list),
    ...tuneAccountReads(db),
    ...tuneReads(db),
    unparsed,
    waitingCorrections: waitingCorrections(db),
    unknownResults,
    missingOriginals,
    conversionDetail: detail,
    ...historyReads(db, giveWay, { conversionDetail: detail, deliveryDetail: deliveries.deliveryDetail }),
    exportPage: exportPages(db, list),
    ...decisionReads(db, giveWay, list),
    ...catalogueRecordReads(db),
    clickUrl: clickUrls(db),
    ...linkPorts(db),
    ...templateReads(db),
    ...jobReads(db),
    holds: holdReads(db),
    ...sessionReads(db),
    ...visitReads(db),
    ...sendListReads(db),
    ...reconcileReads(db),
    ...deliveries,
    ...replayReads(db, list),
    ...callReads(db, giveWay),
    ...numbers,
    ...campaigns,
    numberConsequence: numberConsequences(db, { ...numbers, ...campaigns }),
    ...batchResults(db),
    ...poolReads(db),
    ...allocationReads(db),
  };
}
