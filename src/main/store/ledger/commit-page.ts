import type { PageOfAhead, PageOutcome, TransactionPage } from '#main/engine/ports/call-log-store.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { DecodedRow, PageDecoder } from '#main/engine/ports/page-decoder.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import { plainCalls } from '../ahead/plain-calls.ts';
import type { PlainParts } from '../ahead/plain-calls.ts';
import { withPageMemory } from '../ahead/page-memory.ts';
import type { DecidedCalls } from '../decisions/decided-calls.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { networkReads, statusMaps } from '../networks/network-records.ts';
import { decodeAgain } from './call-states.ts';
import type { CallStates } from './call-states.ts';
import { namesOf } from './names.ts';
import { applyRows } from './open-calls.ts';
import { owedConversion } from './owed-conversion.ts';
import { rowWrites } from './page-rows.ts';

/** The parts of the store that taking in a page works with. */
export interface PageParts extends PlainParts {
  readonly decode: PageDecoder;
  readonly states: CallStates;
  readonly decided: DecidedCalls;
}

/** What taking rows in did. */
interface Taken {
  readonly fresh: number;
  readonly corrections: number;
  readonly unparsed: number;
  readonly changedIds: Record<ConversionStatus, number[]>;
  readonly unknownResults: number;
  readonly owed: number;
}

/** Takes in pages of a network's call log. */
export interface PageCommitter {
  /**
   * Takes in one page: rows as received, ledger, history, deliveries owed and the cursor, in one transaction. Rows
   * stored before change nothing, so a page may come again, whole or in other pieces.
   * @throws DeskError not_found when the network is not known
   */
  readonly commitPage: (page: TransactionPage) => PageOutcome;
  /** The same for a page of the stream that was read ahead; stale also when it is no longer in memory. */
  readonly commitAhead: (page: PageOfAhead) => PageOutcome;
}

export function pageCommitter(db: Sqlite, parts: PageParts): PageCommitter {
  const { network } = networkReads(db);
  const statusMapOf = statusMaps(db);
  const rows = rowWrites(db);
  const names = namesOf(db);
  const takePlain = plainCalls(db, parts);

  /** `idOf` gives the id a row is to have when it is stored; undefined for the next one. */
  const take = (
    account: NetworkRecord,
    decoded: readonly DecodedRow[],
    receivedAt: number,
    idOf: (row: DecodedRow) => number | undefined = () => undefined,
  ): Taken => {
    const networkId = account.id;
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

    const changedIds: Taken['changedIds'] = { pending: [], approved: [], rejected: [] };
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
      const conversionId = conversionOf.get(callId) ?? 0;
      rows.insert(networkId, { id: idOf(row) ?? null, conversionId, receivedAt, waiting }, row);
    }
    return {
      fresh: fresh.length,
      corrections: fresh.filter(({ transaction }) => transaction.correctsId !== null).length,
      unparsed: unparsed.reduce((count, row) => count + rows.keepUnparsed(networkId, row, receivedAt), 0),
      changedIds,
      unknownResults,
      owed,
    };
  };

  const end = (networkId: number, of: number, taken: Taken, cursor: string): PageOutcome => {
    const { fresh, changedIds } = taken;
    rows.advance(networkId, cursor, fresh);
    return {
      kind: 'committed',
      rows: of,
      ...taken,
      changed: {
        pending: changedIds.pending.length,
        approved: changedIds.approved.length,
        rejected: changedIds.rejected.length,
      },
      cursor,
    };
  };

  const commitRows = db.transaction(
    (account: NetworkRecord, page: TransactionPage, decoded: readonly DecodedRow[], cursor: string) => {
      const taken = take(account, decoded, page.receivedAt);
      return end(account.id, decoded.length, taken, page.purpose === 'stream' ? cursor : account.cursor);
    },
  );

  const commitMemory = db.transaction(
    (account: NetworkRecord, { ahead, receivedAt }: PageOfAhead, cursor: string) => {
      const { currency, user } = account;
      const plain = takePlain({
        account,
        statusMap: statusMapOf(account.id),
        receivedAt,
        any: ahead.currency === currency && ahead.user === user,
      });
      const decoded = decodeAgain(
        plain.others.map(({ raw }) => raw),
        parts.decode,
        account,
      );
      const ids = new Map(decoded.map((row, index) => [row, plain.others[index]?.id]));
      const rest = take(account, decoded, receivedAt, (row) => ids.get(row));
      const taken = {
        ...rest,
        fresh: plain.fresh + rest.fresh,
        changedIds: {
          pending: [...plain.changedIds.pending, ...rest.changedIds.pending],
          approved: [...plain.changedIds.approved, ...rest.changedIds.approved],
          rejected: [...plain.changedIds.rejected, ...rest.changedIds.rejected],
        },
        unknownResults: plain.unknownResults + rest.unknownResults,
      };
      return end(account.id, ahead.rows, taken, cursor);
    },
  );

  return {
    commitPage: (page) => {
      const account = network(page.networkId);
      if (page.purpose === 'stream' && account.cursor !== page.cursorBefore) return { kind: 'stale' };
      const decoded = parts.decode(page.body, { currency: account.currency, user: account.user });
      if (decoded.kind === 'unreadable') return decoded;
      return commitRows.immediate(account, page, decoded.rows, decoded.cursor ?? account.cursor);
    },
    commitAhead: (page) => {
      const account = network(page.networkId);
      if (account.cursor !== page.cursorBefore) return { kind: 'stale' };
      const { memory, cursor } = page.ahead;
      const commit = (): PageOutcome => commitMemory.immediate(account, page, cursor ?? account.cursor);
      return withPageMemory(db, memory, commit) ?? { kind: 'stale' };
    },
  };
}
