import type { PageOutcome, TransactionPage } from '#main/engine/ports/call-log-store.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { DecodedRow, PageDecoder } from '#main/engine/ports/page-decoder.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { DecidedCalls } from '../decisions/decided-calls.ts';
import type { OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { networkReads, statusMaps } from '../networks/network-records.ts';
import type { CallRecords } from './call-records.ts';
import type { CallStates } from './call-states.ts';
import { namesOf } from './names.ts';
import { applyRows } from './open-calls.ts';
import { owedConversion } from './owed-conversion.ts';
import { rowWrites } from './page-rows.ts';

/** The parts of the store that taking in a page works with. */
export interface PageParts {
  readonly decode: PageDecoder;
  readonly states: CallStates;
  readonly calls: CallRecords;
  readonly owed: OwedDeliveries;
  readonly decided: DecidedCalls;
}

/**
 * Takes in one page: rows as received, ledger, history, deliveries owed and the cursor, in one transaction. Rows
 * stored before change nothing, so a page may come again, whole or in other pieces.
 * @throws DeskError not_found when the network is not known
 */
export function pageCommitter(db: Sqlite, parts: PageParts): (page: TransactionPage) => PageOutcome {
  const { network } = networkReads(db);
  const statusMapOf = statusMaps(db);
  const rows = rowWrites(db);
  const names = namesOf(db);

  const commit = db.transaction(
    (
      account: NetworkRecord,
      page: TransactionPage,
      decoded: readonly DecodedRow[],
      cursor: string,
    ): PageOutcome => {
      const { networkId, receivedAt } = page;
      const statusMap = statusMapOf(networkId);
      const unparsed = decoded.filter((row) => row.kind === 'unparsed');
      const fresh = rows.notStored(
        networkId,
        decoded.filter((row) => row.kind === 'transaction'),
      );
      const { currency, user } = account;
      const callIds = [...new Set(fresh.map(({ transaction }) => transaction.callId))];
      let owed = parts.decided.bring(networkId, callIds, receivedAt);
      const stored = parts.states.byCallIds(networkId, callIds, { currency, user, statusMap });

      const open = applyRows(fresh, stored, statusMap);
      if (stored.size > 0) parts.decided.hear(networkId, open.values());

      const changedIds: Record<ConversionStatus, number[]> = { pending: [], approved: [], rejected: [] };
      let unknownResults = 0;
      const conversionOf = new Map<string, number>();
      const newestBefore = parts.calls.newestId();
      for (const call of open.values()) {
        const written = parts.calls.write({ ...call, networkId, at: receivedAt });
        conversionOf.set(call.callId, written.conversionId);
        if (call.before.waiting.length > 0) rows.noLongerWaiting(call.before, call.state, networkId);
        const { verdict } = call.state;
        if (!verdict) continue;
        if (call.steps.length > 0) {
          changedIds[verdict.status].push(written.conversionId);
          if (!verdict.known) unknownResults += 1;
        }
        const before = call.before.verdict;
        if (parts.owed.possible(before, verdict)) {
          owed += parts.owed.owe(
            owedConversion(account, call.callId, before, call.state, written, names),
            receivedAt,
          );
        }
      }
      parts.calls.beginAll(newestBefore, receivedAt);
      for (const row of fresh) {
        const { callId } = row.transaction;
        const waiting = open.get(callId)?.state.waiting.includes(row.transaction) ?? false;
        rows.insert(networkId, conversionOf.get(callId) ?? 0, row, receivedAt, waiting);
      }
      const kept = unparsed.reduce((count, row) => count + rows.keepUnparsed(networkId, row, receivedAt), 0);
      rows.advance(networkId, page.purpose === 'stream' ? cursor : account.cursor, fresh.length);
      return {
        kind: 'committed',
        rows: decoded.length,
        fresh: fresh.length,
        corrections: fresh.filter(({ transaction }) => transaction.correctsId !== null).length,
        unparsed: kept,
        changed: {
          pending: changedIds.pending.length,
          approved: changedIds.approved.length,
          rejected: changedIds.rejected.length,
        },
        changedIds,
        unknownResults,
        owed,
        cursor: page.purpose === 'stream' ? cursor : account.cursor,
      };
    },
  );

  return (page) => {
    const account = network(page.networkId);
    if (page.purpose === 'stream' && account.cursor !== page.cursorBefore) return { kind: 'stale' };
    const decoded = parts.decode(page.body, { currency: account.currency, user: account.user });
    if (decoded.kind === 'unreadable') return decoded;
    return commit.immediate(account, page, decoded.rows, decoded.cursor ?? account.cursor);
  };
}
