import { applyTransaction, EMPTY_CALL } from '#shared/domain/ledger.ts';
import type { SideRow } from '#shared/domain/reconcile/side-row.ts';
import type { EarlierState } from '#shared/domain/reconcile/sides.ts';
import type { Transaction } from '#shared/domain/transaction.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { PageDecoder } from '../ports/page-decoder.ts';
import type { PageScope } from '../ports/reconcile-bench.ts';

/** The calls of an Invoca account as its pages tell them. */
export interface InvocaSide {
  /** Takes a page. @throws DeskError unreadable_answer */
  add(body: Uint8Array, scope: PageScope): { readonly rows: number; readonly cursor: string | null };
  /** One row a call, with the scope of the last page; transactions that could not be read are counted. */
  rows(): readonly SideRow[];
  /** How many transactions could not be read. */
  unread(): number;
  /** Which call each transaction belongs to. */
  readonly calls: ReadonlyMap<string, string>;
}

/** Collects pages and folds the transactions of each call as the ledger does (design.md rule 2). */
export function invocaSide(decode: PageDecoder): InvocaSide {
  const byCall = new Map<string, Transaction[]>();
  const calls = new Map<string, string>();
  let unread = 0;
  let last: PageScope | null = null;
  return {
    add(body, scope) {
      last = scope;
      const page = decode(body, scope);
      if (page.kind === 'unreadable') throw new DeskError('unreadable_answer', page.reason);
      for (const row of page.rows) {
        if (row.kind === 'unparsed') {
          unread += 1;
          continue;
        }
        const { callId, transactionId } = row.transaction;
        calls.set(transactionId, callId);
        const known = byCall.get(callId);
        if (known) known.push(row.transaction);
        else byCall.set(callId, [row.transaction]);
      }
      return { rows: page.rows.length, cursor: page.cursor };
    },
    rows: () => (last === null ? [] : [...byCall].flatMap(([id, rows]) => folded(id, rows, last) ?? [])),
    unread: () => unread,
    calls,
  };
}

function folded(
  callId: string,
  transactions: readonly Transaction[],
  scope: PageScope | null,
): SideRow | null {
  if (scope === null) return null;
  let call = EMPTY_CALL;
  const earlier: EarlierState[] = [];
  for (const transaction of transactions) {
    const applied = applyTransaction(call, transaction, scope.statuses);
    ({ call } = applied);
    for (const { before } of applied.steps) {
      // When it stopped being so is not told; at the latest it was when we read it.
      if (before) earlier.push({ until: scope.readAt, status: before.status, payout: before.payout });
    }
  }
  const { verdict, facts } = call;
  if (verdict === null) return null;
  if (scope.partnerId !== null && facts?.partnerId !== scope.partnerId) return null;
  if (scope.offerId !== null && facts?.offerId !== scope.offerId) return null;
  return {
    line: null,
    recordId: null,
    invocaId: callId,
    callId,
    status: verdict.status,
    payout: verdict.payout,
    currency: scope.currency,
    at: facts?.callStartedAt ?? null,
    number: '',
    rawResult: verdict.rawResult,
    earlier,
  };
}
