import type { EarlierState } from '#shared/domain/reconcile/sides.ts';
import type { ConversionStatus, StatusMap } from '#shared/domain/status.ts';
import type {
  FileMapping,
  FileRole,
  ReconcileDraft,
  ReconcileRow,
  ReconcileRun,
  RowFilter,
  RowOrder,
  RowPageRequest,
  RowTotals,
  RunSummary,
  WatchedFolder,
} from '#shared/ipc/reconcile.ts';

/**
 * Lines of a run on their way into the store, column by column: they pass from thread to thread by the hundred thousand,
 * which as objects costs several times as much. Every column is as long as the others; the line at a place is what they
 * have there.
 */
export interface RunLines {
  readonly keys: readonly string[];
  readonly states: readonly ('equal' | 'unequal' | 'outside')[];
  /** Of what was found, so that an acceptance speaks of what was accepted. */
  readonly digests: readonly string[];
  /** Why it differs on the second and the third side, '' where it does not. */
  readonly causes: readonly [readonly string[], readonly string[]];
  /** What those sides count more, in minor units. */
  readonly deltas: readonly [readonly number[], readonly number[]];
  readonly currencies: readonly string[];
  readonly ats: readonly (number | null)[];
  readonly numbers: readonly string[];
  readonly invocaIds: readonly string[];
  /** JSON: of every side its {@link StoredCell}, or null. */
  readonly cells: readonly string[];
  /** JSON. */
  readonly findings: readonly string[];
}

/** What a side says of a call, as lines are stored: its fields in order, the call's id null where it is the Invoca id. */
export type StoredCell = readonly [
  line: number | null,
  recordId: number | null,
  invocaId: string,
  callId: string | null,
  status: ConversionStatus,
  payout: number,
  currency: string,
  at: number | null,
  number: string,
  rawResult: string,
];

/** The desk's own side, column by column as {@link RunLines} are. */
export interface DeskRows {
  readonly recordIds: readonly number[];
  readonly callIds: readonly string[];
  readonly statuses: readonly ConversionStatus[];
  readonly payouts: readonly number[];
  readonly currencies: readonly string[];
  readonly ats: readonly (number | null)[];
  readonly numbers: readonly string[];
  readonly rawResults: readonly string[];
  /** What calls were before, by their records; those that were never otherwise are left out. */
  readonly earlier: ReadonlyMap<number, readonly EarlierState[]>;
}

/** A file kept for a run; `bytes` are compressed with gzip. */
export interface KeptFile {
  /** SHA-256 of the content, in hex. */
  readonly digest: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly bytes: Uint8Array;
}

/** How a file with this head line was read, and whose it was. */
export interface RememberedMapping {
  readonly head: readonly string[];
  /** The file's name without digits. */
  readonly stem: string;
  readonly role: FileRole;
  readonly networkId: number | null;
  readonly partnerId: string;
  readonly mapping: FileMapping;
}

/** A file that came into the watched folder. */
export type Arrival = WatchedFolder['arrivals'][number];

/** Which of the desk's conversions are compared. */
export interface DeskScope {
  readonly networkId: number | null;
  readonly partnerId: string | null;
  readonly offerId: string | null;
  /** UTC milliseconds. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Reads of reconciliations. */
export interface ReconcileReads {
  /** The desk's own side in the order of its records, after the given one; calls without a time are among them. */
  deskRows(input: DeskScope & { readonly after: number; readonly limit: number }): Promise<DeskRows>;
  /** Which call each transaction belongs to, as `[transaction, call]`; those nobody knows are left out. */
  callsOfTransactions(input: {
    readonly transactionIds: readonly string[];
  }): Promise<readonly (readonly [string, string])[]>;
  /** The status of every result by the network's own map. */
  statusesOf(input: { readonly networkId: number }): Promise<StatusMap>;
  /** Newest first. */
  reconcileRuns(): Promise<readonly ReconcileRun[]>;
  /** @throws DeskError not_found */
  reconcileRun(input: { readonly id: number }): Promise<ReconcileRun>;
  reconcileRows(input: RowPageRequest): Promise<readonly ReconcileRow[]>;
  reconcileRowTotals(input: { readonly runId: number; readonly filter: RowFilter }): Promise<RowTotals>;
  /** The places of all lines a filter shows, in order. */
  reconcilePlaces(input: {
    readonly runId: number;
    readonly filter: RowFilter;
    readonly order: RowOrder;
  }): Promise<Float64Array>;
  /** Lines by their places, in the order of the places. */
  reconcileLines(input: {
    readonly runId: number;
    readonly places: readonly number[];
  }): Promise<readonly ReconcileRow[]>;
  reconcileFile(input: { readonly digest: string }): Promise<KeptFile | null>;
  /** Everything remembered of files with this head line, newest first. */
  reconcileMappings(input: { readonly head: readonly string[] }): Promise<readonly RememberedMapping[]>;
  /** Null when no folder is watched. */
  reconcileFolder(): Promise<{ readonly path: string; readonly since: number } | null>;
  /** The newest first. */
  reconcileArrivals(input: { readonly limit: number }): Promise<readonly Arrival[]>;
  arrivalOf(input: { readonly digest: string }): Promise<Arrival | null>;
}

/** Writes of reconciliations, each one transaction. */
export interface ReconcileWrites {
  /** Begins a run; `previousId` is the one it repeats. */
  beginReconcileRun(input: {
    readonly draft: ReconcileDraft;
    readonly origin: ReconcileRun['origin'];
    readonly previousId: number | null;
    readonly now: number;
  }): Promise<number>;
  tellReconcileProgress(input: { readonly id: number; readonly progress: string }): Promise<void>;
  /** Adds lines behind those the run has. */
  addReconcileLines(input: { readonly id: number; readonly lines: RunLines }): Promise<void>;
  /**
   * Ends a run: its lines are compared with those of the run it repeats, which from then on keeps only what differed.
   */
  finishReconcileRun(input: {
    readonly id: number;
    readonly summary: RunSummary;
    readonly now: number;
  }): Promise<void>;
  failReconcileRun(input: {
    readonly id: number;
    readonly reason: string;
    readonly now: number;
  }): Promise<void>;
  /** Runs and arrivals that were under way when the app ended have failed. */
  endOpenReconcileRuns(input: { readonly reason: string; readonly now: number }): Promise<void>;
  /** Removes a run with its lines, and the file it was made of when no other needs it. */
  removeReconcileRun(input: { readonly id: number }): Promise<void>;
  /** Accepts lines as they are, with a note; null takes it back. Answers how many lines it concerned. */
  acceptReconcileLines(input: {
    readonly runId: number;
    readonly lines:
      | { readonly places: readonly number[] }
      | { readonly filter: RowFilter }
      | { readonly acceptedAt: number };
    readonly note: string | null;
    readonly now: number;
  }): Promise<number>;
  keepReconcileFile(input: { readonly file: KeptFile; readonly now: number }): Promise<void>;
  rememberReconcileMapping(input: {
    readonly mapping: RememberedMapping;
    readonly now: number;
  }): Promise<void>;
  /** Watches a folder; null watches none. */
  setReconcileFolder(input: { readonly path: string | null; readonly now: number }): Promise<void>;
  /** Notes a file by its content; one that is noted already is brought up to date. */
  noteArrival(input: {
    readonly digest: string;
    readonly name: string;
    readonly size: number;
    readonly state: Arrival['state'];
    readonly reason: string;
    readonly runId: number | null;
    readonly now: number;
  }): Promise<void>;
  /** A file that waits for a person is left alone. @throws DeskError not_found */
  ignoreArrival(input: { readonly id: number }): Promise<void>;
}
