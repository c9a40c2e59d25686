import type { DeskMode } from '#shared/domain/desk-mode.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type {
  ModePreview,
  TuneConversionPage,
  TuneConversionShow,
  TunePostbackView,
} from '#shared/ipc/tune.ts';
import type {
  NewTuneAccount,
  TuneAccount,
  TuneConversion,
  TuneConversionState,
  TuneInvocaRecord,
  TunePostback,
} from './tune-client.ts';

/** What is known of a TUNE network beside its account. Instants are UTC milliseconds. */
export interface TuneAccountState {
  readonly account: TuneAccount;
  /** Null while the desk writes nothing there. */
  readonly writesSince: number | null;
  /** When everything was last read; null before the first time. */
  readonly readAt: number | null;
  /** From when on conversions and records are known. */
  readonly readFrom: number | null;
  /** The zone in which it tells its times; '' before it was read. */
  readonly zone: string;
  readonly counts: {
    readonly offers: number;
    readonly partners: number;
    readonly goals: number;
    readonly postbacks: number;
    readonly conversions: number;
    readonly records: number;
  };
  /** Conversions that TUNE tells otherwise than the desk, when it was last read; those still on their way not counted. */
  readonly differences: number;
  /** Conversions of calls which the desk does not have. */
  readonly unmatched: number;
  /** When the newest call started that TUNE took over by itself. */
  readonly newestImportedAt: number | null;
  /** Postbacks that tell partners whom a template tells too, and that nobody has acknowledged. */
  readonly unsettled: number;
  /** Deliveries that wait for that. */
  readonly held: number;
}

/** What TUNE networks hold, as last read, and who owns conversions. */
export interface TuneReads {
  tuneStates(): Promise<readonly TuneAccountState[]>;
  /** Those that tell partners twice come first. */
  tunePostbackList(input: { readonly networkId: number }): Promise<readonly TunePostbackView[]>;
  /** Newest first. */
  tuneConversionPage(input: {
    readonly networkId: number;
    readonly show: TuneConversionShow;
    /** The last row of the page before; null for the first page. */
    readonly after: { readonly at: number; readonly id: number } | null;
    readonly limit: number;
    readonly now: number;
  }): Promise<TuneConversionPage>;
  deskMode(): Promise<DeskMode>;
  /** What switching would change, and what stands in its way. */
  modePreview(input: {
    readonly mode: DeskMode;
    readonly importOff: boolean;
    readonly now: number;
  }): Promise<ModePreview>;
  /** What a job about a conversion of TUNE is to write; null when it is nobody's to write any more. */
  tuneWriteTask(input: {
    readonly networkId: number;
    readonly tuneEventId: string;
    readonly conversionId: number;
  }): Promise<{ readonly account: TuneAccount; readonly state: TuneConversionState } | null>;
}

/** One conversion of TUNE as it was read. */
export interface ReadTuneConversion extends TuneConversion {
  /** The Invoca transaction it came from; '' when TUNE did not tell. */
  readonly transactionId: string;
}

/** Keeping what TUNE networks hold, and deciding who owns conversions. */
export interface TuneWrites {
  /**
   * Changes an account; its key stays. Another network id forgets what was read.
   * @throws DeskError not_found; conflict when it is connected already
   */
  changeTuneAccount(input: {
    readonly id: number;
    readonly change: Omit<NewTuneAccount, 'token' | 'practice'>;
  }): Promise<TuneAccount>;
  /**
   * Keeps TUNE's postbacks in place of those of the last time. An acknowledged one that changed since has to be
   * acknowledged again; deliveries are held or let go by what is now, and `moved` says how many.
   */
  saveTunePostbacks(input: {
    readonly networkId: number;
    readonly postbacks: readonly TunePostback[];
    readonly now: number;
  }): Promise<{ readonly moved: number }>;
  saveTuneConversions(input: {
    readonly networkId: number;
    readonly conversions: readonly ReadTuneConversion[];
    readonly now: number;
  }): Promise<void>;
  saveInvocaRecords(input: {
    readonly networkId: number;
    readonly records: readonly TuneInvocaRecord[];
    readonly now: number;
  }): Promise<void>;
  /**
   * A reading that began at `startedAt` is whole: what it did not find of its period is not there any more,
   * conversions are joined to the desk's, and differences are counted.
   */
  finishTuneReading(input: {
    readonly networkId: number;
    readonly from: number;
    readonly to: number;
    readonly startedAt: number;
    readonly zone: string;
    readonly counts: { readonly offers: number; readonly partners: number; readonly goals: number };
    readonly now: number;
  }): Promise<{ readonly differences: number }>;
  /** Says that a partner may be told by both, or takes that back. @throws DeskError not_found */
  acknowledgeTunePostback(input: {
    readonly networkId: number;
    readonly postbackId: string;
    readonly acknowledged: boolean;
    readonly now: number;
  }): Promise<void>;
  /** Adds a job for each conversion that TUNE tells otherwise, where the desk writes; says how many are new. */
  planTuneWrites(input: { readonly now: number }): Promise<number>;
  /** @throws DeskError conflict with what stands in the way */
  setDeskMode(input: {
    readonly mode: DeskMode;
    readonly importOff: boolean;
    readonly now: number;
  }): Promise<void>;
}

/** A conversion of TUNE was written, or was found to be as it should. */
export interface TuneWritten {
  readonly kind: 'tune.written';
  readonly networkId: number;
  readonly tuneEventId: string;
  readonly status: ConversionStatus;
  readonly payout: number;
  readonly revenue: number;
}
