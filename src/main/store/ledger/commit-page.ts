import { createHash } from 'node:crypto';
import type {
  DecodedRow,
  NetworkRecord,
  PageDecoder,
  PageOutcome,
  TransactionPage,
} from '#main/engine/ports.ts';
import { applyTransaction, EMPTY_CALL } from '#shared/domain/ledger.ts';
import type { CallState, LedgerStep } from '#shared/domain/ledger.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { networkReads, statusMaps } from '../networks/network-records.ts';
import type { CallRecords } from './call-records.ts';
import type { CallStates } from './call-states.ts';
import { namesOf } from './names.ts';
import { owedConversion } from './owed-conversion.ts';

type Readable = Extract<DecodedRow, { kind: 'transaction' }>;
type Unreadable = Extract<DecodedRow, { kind: 'unparsed' }>;

/** A call while a page is taken in: what was stored of it, and what the page's rows made of it. */
interface OpenCall {
  readonly callId: string;
  readonly conversionId: number | null;
  readonly changes: number;
  readonly before: CallState;
  state: CallState;
  steps: LedgerStep[];
  readonly fresh: Readable[];
}

/** The parts of the store that taking in a page works with. */
export interface PageParts {
  readonly decode: PageDecoder;
  readonly states: CallStates;
  readonly calls: CallRecords;
  readonly owed: OwedDeliveries;
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
      const stored = parts.states.byCallIds(networkId, callIds, { currency, user, statusMap });

      const open = new Map<string, OpenCall>();
      for (const row of fresh) {
        const { callId } = row.transaction;
        let call = open.get(callId);
        if (!call) {
          const known = stored.get(callId);
          const before = known?.state ?? EMPTY_CALL;
          const conversionId = known?.conversionId ?? null;
          call = {
            callId,
            conversionId,
            changes: known?.changes ?? 0,
            before,
            state: before,
            steps: [],
            fresh: [],
          };
          open.set(callId, call);
        }
        const applied = applyTransaction(call.state, row.transaction, statusMap);
        call.state = applied.call;
        if (applied.steps.length > 0) call.steps.push(...applied.steps);
        call.fresh.push(row);
      }

      const changedIds: Record<ConversionStatus, number[]> = { pending: [], approved: [], rejected: [] };
      let unknownResults = 0;
      let owed = 0;
      const conversionOf = new Map<string, number>();
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
        if (verdict.status === 'approved' && parts.owed.possible()) {
          owed += parts.owed.owe(
            owedConversion(account, call.callId, call.state, written, names),
            receivedAt,
          );
        }
      }
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

interface RowWrites {
  /** The rows whose transaction is not stored, each once, in the order given. */
  readonly notStored: (networkId: number, rows: readonly Readable[]) => Readable[];
  readonly insert: (
    networkId: number,
    conversionId: number,
    row: Readable,
    receivedAt: number,
    waiting: boolean,
  ) => void;
  /** Marks stored rows that waited before and took effect now. */
  readonly noLongerWaiting: (before: CallState, after: CallState, networkId: number) => void;
  /** Keeps a row that could not be read; 0 when it is kept already. */
  readonly keepUnparsed: (networkId: number, row: Unreadable, receivedAt: number) => number;
  readonly advance: (networkId: number, cursor: string, fresh: number) => void;
}

function rowWrites(db: Sqlite): RowWrites {
  const known = db.prepare<[string, number], { transaction_id: string }>(
    `SELECT t.transaction_id FROM json_each(?) AS asked
     CROSS JOIN transactions AS t ON t.network_id = ? AND t.transaction_id = asked.value`,
  );
  const insert = db.prepare<[number, string, number, string | null, string, number, number, string]>(
    `INSERT INTO transactions (network_id, transaction_id, conversion_id, corrects_id, type, received_at, waiting, raw)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const speaks = db.prepare<[number, string]>(
    'UPDATE transactions SET waiting = 0 WHERE network_id = ? AND transaction_id = ?',
  );
  const keep = db.prepare<[number, string, string | null, number, string, string]>(
    `INSERT INTO unparsed_rows (network_id, digest, transaction_id, received_at, reason, raw)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const advance = db.prepare<[string, number, number]>(
    'UPDATE networks SET cursor = ?, transactions = transactions + ? WHERE id = ?',
  );
  return {
    notStored: (networkId, rows) => {
      const asked = JSON.stringify(rows.map(({ transaction }) => transaction.transactionId));
      const seen = new Set(known.all(asked, networkId).map((row) => row.transaction_id));
      return rows.filter(({ transaction: { transactionId } }) => {
        if (seen.has(transactionId)) return false;
        seen.add(transactionId);
        return true;
      });
    },
    insert: (networkId, conversionId, { transaction, raw }, receivedAt, waiting) => {
      const { transactionId, correctsId, rawType } = transaction;
      insert.run(
        networkId,
        transactionId,
        conversionId,
        correctsId,
        rawType,
        receivedAt,
        waiting ? 1 : 0,
        raw,
      );
    },
    noLongerWaiting: (before, after, networkId) => {
      for (const row of before.waiting) {
        if (!after.waiting.some(({ transactionId }) => transactionId === row.transactionId)) {
          speaks.run(networkId, row.transactionId);
        }
      }
    },
    keepUnparsed: (networkId, row, receivedAt) => {
      const digest = createHash('sha256').update(row.raw).digest('hex');
      return keep.run(networkId, digest, row.transactionId, receivedAt, row.reason, row.raw).changes;
    },
    advance: (networkId, cursor, fresh) => {
      advance.run(cursor, fresh, networkId);
    },
  };
}
