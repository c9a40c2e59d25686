import type { Side, SideRow } from '#shared/domain/reconcile/side-row.ts';
import type { StatusMap } from '#shared/domain/status.ts';
import type { InvocaUser } from '#shared/ipc/networks.ts';
import type { FileMapping, FilePreview, FileRole, RunSummary } from '#shared/ipc/reconcile.ts';
import type { DeskRows, RunLines } from './reconcile-store.ts';

/** A side as the bench is told of it before it compares. */
export type BenchSide = Omit<Side, 'rows'> & { readonly name: string };

/** What is compared, and the zones the period is shown in. */
export interface BenchScope {
  readonly sides: readonly BenchSide[];
  readonly windowMs: number;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly zones: readonly string[];
}

/** What is kept of the calls of an Invoca page. */
export interface PageScope {
  readonly currency: string;
  readonly user: InvocaUser;
  readonly statuses: StatusMap;
  readonly partnerId: string | null;
  readonly offerId: string | null;
  /** When the page was read, in UTC milliseconds. */
  readonly readAt: number;
}

/**
 * Where sides are laid out and compared: a piece of work for one run, away from the main thread, since reading and folding
 * a hundred thousand rows a side takes seconds. Sides are told by their place, the first being 0.
 */
export interface ReconcileBench {
  addDeskRows(input: { readonly side: number; readonly rows: DeskRows }): Promise<void>;
  addRows(input: { readonly side: number; readonly rows: readonly SideRow[] }): Promise<void>;
  /** A page of an Invoca account. @throws DeskError unreadable_answer */
  addPage(input: { readonly side: number; readonly body: Uint8Array; readonly scope: PageScope }): Promise<{
    readonly rows: number;
    /** Where the next page begins; null when this one was empty. */
    readonly cursor: string | null;
  }>;
  /** @throws DeskError invalid_input naming the file and the first of what cannot be read */
  addFile(input: {
    readonly side: number;
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly role: FileRole;
    readonly mapping: FileMapping;
  }): Promise<{ readonly rows: number }>;
  /** What a file would give. @throws DeskError invalid_input */
  previewFile(input: {
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly role: FileRole;
    readonly mapping: FileMapping;
  }): Promise<FilePreview>;
  /** Ids of other sides that the first does not know, which may be of transactions. */
  unknownIds(): Promise<readonly string[]>;
  /** Which call each transaction belongs to. */
  nameCalls(input: { readonly calls: readonly (readonly [string, string])[] }): Promise<void>;
  compare(input: BenchScope): Promise<RunSummary>;
  /** Lines of the comparison from a place on, fewer than the limit at the end. */
  lines(input: { readonly from: number; readonly limit: number }): Promise<RunLines>;
  close(): Promise<void>;
}

/** Opens a bench. */
export type OpenBench = () => ReconcileBench;
