import type { DecodedRow } from '#main/engine/ports/page-decoder.ts';
import { applyTransaction, EMPTY_CALL } from '#shared/domain/ledger.ts';
import type { CallState, LedgerStep } from '#shared/domain/ledger.ts';
import type { StatusMap } from '#shared/domain/status.ts';
import type { StoredCall } from './call-states.ts';

/** A row of a page that could be read. */
export type ReadableRow = Extract<DecodedRow, { kind: 'transaction' }>;

/** A call while a page is taken in: what was stored of it, and what the page's rows made of it. */
export interface OpenCall {
  readonly callId: string;
  readonly conversionId: number | null;
  readonly changes: number;
  before: CallState;
  state: CallState;
  steps: readonly LedgerStep[];
}

/** Applies a page's fresh rows to their calls in the order they came; calls in the order they are first named. */
export function applyRows(
  fresh: readonly ReadableRow[],
  stored: ReadonlyMap<string, StoredCall>,
  statusMap: StatusMap,
): Map<string, OpenCall> {
  const open = new Map<string, OpenCall>();
  for (const { transaction } of fresh) {
    let call = open.get(transaction.callId);
    if (!call) {
      call = opened(transaction.callId, stored.get(transaction.callId));
      open.set(transaction.callId, call);
    }
    const applied = applyTransaction(call.state, transaction, statusMap);
    call.state = applied.call;
    if (applied.steps.length > 0) {
      call.steps = call.steps.length === 0 ? applied.steps : [...call.steps, ...applied.steps];
    }
  }
  return open;
}

function opened(callId: string, stored: StoredCall | undefined): OpenCall {
  const before = stored?.state ?? EMPTY_CALL;
  const conversionId = stored?.conversionId ?? null;
  return { callId, conversionId, changes: stored?.changes ?? 0, before, state: before, steps: [] };
}
