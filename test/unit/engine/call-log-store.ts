import type { PageOutcome } from '#main/engine/ports/call-log-store.ts';
import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { applyTransaction, EMPTY_CALL } from '#shared/domain/ledger.ts';
import type { CallState } from '#shared/domain/ledger.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import { deskStoreDouble } from './desk-store-double.ts';

/** A store in memory that takes pages as the real one does: rows once, calls folded, cursor with the rows. */
export interface CallLogStore {
  readonly store: DeskStore;
  readonly networks: NetworkRecord[];
  readonly rows: Map<string, string>;
  readonly released: string[];
  readonly catalogues: Catalogue[];
  readonly ends: { readonly networkId: number; readonly error: string | null }[];
  statusOf(callId: string): ConversionStatus | null;
  /** Runs before the next pages are committed. */
  beforeCommit: () => Promise<void>;
}

/** An Invoca network as the store keeps it. */
export function networkRecord(change: Partial<NetworkRecord> = {}): NetworkRecord {
  return {
    id: 1,
    kind: 'invoca',
    name: 'LeadTrust',
    baseUrl: 'https://leadtrust.invoca.net',
    organisationId: '142',
    user: 'network',
    currency: 'USD',
    versions: { transactions: '2020-10-01', network: '2022-08-01' },
    token: { keeping: 'session' },
    practice: false,
    createdAt: 0,
    cursor: '',
    lastSuccessAt: null,
    lastError: null,
    catalogueAt: null,
    transactions: 0,
    ...change,
  };
}

/** An empty call log for the networks. */
export function callLogStore(...networks: NetworkRecord[]): CallLogStore {
  const rows = new Map<string, string>();
  const calls = new Map<string, { readonly id: number; state: CallState }>();
  const released: string[] = [];
  /** When the correction of a transaction was received, by the transaction's id. */
  const askedSince = new Map<string, number>();
  const catalogues: Catalogue[] = [];
  const ends: CallLogStore['ends'][number][] = [];
  const update = (id: number, change: Partial<NetworkRecord>): void => {
    const index = networks.findIndex((network) => network.id === id);
    const network = networks[index];
    if (network) networks[index] = { ...network, ...change };
  };
  const kept: CallLogStore = {
    networks,
    rows,
    released,
    catalogues,
    ends,
    statusOf: (callId) => calls.get(callId)?.state.verdict?.status ?? null,
    beforeCommit: () => Promise.resolve(),
    store: deskStoreDouble({
      read: {
        networks: () => Promise.resolve([...networks]),
        unknownResults: () => Promise.resolve([]),
        missingOriginals: () => {
          const waiting = [...calls.values()].flatMap(({ state }) =>
            state.waiting.map(({ correctsId }) => correctsId),
          );
          const missing = new Set(
            waiting.filter((id) => id !== null && !rows.has(id) && !released.includes(id)),
          );
          return Promise.resolve([...missing].filter((id) => id !== null));
        },
      },
      write: {
        async commitPage(page): Promise<PageOutcome> {
          await kept.beforeCommit();
          const network = networks.find(({ id }) => id === page.networkId);
          if (!network) throw new Error('no such network');
          if (page.purpose === 'stream' && network.cursor !== page.cursorBefore) return { kind: 'stale' };
          const decoded = decodeTransactionPage(page.body, network);
          if (decoded.kind === 'unreadable') return decoded;
          const changedIds: Record<ConversionStatus, number[]> = { approved: [], pending: [], rejected: [] };
          const touched = new Map<number, ConversionStatus>();
          let [fresh, corrections, unparsed] = [0, 0, 0];
          for (const row of decoded.rows) {
            if (row.kind === 'unparsed') {
              unparsed += 1;
              continue;
            }
            const { transaction } = row;
            if (rows.has(transaction.transactionId)) continue;
            rows.set(transaction.transactionId, row.raw);
            if (transaction.correctsId !== null) askedSince.set(transaction.correctsId, page.receivedAt);
            fresh += 1;
            if (transaction.correctsId !== null) corrections += 1;
            const call = calls.get(transaction.callId) ?? { id: calls.size + 1, state: EMPTY_CALL };
            calls.set(transaction.callId, call);
            call.state = applyTransaction(call.state, transaction).call;
            if (call.state.verdict) touched.set(call.id, call.state.verdict.status);
          }
          for (const [id, status] of touched) changedIds[status].push(id);
          const cursor = page.purpose === 'stream' ? (decoded.cursor ?? network.cursor) : network.cursor;
          update(network.id, { cursor });
          return {
            kind: 'committed',
            rows: decoded.rows.length,
            fresh,
            corrections,
            unparsed,
            changed: {
              approved: changedIds.approved.length,
              pending: changedIds.pending.length,
              rejected: changedIds.rejected.length,
            },
            changedIds,
            unknownResults: 0,
            owed: changedIds.approved.length,
            cursor,
          };
        },
        releaseCorrections: ({ originals, waitingSince }) => {
          released.push(...originals.filter((id) => (askedSince.get(id) ?? Infinity) <= waitingSince));
          return Promise.resolve();
        },
        saveCatalogue: ({ networkId, catalogue, now }) => {
          catalogues.push(catalogue);
          update(networkId, { catalogueAt: now });
          return Promise.resolve();
        },
        recordSync: ({ networkId, at, error }) => {
          ends.push({ networkId, error });
          update(networkId, error === null ? { lastSuccessAt: at, lastError: null } : { lastError: error });
          return Promise.resolve();
        },
      },
    }),
  };
  return kept;
}
