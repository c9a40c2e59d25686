import type { CallFieldsReader } from '#main/engine/ports/call-store.ts';
import type { PageDecoder } from '#main/engine/ports/page-decoder.ts';
import { callWrites } from './calls/call-writes.ts';
import { callSettling } from './calls/settle.ts';
import { campaignWrites } from './campaigns/campaign-writes.ts';
import { catalogueRecordWrites } from './catalogue/catalogue-records.ts';
import { catalogueWrites } from './catalogue/save-catalogue.ts';
import { settling } from './conversions/settle.ts';
import type { Settling } from './conversions/settle.ts';
import { decidedCalls } from './decisions/decided-calls.ts';
import { decisionWrites } from './decisions/decision-writes.ts';
import { mapWrites } from './decisions/map-writes.ts';
import { deliveryClaims } from './deliveries/claim.ts';
import { deliveryWrites } from './deliveries/delivery-writes.ts';
import { owedDeliveries } from './deliveries/owed-deliveries.ts';
import type { Sqlite } from './file/sqlite.ts';
import { sealing } from './history/seal.ts';
import { jobWrites } from './jobs/job-writes.ts';
import { jobQueue } from './jobs/job-queue.ts';
import { callRecords } from './ledger/call-records.ts';
import { callStates } from './ledger/call-states.ts';
import { pageCommitter } from './ledger/commit-page.ts';
import { linesOf } from './ledger/lines.ts';
import { correctionRelease } from './ledger/release-corrections.ts';
import { linkWritePorts } from './links/link-ports.ts';
import { linkSubIds } from './links/link-sub-ids.ts';
import { sendListWrites } from './messages/message-ports.ts';
import { networkWrites } from './networks/network-records.ts';
import { spcNetworkWrites } from './networks/spc-networks.ts';
import { tuneAccountWrites } from './networks/tune-accounts.ts';
import { numberWrites } from './numbers/number-writes.ts';
import { poolWrites } from './ring-pools/pool-writes.ts';
import { replayWrites } from './replays/replay-writes.ts';
import { reconcileWrites } from './reconcile/reconcile-ports.ts';
import { sessionWrites } from './sessions/session-writes.ts';
import { templateWrites } from './templates/template-writes.ts';
import type { WriteHandlers } from './threads/handlers.ts';
import { heldDeliveries, keptBack } from './tune/held-deliveries.ts';
import { lettingGo, tuneWrites } from './tune/tune-writes.ts';
import { visitWrites } from './visits/visit-writes.ts';

/** How many conversions are listed in one transaction where nothing else waits. */
const SLICE = 2_000;

/** Everything that writes, on one connection, with the settling of the list that follows the writes. */
export interface DeskWrites {
  readonly handlers: WriteHandlers;
  readonly settling: Settling;
  /** The same for the list of calls. */
  readonly callSettling: Settling;
  /** The same for the chain of the history. */
  readonly sealing: Settling;
  /** Lists all that is not listed yet. */
  readonly settleAll: () => void;
}

export function deskWrites(
  db: Sqlite,
  { decode, callFields }: { readonly decode: PageDecoder; readonly callFields: CallFieldsReader },
): DeskWrites {
  const lines = linesOf(db);
  const subIds = linkSubIds(db);
  const held = heldDeliveries(db);
  const owed = keptBack(owedDeliveries(db), held);
  const queue = jobQueue(db);
  const list = settling(db);
  const parts = {
    decode,
    states: callStates(db, decode),
    calls: callRecords(db, lines, subIds),
    owed,
    decided: decidedCalls(db, owed),
    lines,
    links: subIds,
  };
  const { commitPage, commitAhead } = pageCommitter(db, parts);

  /** What is remembered of the file may be of a transaction that was undone, so it is forgotten when one fails. */
  const undoable =
    <A, R>(work: (input: A) => R): ((input: A) => R) =>
    (input) => {
      try {
        return work(input);
      } catch (cause) {
        lines.forget();
        subIds.forget();
        owed.forget();
        held.forget();
        throw cause;
      }
    };
  const settleAll = (): void => {
    while (list.settleSlice(SLICE) > 0);
  };
  const networks = networkWrites(db);
  const templates = templateWrites(db, owed);
  const jobs = jobWrites(db, queue, lines);
  const sessions = sessionWrites(db, queue);

  return {
    settling: list,
    callSettling: callSettling(db, callFields),
    sealing: sealing(db),
    settleAll,
    handlers: {
      ...networks,
      removeNetwork: undoable(lettingGo(db, networks.removeNetwork, held)),
      ...spcNetworkWrites(db),
      ...tuneAccountWrites(db),
      commitPage: undoable(commitPage),
      commitAhead: undoable(commitAhead),
      releaseCorrections: undoable(correctionRelease(db, parts)),
      saveCatalogue: undoable(catalogueWrites(db, lines)),
      ...catalogueRecordWrites(db),
      ...decisionWrites(db, owed),
      ...mapWrites(db, owed),
      ...linkWritePorts(db, subIds),
      ...templates,
      saveTemplate: undoable((input) => {
        settleAll();
        return templates.saveTemplate(input);
      }),
      setOwnership: undoable(templates.setOwnership),
      ...tuneWrites(db, { queue, held, setOwnership: templates.setOwnership, undoable }),
      ...deliveryClaims(db),
      ...deliveryWrites(db),
      ...replayWrites(db),
      ...jobs,
      settleJobs: undoable(jobs.settleJobs),
      ...numberWrites(db, queue),
      ...poolWrites(db, queue),
      ...campaignWrites(db, queue),
      ...sessions,
      ...visitWrites(db, sessions),
      ...sendListWrites(db, queue),
      ...reconcileWrites(db),
      ...callWrites(db),
    },
  };
}
