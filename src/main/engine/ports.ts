import type {
  ConversionDetail,
  ConversionFilter,
  ConversionPage,
  ConversionPageRequest,
  ConversionRow,
  ConversionTotals,
  HistoryEntry,
} from '#shared/ipc/conversions.ts';
import type {
  ChoiceRequest,
  NumberChoice,
  OfferChoice,
  Overview,
  OwnershipMode,
  PartnerChoice,
  UnknownResult,
  UnparsedRow,
} from '#shared/ipc/desk.ts';
import type { ConversionOrder } from '#shared/ipc/conversions.ts';
import type { LinkDraft, LinkPage, LinkView } from '#shared/ipc/links.ts';
import type { InvocaUser, InvocaVersions } from '#shared/ipc/networks.ts';
import type {
  AttemptVerdict,
  DeliveryDetail,
  DeliveryFilter,
  DeliveryPage,
  DeliveryState,
  PostbackTemplate,
  ReceiverView,
  TemplateDraft,
  TemplatePreview,
} from '#shared/ipc/postbacks.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';

export type { DecodedPage, DecodedRow, PageDecoder } from './ports/page-decoder.ts';

/** The present moment in UTC milliseconds; injected so that no test waits for a wall clock. */
export type Clock = () => number;

/** A number in [0, 1), as Math.random gives; injected so that jitter is repeatable in tests. */
export type Random = () => number;

/** How a network's token is found. Only `sealed` text (ciphertext) or a variable's name is ever stored. */
export type TokenReference =
  | { readonly keeping: 'keyring'; readonly sealed: string }
  | { readonly keeping: 'environment'; readonly variable: string }
  | { readonly keeping: 'session' };

/** A network as the store keeps it. */
export interface NetworkRecord {
  readonly id: number;
  readonly kind: 'invoca';
  readonly name: string;
  readonly baseUrl: string;
  readonly organisationId: string;
  readonly user: InvocaUser;
  readonly currency: string;
  readonly versions: InvocaVersions;
  readonly token: TokenReference;
  readonly practice: boolean;
  readonly createdAt: number;
  readonly cursor: string;
  readonly lastSuccessAt: number | null;
  readonly lastError: string | null;
  readonly catalogueAt: number | null;
  readonly transactions: number;
}

/** What adding a network takes. */
export type NewNetwork = Pick<
  NetworkRecord,
  'kind' | 'name' | 'baseUrl' | 'organisationId' | 'user' | 'currency' | 'versions' | 'token' | 'practice'
>;

/**
 * One page of the call log exactly as it came over the wire. The bytes are handed over, not copied; they are read
 * where they are stored, so that no large page is ever parsed on the main thread.
 */
export interface TransactionPage {
  readonly networkId: number;
  /** The cursor the page was asked with; the page is refused if the store's cursor is no longer this one. */
  readonly cursorBefore: string;
  readonly body: Uint8Array;
  readonly receivedAt: number;
  /** `stream` moves the cursor; `lookup` (a row fetched by its id) does not. */
  readonly purpose: 'stream' | 'lookup';
}

/** What committing a page did. An unreadable page changed nothing and names why. */
export type PageOutcome =
  | {
      readonly kind: 'committed';
      readonly rows: number;
      /** Rows not stored before. */
      readonly fresh: number;
      /** Fresh rows that correct an earlier one. */
      readonly corrections: number;
      /** Rows kept raw because they did not parse. */
      readonly unparsed: number;
      /** Conversions whose status, payout or revenue changed or that are new, by the status they have now. */
      readonly changed: Readonly<Record<ConversionStatus, number>>;
      /** The ids of those conversions, so that a turn of several pages can count each one once. */
      readonly changedIds: Readonly<Record<ConversionStatus, readonly number[]>>;
      readonly unknownResults: number;
      readonly owed: number;
      readonly cursor: string;
    }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'stale' };

/** Names and numbers of a network, as the network's own API lists them (invoca.md 5, 7). */
export interface Catalogue {
  readonly partners: readonly {
    readonly partnerId: string;
    readonly name: string;
    readonly status: string;
    readonly invocaId: string;
  }[];
  readonly offers: readonly {
    readonly offerId: string;
    readonly name: string;
    readonly status: string;
    readonly advertiserId: string;
    readonly invocaId: string;
    readonly clickUrl: string;
  }[];
  readonly numbers: readonly {
    readonly idFromNetwork: string;
    readonly invocaId: string;
    /** Ten digits. */
    readonly number: string;
    readonly description: string;
    readonly mediaType: string;
    readonly partnerId: string;
    readonly offerId: string;
    readonly customData: Readonly<Record<string, string>>;
    /** The tracking link without `us`: host, `/c/<network>/<partner>-<campaign>-<number>` (invoca.md 6). */
    readonly baseLink: string;
  }[];
}

/** A delivery the sender holds by a lease: it is sent again after the lease runs out unless an outcome is recorded. */
export interface ClaimedDelivery {
  readonly deliveryId: string;
  readonly url: string;
  readonly receiver: string;
  readonly allowLocal: boolean;
  /** Number of the attempt that starts now, from 1. */
  readonly attempt: number;
}

/** One finished attempt with what follows from it; recorded together. */
export interface AttemptOutcome {
  readonly deliveryId: string;
  readonly attempt: {
    readonly number: number;
    readonly startedAt: number;
    readonly durationMs: number;
    readonly url: string;
    readonly requestHeaders: string;
    readonly httpStatus: number | null;
    readonly responseHeaders: string;
    readonly bodyStart: string;
    readonly verdict: AttemptVerdict;
    readonly reason: string;
  };
  readonly state: DeliveryState;
  /** When the next attempt is due; null when the delivery is settled. */
  readonly dueAt: number | null;
  /** True when a 410 stops the receiver. */
  readonly stopReceiver: boolean;
}

/** A row of an export: a conversion with its history. Money in minor units with the currency beside it. */
export interface ExportedConversion {
  readonly row: ConversionRow;
  readonly history: readonly HistoryEntry[];
}

/** Reads. They run beside writes, on connections that cannot write. */
export interface DeskReader {
  networks(): Promise<readonly NetworkRecord[]>;
  ownership(): Promise<OwnershipMode>;
  overview(input: {
    readonly dayStart: number;
    readonly dayEnd: number;
    readonly now: number;
  }): Promise<Overview>;
  unparsed(input: {
    readonly before: number | null;
    readonly limit: number;
  }): Promise<readonly UnparsedRow[]>;
  unknownResults(): Promise<readonly UnknownResult[]>;
  /** Transactions whose correction waits for them, as `{ networkId, transactionId }`, oldest first. */
  missingOriginals(input: { readonly networkId: number; readonly limit: number }): Promise<readonly string[]>;
  conversionPage(input: ConversionPageRequest): Promise<ConversionPage>;
  conversionTotals(input: {
    readonly filter: ConversionFilter;
    readonly order: ConversionOrder;
  }): Promise<ConversionTotals>;
  conversionDetail(input: { readonly id: number }): Promise<ConversionDetail>;
  /** Conversions for an export in the order of their ids, after the given one. */
  exportPage(input: {
    readonly filter: ConversionFilter;
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly ExportedConversion[]>;
  partnerChoices(input: ChoiceRequest): Promise<readonly PartnerChoice[]>;
  offerChoices(input: ChoiceRequest): Promise<readonly OfferChoice[]>;
  numberChoices(input: ChoiceRequest): Promise<readonly NumberChoice[]>;
  linkPage(input: {
    readonly text?: string | undefined;
    readonly before: number | null;
    readonly limit: number;
  }): Promise<LinkPage>;
  templates(): Promise<readonly PostbackTemplate[]>;
  /** Expands the draft against the conversion, or the newest that it would speak for; `now` only for the day's zone. */
  templatePreview(input: {
    readonly draft: TemplateDraft;
    readonly conversionId: number | null;
  }): Promise<TemplatePreview>;
  /** How many deliveries the draft would owe at once for conversions that are approved already. */
  templateConsequence(input: {
    readonly draft: TemplateDraft;
    readonly now: number;
  }): Promise<{ readonly wouldOwe: number }>;
  deliveryPage(input: {
    readonly filter: DeliveryFilter;
    readonly index: number;
    readonly limit: number;
  }): Promise<DeliveryPage>;
  deliveryDetail(input: { readonly deliveryId: string }): Promise<DeliveryDetail>;
  receivers(): Promise<readonly ReceiverView[]>;
  /** Counts for the status line, tray and command line: deliveries by state. */
  deliveryCounts(): Promise<Readonly<Record<DeliveryState, number>>>;
}

/** Writes. Each call is one transaction: it happens whole or not at all. */
export interface DeskWriter {
  addNetwork(input: { readonly network: NewNetwork; readonly now: number }): Promise<NetworkRecord>;
  setNetworkToken(input: { readonly id: number; readonly token: TokenReference }): Promise<void>;
  /** Forgets the account and its token; its calls and conversions stay. @throws DeskError not_found */
  removeNetwork(input: { readonly id: number }): Promise<void>;
  /** Rows, ledger, history, deliveries owed and the cursor, together or not at all. */
  commitPage(page: TransactionPage): Promise<PageOutcome>;
  /** Lets corrections of these originals speak for themselves, if they were received at or before `waitingSince`. */
  releaseCorrections(input: {
    readonly networkId: number;
    readonly originals: readonly string[];
    readonly waitingSince: number;
    readonly now: number;
  }): Promise<void>;
  /** Replaces what is known of partners, offers and numbers; calls that came earlier are joined to them. */
  saveCatalogue(input: {
    readonly networkId: number;
    readonly catalogue: Catalogue;
    readonly now: number;
  }): Promise<void>;
  recordSync(input: {
    readonly networkId: number;
    readonly at: number;
    readonly error: string | null;
  }): Promise<void>;
  setOwnership(input: { readonly mode: OwnershipMode; readonly now: number }): Promise<void>;
  saveLink(input: {
    readonly draft: LinkDraft;
    readonly link: string;
    readonly now: number;
  }): Promise<LinkView>;
  removeLink(input: { readonly id: number }): Promise<void>;
  /** Saves a template; with an earlier start, what it owes for approved conversions is owed in the same transaction. */
  saveTemplate(input: { readonly draft: TemplateDraft; readonly now: number }): Promise<PostbackTemplate>;
  removeTemplate(input: { readonly id: number }): Promise<void>;
  /**
   * Takes up to `limit` due deliveries of receivers that are neither paused nor stopped, oldest conversion first,
   * at most `perReceiver` of one receiver, for the length of the lease. A delivery whose conversion has an earlier
   * unsettled delivery to the same receiver is held back.
   */
  claimDeliveries(input: {
    readonly now: number;
    readonly limit: number;
    readonly perReceiver: number;
    readonly leaseMs: number;
    /** Deliveries already in flight per receiver, counted against `perReceiver`. */
    readonly inFlight: Readonly<Record<string, number>>;
  }): Promise<readonly ClaimedDelivery[]>;
  /**
   * Gives claimed deliveries back untouched, as due as they were, without spending an attempt; null gives back all,
   * for a sender that starts where another one died.
   */
  releaseClaims(input: { readonly deliveryIds: readonly string[] | null }): Promise<void>;
  recordAttempts(input: { readonly outcomes: readonly AttemptOutcome[] }): Promise<void>;
  /** When the next delivery is due or a lease runs out; null when nothing waits. */
  nextDueAt(): Promise<number | null>;
  /** Overdue deliveries spread over the next minute, oldest conversion first (promise 12). */
  spreadOverdue(input: { readonly now: number; readonly overMs: number }): Promise<number>;
  /** Puts a settled or waiting delivery back to due now, keeping its id. @throws DeskError not_found, conflict */
  retryDelivery(input: { readonly deliveryId: string; readonly now: number }): Promise<void>;
  setReceiverPaused(input: {
    readonly receiver: string;
    readonly paused: boolean;
    readonly now: number;
  }): Promise<void>;
  /** Allowing local addresses takes up again what the address guard had stopped on the way to this receiver. */
  setReceiverAllowLocal(input: { readonly receiver: string; readonly allowLocal: boolean }): Promise<void>;
  /** Takes up again, due now, what the address guard had stopped, whoever its receiver is. */
  retryBlocked(): Promise<void>;
}

/** The store of one workspace. */
export interface DeskStore {
  readonly read: DeskReader;
  readonly write: DeskWriter;
  /** Ends all threads after the work under way; the file is left closed and whole. */
  close(): Promise<void>;
}

/** A pay-per-call network on the wire, for one account. Every call throws a NetworkFault. */
export interface NetworkClient {
  /** The next page after the cursor ("" is the oldest), as bytes; checked for status and kind, not yet parsed. */
  transactionPage(input: {
    readonly cursor: string;
    readonly limit: number;
    readonly signal: AbortSignal;
  }): Promise<Uint8Array>;
  /**
   * The cursor after a page, read from its last row alone; null when the page is empty or it cannot be told cheaply.
   * What the store then commits decides: this only lets the next page be asked for while the last is being stored.
   */
  cursorAfter(page: Uint8Array): string | null;
  /** The page that holds one row by its id, empty when the network does not know it. */
  transactionById(input: {
    readonly transactionId: string;
    readonly signal: AbortSignal;
  }): Promise<Uint8Array>;
  /** Partners, offers and numbers; null when this kind of token may not list them. */
  catalogue(input: { readonly signal: AbortSignal }): Promise<Catalogue | null>;
  /** One small authorised call, to prove address, id and token before they are saved. */
  probe(input: { readonly signal: AbortSignal }): Promise<void>;
}

/** Makes the client of a network from its record and its token. */
export type NetworkClientFactory = (network: NetworkRecord, token: string) => NetworkClient;

/** What one postback request brought back. A `failure` means no answer came; `bodyStart` is at most 64 KiB. */
export type PostbackAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly bodyStart: string;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'failure';
      readonly reason: 'timeout' | 'unreachable' | 'address_refused' | 'cancelled';
      readonly message: string;
      readonly durationMs: number;
    };

/** Sends one postback; never follows a redirect, never throws, never reaches an inner address unless allowed. */
export type PostbackTransport = (input: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly allowLocal: boolean;
  readonly signal: AbortSignal;
}) => Promise<PostbackAnswer>;

/** Finds the token of a network. @throws DeskError unauthorised, no_keyring when it cannot be had */
export type TokenSource = (network: NetworkRecord) => Promise<string>;

/** Where the engine writes what happened; lines carry no secret, no query string and no caller's number. */
export interface EngineLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}
