import type { Overview, OwnershipMode } from '#shared/ipc/desk.ts';
import type { CallLogReads, CallLogWrites } from './call-log-store.ts';
import type { CallReads, CallWrites } from './call-store.ts';
import type { CatalogueRecordReads, CatalogueRecordWrites } from './catalogue-records.ts';
import type { ConversionReads } from './conversion-store.ts';
import type { DecisionReads, DecisionWrites } from './decision-store.ts';
import type { HistoryReads } from './history-store.ts';
import type { JobReads, JobWrites } from './job-store.ts';
import type { LinkReads, LinkWrites } from './link-store.ts';
import type { NetworkReads, NetworkWrites } from './network-store.ts';
import type { NumbersReads, NumbersWrites } from './numbers-store.ts';
import type { OutboxWrites } from './outbox.ts';
import type { PostbackReads, PostbackWrites } from './postback-store.ts';
import type { ReplayReads, ReplayWrites } from './replay-store.ts';
import type { ReconcileReads, ReconcileWrites } from './reconcile-store.ts';
import type { SendListReads, SendListWrites } from './send-list-store.ts';
import type { SessionReads, SessionWrites } from './session-store.ts';
import type { TuneReads, TuneWrites } from './tune-store.ts';
import type { VisitReads, VisitWrites } from './visit-store.ts';

/** Reads. They run beside writes, on connections that cannot write. */
export interface DeskReader
  extends
    NetworkReads,
    CallLogReads,
    CatalogueRecordReads,
    ConversionReads,
    DecisionReads,
    HistoryReads,
    LinkReads,
    PostbackReads,
    ReplayReads,
    CallReads,
    JobReads,
    SendListReads,
    SessionReads,
    TuneReads,
    VisitReads,
    NumbersReads,
    ReconcileReads {
  ownership(): Promise<OwnershipMode>;
  overview(input: {
    readonly dayStart: number;
    readonly dayEnd: number;
    readonly now: number;
  }): Promise<Overview>;
}

/** Writes. Each call is one transaction: it happens whole or not at all. */
export interface DeskWriter
  extends
    NetworkWrites,
    CallLogWrites,
    CatalogueRecordWrites,
    DecisionWrites,
    LinkWrites,
    PostbackWrites,
    ReplayWrites,
    OutboxWrites,
    CallWrites,
    JobWrites,
    SendListWrites,
    SessionWrites,
    TuneWrites,
    VisitWrites,
    NumbersWrites,
    ReconcileWrites {
  setOwnership(input: { readonly mode: OwnershipMode; readonly now: number }): Promise<void>;
}

/** A part of the store stopped by itself. What was saved is safe; what was under way failed. */
export interface StoreTrouble {
  /** In a sentence. */
  readonly reason: string;
  /** True when it was not started again, since it had stopped too often. */
  readonly lasting: boolean;
}

/** The store of one workspace. */
export interface DeskStore {
  readonly read: DeskReader;
  readonly write: DeskWriter;
  /** The last trouble since the workspace was opened. */
  trouble(): StoreTrouble | null;
  /** Ends all threads after the work under way; the file is left closed and whole. */
  close(): Promise<void>;
}
