import type { ConversionStatus } from '../status.ts';

/** An earlier state of a conversion: what it was until `until`. */
export interface EarlierState {
  /** UTC milliseconds when it stopped being so. */
  readonly until: number;
  readonly status: ConversionStatus;
  readonly payout: number;
}

/** A conversion as the desk holds it. Payout in minor units. */
export interface HereRow {
  readonly invocaId: string;
  readonly status: ConversionStatus;
  readonly payout: number;
  readonly currency: string;
  /** When the call started; null when nothing said. */
  readonly at: number | null;
  /** The promo number's digits, '' when unknown. */
  readonly number: string;
  readonly rawResult: string;
  readonly earlier: readonly EarlierState[];
}

/** A conversion as the other side tells it. */
export interface ThereRow {
  /** Where it stands in what the other side gave, from 1. */
  readonly line: number;
  readonly invocaId: string;
  readonly status: ConversionStatus;
  readonly payout: number;
  readonly currency: string;
  readonly at: number | null;
  /** '' when the other side does not tell it. */
  readonly number: string;
}

/** Why a row has no equal on the other side. */
export type ReconcileCause =
  | 'missing_here'
  | 'missing_there'
  | 'status'
  | 'payout'
  | 'currency'
  | 'duplicate'
  | 'day_border'
  | 'correction_after_cutoff'
  | 'id_format'
  | 'id_differs'
  | 'not_yet_synced'
  | 'test_call';

/** What is compared, and what is known of both sides. Instants are UTC milliseconds. */
export interface ReconcileScope {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** How far two rows of one number may be apart and still be one call. */
  readonly windowMs: number;
  /** The zone whose days the other side reports by. */
  readonly thereZone: string;
  /** Up to when the desk has read its networks; null when never. */
  readonly hereReadTo: number | null;
  /** Up to when the other side speaks: when it was read or exported. */
  readonly thereReadTo: number;
  /** Whether the other side tells only of approved calls, as an invoice does. */
  readonly thereApprovedOnly: boolean;
}
