import type { CallStatus } from '#shared/domain/call-columns.ts';
import type { SessionInformation } from '#shared/domain/session-information.ts';
import type {
  CallDetail,
  CallField,
  CallFilter,
  CallGroups,
  CallGroupsRequest,
  CallOrder,
  CallPage,
  CallPageRequest,
  CallRow,
  CallTotals,
  CallValue,
  DeletionPreview,
  DeletionScope,
  ImportMapping,
  SavedView,
  SavedViewDraft,
} from '#shared/ipc/calls.ts';
import type { GivenCall } from './session-client.ts';

/** Reads custom values out of a call's row as received: by name, what is empty left out. Never throws. */
export type CallFieldsReader = (raw: string) => Readonly<Record<string, string>>;

/** How far the calls of a campaign are read. Instants are UTC milliseconds. */
export interface CallPoll {
  readonly campaignId: string;
  /** All calls that started before it were read; null before the first round. */
  readonly completeTo: number | null;
  /** The window under way, with the cursor of its next page and when that was given; null between rounds. */
  readonly window: {
    readonly from: number;
    readonly before: number;
    readonly cursor: string | null;
    readonly cursorAt: number;
  } | null;
}

/** A call of an imported file. Without an id of its own it is known by number and start. */
export interface ImportedCall {
  readonly callId: string | null;
  readonly sessionId: string;
  readonly campaignId: string;
  /** E.164. */
  readonly number: string;
  /** E.164, or empty when it is not told. */
  readonly callerNumber: string;
  readonly status: CallStatus;
  readonly startedAt: number;
  readonly talkSeconds: number;
  /** Null when the file does not say. */
  readonly ordered: boolean | null;
  readonly information: SessionInformation;
}

/** Calls of all networks: as a list, in groups, one by one, and for an export. */
export interface CallReads {
  callPage(input: CallPageRequest): Promise<CallPage>;
  callTotals(input: { readonly filter: CallFilter }): Promise<CallTotals>;
  callGroups(input: CallGroupsRequest): Promise<CallGroups>;
  callFields(): Promise<readonly CallField[]>;
  /** Values of a column that hold the text, the most frequent first. */
  callValues(input: {
    readonly column: string;
    readonly text: string;
    readonly limit: number;
  }): Promise<readonly CallValue[]>;
  callDetail(input: { readonly id: number }): Promise<CallDetail>;
  /** The ids of all calls a filter shows, in order. Everything stored is listed before it answers. */
  callIds(input: { readonly filter: CallFilter; readonly order: CallOrder }): Promise<Float64Array>;
  /** Rows by their ids, in the order of the ids; one that is gone by now is left out. */
  callRows(input: {
    readonly ids: readonly number[];
    readonly fields: readonly string[];
  }): Promise<readonly CallRow[]>;
  /** Calls of one session, oldest first. */
  sessionCalls(input: {
    readonly networkId: number;
    readonly sessionId: string;
  }): Promise<readonly CallRow[]>;
  savedViews(input: { readonly screen: string }): Promise<readonly SavedView[]>;
  /** How a file with this head line was read last time; null for one not seen before. */
  importMapping(input: { readonly head: readonly string[] }): Promise<ImportMapping | null>;
  /** How many of these calls are stored already. */
  knownCalls(input: {
    readonly networkId: number;
    readonly calls: readonly Pick<ImportedCall, 'callId' | 'number' | 'startedAt'>[];
  }): Promise<number>;
  /** Campaigns of the account whose session numbers may get calls, with how far each is read. */
  callPolls(input: { readonly networkId: number }): Promise<readonly CallPoll[]>;
  deletionPreview(input: { readonly scope: DeletionScope }): Promise<DeletionPreview>;
}

/** Writes of calls. Each is one transaction. */
export interface CallWrites {
  /**
   * A page of calls and how far reading has come, together. A call is known by its id; what changed of it is brought
   * up to date.
   */
  upsertSessionCalls(input: {
    readonly networkId: number;
    readonly poll: CallPoll;
    readonly calls: readonly GivenCall[];
    readonly now: number;
  }): Promise<{ readonly added: number; readonly changed: number }>;
  importCalls(input: {
    readonly networkId: number;
    readonly calls: readonly ImportedCall[];
    readonly now: number;
  }): Promise<{ readonly added: number; readonly updated: number }>;
  rememberImportMapping(input: {
    readonly head: readonly string[];
    readonly mapping: ImportMapping;
  }): Promise<void>;
  /** Says whether the call brought an order; null leaves it to the network again. @throws DeskError not_found */
  setCallOrder(input: {
    readonly id: number;
    readonly ordered: boolean | null;
    readonly now: number;
  }): Promise<void>;
  /** Keeps a view; one of the same name is replaced. */
  saveView(input: {
    readonly screen: string;
    readonly draft: SavedViewDraft;
    readonly now: number;
  }): Promise<SavedView>;
  removeView(input: { readonly id: number }): Promise<void>;
  /** Deletes what {@link CallReads.deletionPreview} counts, for good. */
  deleteCalls(input: { readonly scope: DeletionScope; readonly now: number }): Promise<DeletionPreview>;
}
