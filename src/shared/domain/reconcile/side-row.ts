import type { ConversionStatus } from '../status.ts';
import type { EarlierState } from './sides.ts';

/** A conversion as one side tells it. Payout in minor units. */
export interface SideRow {
  /** Where it stands in the side's file, from 1; null for a side that is no file. */
  readonly line: number | null;
  /** The desk's own record of it; null on other sides. */
  readonly recordId: number | null;
  /** What the side calls it; '' when it does not say. */
  readonly invocaId: string;
  /** The call's id, where the side names the call by something else, such as a transaction; else the same. */
  readonly callId: string;
  readonly status: ConversionStatus;
  readonly payout: number;
  readonly currency: string;
  /** When the call started; null when nothing said. */
  readonly at: number | null;
  /** The promo number's digits, '' when the side does not tell it. */
  readonly number: string;
  /** The result as the network put it; '' when the side does not tell it. */
  readonly rawResult: string;
  /** What the side said of it before. */
  readonly earlier: readonly EarlierState[];
}

/** One side of a reconciliation. Instants are UTC milliseconds. */
export interface Side {
  readonly rows: readonly SideRow[];
  /** The period on the side's own clock. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** IANA: the zone whose days the side counts by. */
  readonly zone: string;
  /** Up to when the side speaks: when it was read or exported; null when never. */
  readonly readTo: number | null;
  /** Whether the side reads the network by itself and so catches up with what it does not know yet. */
  readonly catchesUp: boolean;
  /** Whether the side may tell of a part of the period only, such as a file. */
  readonly partial: boolean;
  /** Whether the side tells only of approved calls, as an invoice does: that it lacks another says nothing. */
  readonly approvedOnly: boolean;
}

/** What a row adds to its side's total: its payout once it is approved. */
export function worthOf(row: SideRow): { readonly amount: number; readonly currency: string } {
  return { amount: row.status === 'approved' ? row.payout : 0, currency: row.currency };
}
