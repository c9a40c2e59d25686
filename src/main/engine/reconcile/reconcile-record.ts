import { decimalText } from '#shared/domain/money.ts';
import type { Difference, Reconciled } from '#shared/domain/reconcile/reconcile.ts';
import type { HereRow, ReconcileCause, ThereRow } from '#shared/domain/reconcile/sides.ts';

/** A row that one side lacks, as exports carry it. `line` is where the other side's file has it. */
export interface MissingRecord {
  readonly invoca_id: string;
  readonly status: string;
  readonly payout: string;
  readonly currency: string;
  readonly datetime: string | null;
  readonly number: string;
  readonly line: number | null;
  readonly cause: ReconcileCause;
}

/** A reconciliation as exports carry it: money as decimal text with a dot, instants as ISO 8601 UTC. */
export interface ReconcileRecord {
  readonly matched: number;
  readonly missing_here: readonly MissingRecord[];
  readonly missing_there: readonly MissingRecord[];
  readonly different: readonly {
    readonly invoca_id: string;
    readonly field: string;
    readonly here: string | null;
    readonly there: string | null;
    readonly cause: ReconcileCause;
    readonly line: number;
  }[];
  readonly totals: readonly {
    readonly currency: string;
    readonly here: string;
    readonly there: string;
    readonly difference: string;
    readonly explained: readonly { readonly cause: ReconcileCause; readonly amount: string }[];
  }[];
}

/** The record of a reconciliation; totals are of approved payouts. */
export function reconcileRecord(found: Reconciled): ReconcileRecord {
  return {
    matched: found.matched,
    missing_here: found.missingHere.map(({ row, cause }) => missing(row, row.line, cause)),
    missing_there: found.missingThere.map(({ row, cause }) => missing(row, null, cause)),
    different: found.different.map((difference) => ({
      invoca_id: difference.pair.here.invocaId,
      field: difference.field,
      here: valueText(difference, 'here'),
      there: valueText(difference, 'there'),
      cause: difference.cause,
      line: difference.pair.there.line,
    })),
    totals: found.totals.map(({ currency, here, there, explained }) => ({
      currency,
      here: decimalText({ amount: here, currency }),
      there: decimalText({ amount: there, currency }),
      difference: decimalText({ amount: there - here, currency }),
      explained: explained.map(({ cause, amount }) => ({ cause, amount: decimalText({ amount, currency }) })),
    })),
  };
}

function missing(row: HereRow | ThereRow, line: number | null, cause: ReconcileCause): MissingRecord {
  return {
    invoca_id: row.invocaId,
    status: row.status,
    payout: decimalText({ amount: row.payout, currency: row.currency }),
    currency: row.currency,
    datetime: row.at === null ? null : new Date(row.at).toISOString(),
    number: row.number,
    line,
    cause,
  };
}

function valueText({ pair, field, ...values }: Difference, side: 'here' | 'there'): string | null {
  const value = values[side];
  if (typeof value !== 'number') return value;
  return field === 'payout'
    ? decimalText({ amount: value, currency: pair[side].currency })
    : new Date(value).toISOString();
}
