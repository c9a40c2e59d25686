import { DEFAULT_STATUS_MAP, statusOfResult } from './status.ts';
import type { ConversionStatus, StatusMap } from './status.ts';
import type { Transaction } from './transaction.ts';

/** What a change of a conversion is measured in. Money in minor units of the network's currency. */
export interface Verdict {
  readonly status: ConversionStatus;
  /** Whether the status map knew the result; an unknown result is pending and is warned of. */
  readonly known: boolean;
  readonly rawResult: string;
  readonly payout: number;
  readonly revenue: number;
}

/** Why a conversion changed: its first row, a correction of an earlier row, or a later row about the call. */
export type StepCause = 'first' | 'correction' | 'later_row';

/** One change of a conversion, with its cause; the history is made of these and never rewritten. */
export interface LedgerStep {
  readonly transactionId: string;
  readonly cause: StepCause;
  readonly correctsId: string | null;
  readonly before: Verdict | null;
  readonly after: Verdict;
  /** What else led to it, in a sentence, where a person's decision had a part in it (decision.ts). */
  readonly reason?: string;
}

/** The descriptive values of a call: of each, the newest a row gave. */
export type CallFacts = Pick<
  Transaction,
  | 'saleAmount'
  | 'callStartedAt'
  | 'durationSeconds'
  | 'connectSeconds'
  | 'virtualLineId'
  | 'numberDescription'
  | 'advertiserId'
  | 'offerId'
  | 'offerName'
  | 'partnerId'
  | 'partnerName'
  | 'callerNumber'
  | 'city'
  | 'region'
  | 'ringPoolSubIds'
  | 'customSubIds'
>;

/** What the transactions of one call add up to so far. A value: applying a row makes a new one. */
export interface CallState {
  /** Ids of rows applied, in the order they took effect. */
  readonly applied: readonly string[];
  /** Corrections whose original has not arrived, in arrival order. */
  readonly waiting: readonly Transaction[];
  /** Rows corrected by a correction let go, directly or through others: when they come they change nothing. */
  readonly superseded: readonly string[];
  /** Null while nothing but waiting corrections has arrived. */
  readonly verdict: Verdict | null;
  readonly facts: CallFacts | null;
}

/** A call of which nothing has arrived. */
export const EMPTY_CALL: CallState = { applied: [], waiting: [], superseded: [], verdict: null, facts: null };

/**
 * Takes one row into a call, in arrival order, and says what changed (design.md rule 2). A row seen before
 * changes nothing. A correction whose original is missing waits, and takes effect right after the original.
 * The newest row to take effect speaks for the whole call; what it does not say stays as it was.
 */
export function applyTransaction(
  call: CallState,
  row: Transaction,
  map: StatusMap = DEFAULT_STATUS_MAP,
): { readonly call: CallState; readonly steps: readonly LedgerStep[] } {
  if (call.applied.includes(row.transactionId)) return { call, steps: [] };
  if (call.waiting.some((waiting) => waiting.transactionId === row.transactionId)) return { call, steps: [] };
  if (call.superseded.includes(row.transactionId)) {
    return settleWaiting(stepAside({ call, steps: [] }, row), map);
  }
  if (row.correctsId !== null && !call.applied.includes(row.correctsId)) {
    return { call: { ...call, waiting: [...call.waiting, row] }, steps: [] };
  }
  return settleWaiting(takeEffect({ call, steps: [] }, row, map), map);
}

/**
 * Lets a waiting correction speak although its original never came, because the network does not know it either.
 * Should the original come after all, it changes nothing: it has been corrected already. Corrections of the one let
 * go follow it. A row that does not wait changes nothing.
 */
export function releaseCorrection(
  call: CallState,
  transactionId: string,
  map: StatusMap = DEFAULT_STATUS_MAP,
): { readonly call: CallState; readonly steps: readonly LedgerStep[] } {
  const row = call.waiting.find((waiting) => waiting.transactionId === transactionId);
  if (row?.correctsId === undefined || row.correctsId === null) return { call, steps: [] };
  const freed: CallState = {
    ...call,
    waiting: call.waiting.filter((waiting) => waiting !== row),
    superseded: [...call.superseded, row.correctsId],
  };
  return settleWaiting(takeEffect({ call: freed, steps: [] }, row, map), map);
}

/** Folds all rows of one call in arrival order: the same rows, however split or repeated, give the same call. */
export function foldCall(rows: readonly Transaction[], map: StatusMap = DEFAULT_STATUS_MAP): CallState {
  return rows.reduce<CallState>((call, row) => applyTransaction(call, row, map).call, EMPTY_CALL);
}

interface Progress {
  readonly call: CallState;
  readonly steps: readonly LedgerStep[];
}

function takeEffect({ call, steps }: Progress, row: Transaction, map: StatusMap): Progress {
  const before = call.verdict;
  const after = verdictOf(row, before, map);
  const changed = before === null || !sameVerdict(before, after);
  const step: LedgerStep = {
    transactionId: row.transactionId,
    cause: before === null ? 'first' : row.correctsId === null ? 'later_row' : 'correction',
    correctsId: row.correctsId,
    before,
    after,
  };
  return {
    call: {
      ...call,
      applied: [...call.applied, row.transactionId],
      verdict: after,
      facts: mergeFacts(call.facts, row),
    },
    steps: changed ? [...steps, step] : steps,
  };
}

/** The row is known from now on, but what has corrected it goes on speaking, and so for what the row corrects. */
function stepAside({ call, steps }: Progress, row: Transaction): Progress {
  const facts = call.facts === null ? mergeFacts(null, row) : mergeFacts(mergeFacts(null, row), call.facts);
  const superseded = row.correctsId === null ? call.superseded : [...call.superseded, row.correctsId];
  return { call: { ...call, applied: [...call.applied, row.transactionId], superseded, facts }, steps };
}

function settleWaiting(progress: Progress, map: StatusMap): Progress {
  let settled = progress;
  for (;;) {
    const { applied, superseded, waiting } = settled.call;
    const aside = waiting.find((row) => superseded.includes(row.transactionId));
    const next = aside ?? waiting.find((row) => row.correctsId !== null && applied.includes(row.correctsId));
    if (!next) return settled;
    const call: CallState = { ...settled.call, waiting: waiting.filter((row) => row !== next) };
    const freed: Progress = { call, steps: settled.steps };
    settled = aside ? stepAside(freed, next) : takeEffect(freed, next, map);
  }
}

function verdictOf(row: Transaction, before: Verdict | null, map: StatusMap): Verdict {
  const rawResult = row.rawResult ?? before?.rawResult ?? '';
  return {
    ...statusOfResult(rawResult, map),
    rawResult,
    payout: row.payout ?? before?.payout ?? 0,
    revenue: row.revenue ?? before?.revenue ?? 0,
  };
}

function sameVerdict(a: Verdict, b: Verdict): boolean {
  return (
    a.status === b.status && a.rawResult === b.rawResult && a.payout === b.payout && a.revenue === b.revenue
  );
}

function mergeFacts(known: CallFacts | null, row: CallFacts): CallFacts {
  return {
    saleAmount: row.saleAmount ?? known?.saleAmount ?? null,
    callStartedAt: row.callStartedAt ?? known?.callStartedAt ?? null,
    durationSeconds: row.durationSeconds ?? known?.durationSeconds ?? null,
    connectSeconds: row.connectSeconds ?? known?.connectSeconds ?? null,
    virtualLineId: row.virtualLineId ?? known?.virtualLineId ?? null,
    numberDescription: row.numberDescription ?? known?.numberDescription ?? null,
    advertiserId: row.advertiserId ?? known?.advertiserId ?? null,
    offerId: row.offerId ?? known?.offerId ?? null,
    offerName: row.offerName ?? known?.offerName ?? null,
    partnerId: row.partnerId ?? known?.partnerId ?? null,
    partnerName: row.partnerName ?? known?.partnerName ?? null,
    callerNumber: row.callerNumber ?? known?.callerNumber ?? null,
    city: row.city ?? known?.city ?? null,
    region: row.region ?? known?.region ?? null,
    ringPoolSubIds: { ...known?.ringPoolSubIds, ...row.ringPoolSubIds },
    customSubIds: { ...known?.customSubIds, ...row.customSubIds },
  };
}
