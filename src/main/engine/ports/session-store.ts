import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import type { UpcomingEnd } from '#shared/domain/session-expiry.ts';
import type {
  Forecast,
  ForecastRequest,
  SessionCampaign,
  SessionDetail,
  SessionFilter,
  SessionOrigin,
  SessionPage,
  SessionRow,
} from '#shared/ipc/sessions.ts';

/** An update of a number's information that waits to be sent. */
export interface WaitingUpdate {
  readonly seq: number;
  readonly update: InformationUpdate;
  readonly expectedVersion: number | null;
}

/** Session numbers, their history and what is to come of them. */
export interface SessionReads {
  sessionPage(input: {
    readonly filter: SessionFilter;
    readonly index: number;
    readonly limit: number;
  }): Promise<SessionPage>;
  /** @throws DeskError not_found */
  sessionDetail(input: { readonly id: number }): Promise<SessionDetail>;
  /** @throws DeskError not_found */
  sessionNumber(input: { readonly id: number }): Promise<SessionRow>;
  /** The number with this session id; the newest when several accounts know it. Null when there is none. */
  sessionByNetworkId(input: {
    readonly sessionId: string;
    readonly networkId: number | null;
  }): Promise<SessionRow | null>;
  sessionByReference(input: {
    readonly networkId: number;
    readonly campaignId: string;
    readonly clientReference: string;
  }): Promise<SessionRow | null>;
  /** The first information a requested number is asked for with; null for none. */
  firstInformation(input: { readonly sessionNumberId: number }): Promise<SessionInformation | null>;
  /** Queued entries from `seq` on, in order, at most so many. The first information is none of them. */
  waitingUpdates(input: {
    readonly sessionNumberId: number;
    readonly from: number;
    readonly limit: number;
  }): Promise<readonly WaitingUpdate[]>;
  sessionCampaigns(): Promise<readonly SessionCampaign[]>;
  /** Active numbers that end before `before`, soonest first, with how many there are in all. */
  sessionsEnding(input: {
    readonly before: number;
    readonly limit: number;
  }): Promise<{ readonly count: number; readonly first: readonly UpcomingEnd[] }>;
  /** When the next active number ends; null when none is active. By our clock. */
  nextSessionEnd(): Promise<number | null>;
  poolForecast(input: ForecastRequest & { readonly now: number }): Promise<Forecast>;
}

/** What became of asking for a number: a job that waits, or the record that was there. */
export interface RequestedNumber {
  readonly row: SessionRow;
  /** False when this reference had made a number, or asked for one, before. */
  readonly fresh: boolean;
  readonly jobId: number;
  /** The job's lane. */
  readonly lane: string;
}

/** Asking for numbers and changing what is stored with them. Each is a job from the moment it is written. */
export interface SessionWrites {
  /**
   * Asks for a number under its client reference. The same reference again gives the record there is; one that failed
   * is asked for anew with what is given now. @throws DeskError not_found, conflict
   */
  requestSession(input: {
    readonly networkId: number;
    readonly campaignId: string;
    readonly clientReference: string;
    readonly ttlSeconds: number | null;
    readonly information: SessionInformation | null;
    readonly purpose: SessionOrigin;
    readonly batchId: number | null;
    readonly now: number;
  }): Promise<RequestedNumber>;
  /**
   * Adds an update to a number's history, to be sent not before `dueAt`. It may be added before the number has come.
   * @throws DeskError not_found; conflict when the session is over
   */
  queueUpdate(input: {
    readonly sessionNumberId: number;
    readonly by: SessionOrigin;
    readonly update: InformationUpdate;
    readonly expectedVersion: number | null;
    readonly batchId: number | null;
    readonly dueAt: number;
    readonly now: number;
  }): Promise<{ readonly seq: number; readonly jobId: number; readonly lane: string }>;
  /** @throws DeskError not_found, conflict, not_permitted when the account does not offer it */
  queueRelease(input: {
    readonly sessionNumberId: number;
    readonly now: number;
  }): Promise<{ readonly jobId: number; readonly lane: string }>;
  /** Takes an update back that was not sent yet. @throws DeskError not_found, conflict */
  cancelUpdate(input: {
    readonly sessionNumberId: number;
    readonly seq: number;
    readonly now: number;
  }): Promise<void>;
  /**
   * Marks the numbers whose session ended by now, by each account's clock, and settles updates that came too late.
   */
  endSessions(input: { readonly now: number }): Promise<{
    readonly ended: number;
    /** Updates that were settled as not applied. */
    readonly notApplied: number;
  }>;
}
