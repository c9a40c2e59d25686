import type { Money } from '#shared/domain/money.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { SubIdValues } from '#shared/domain/sub-ids.ts';
import type { TokenReference } from './network-record.ts';

/** A TUNE network as the store keeps it. */
export interface TuneAccount {
  readonly id: number;
  readonly kind: 'tune';
  readonly name: string;
  readonly baseUrl: string;
  /** The network's id at TUNE, the beginning of its host names. */
  readonly networkId: string;
  /** IANA; null when the network is asked for its own. */
  readonly timeZone: string | null;
  /** Of every amount that names no other. */
  readonly currency: string;
  /** The Invoca account whose calls TUNE counts; null when there is none, or it is not known which of several. */
  readonly callsNetworkId: number | null;
  readonly token: TokenReference;
  readonly practice: boolean;
  readonly createdAt: number;
  readonly lastSuccessAt: number | null;
  readonly lastError: string | null;
}

/** What adding a TUNE network takes. */
export type NewTuneAccount = Pick<
  TuneAccount,
  'name' | 'baseUrl' | 'networkId' | 'timeZone' | 'currency' | 'token' | 'practice'
> & {
  /** Without it, the only Invoca account there is. */
  readonly callsNetworkId?: number | null;
};

/** An offer as TUNE lists it. `status` is TUNE's word. */
export interface TuneOffer {
  readonly offerId: string;
  readonly name: string;
  readonly status: string;
  readonly protocol: string;
  readonly advertiserId: string;
  readonly advertiserName: string;
  readonly payout: Money;
  readonly revenue: Money;
  readonly refId: string;
  readonly requiresApproval: boolean;
  readonly hasGoals: boolean;
}

/** A partner as TUNE lists it, without any personal data of its users. `status` is TUNE's word. */
export interface TunePartner {
  readonly partnerId: string;
  readonly name: string;
  readonly status: string;
  readonly refId: string;
}

/** A further event of an offer that is paid by itself. */
export interface TuneGoal {
  readonly goalId: string;
  readonly offerId: string;
  readonly name: string;
  readonly status: string;
  readonly protocol: string;
  readonly payout: Money;
  readonly revenue: Money;
}

/** What TUNE itself calls or shows when a conversion happens: TUNE's OfferPixel. */
export interface TunePostback {
  readonly postbackId: string;
  /** `0`: of all partners. */
  readonly partnerId: string;
  /** `0`: for all offers. */
  readonly offerId: string;
  /** Null: for the offer itself. */
  readonly goalId: string | null;
  readonly type: 'url' | 'image' | 'code';
  readonly status: 'active' | 'pending' | 'rejected' | 'deleted';
  readonly code: string;
  /** UTC milliseconds; null when TUNE does not tell. */
  readonly modifiedAt: number | null;
}

/** A row of TUNE's conversions report. */
export interface TuneConversion {
  readonly tuneEventId: string;
  /** TUNE's session; empty for a call nobody clicked for. */
  readonly sessionId: string;
  readonly status: ConversionStatus;
  /** 51: TUNE made it of an Invoca call (tune.md 6). */
  readonly statusCode: number | null;
  readonly offerId: string;
  readonly offerName: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly goalId: string;
  readonly payout: Money;
  readonly revenue: Money;
  /** UTC milliseconds; of the two that one reading of the clock can mean in autumn, the first. */
  readonly at: number;
  /** `aff_sub`, for a call the promo number; empty when TUNE has none. */
  readonly number: string;
  readonly subIds: SubIdValues;
}

/** An Invoca transaction as TUNE has copied it, and the conversion that was made of it where one was. */
export interface TuneInvocaRecord {
  readonly transactionId: string;
  readonly transactionType: string;
  /** Null when it corrects none. */
  readonly correctsTransactionId: string | null;
  readonly result: string;
  readonly offerId: string;
  readonly partnerId: string;
  /** Ten digits of the caller; empty when withheld. */
  readonly caller: string;
  readonly payout: Money;
  readonly revenue: Money;
  readonly durationSeconds: number;
  /** The start of the call in UTC milliseconds. */
  readonly at: number;
  readonly addedToConversions: boolean;
}

/** A host name on which TUNE counts clicks. */
export interface TuneHostname {
  readonly domain: string;
  readonly type: string;
  readonly status: string;
}

interface Period {
  /** UTC milliseconds. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

interface Asking {
  readonly signal: AbortSignal;
}

/** What of a conversion is the owner's to write. */
export interface TuneConversionState {
  readonly status: ConversionStatus;
  readonly payout: Money;
  readonly revenue: Money;
}

/** A TUNE network on the wire. Every call throws a NetworkFault. */
export interface TuneClient {
  /** One small authorised call, to prove address, id and key before they are saved; and the network's own time zone. */
  probe(input: Asking): Promise<{ readonly timeZone: string }>;
  /** Pay-per-call offers, whatever their status. */
  offers(input: Asking): Promise<readonly TuneOffer[]>;
  partners(input: Asking): Promise<readonly TunePartner[]>;
  goals(input: Asking): Promise<readonly TuneGoal[]>;
  /** Of every offer, partner, type and status. */
  postbacks(input: Asking): Promise<readonly TunePostback[]>;
  /** Conversions of the period, oldest first, each once. */
  conversions(input: Period & Asking): Promise<readonly TuneConversion[]>;
  /** Calls that started in the period, with their corrections, oldest first. */
  invocaRecords(input: Period & Asking): Promise<readonly TuneInvocaRecord[]>;
  /** Which Invoca transaction each conversion that TUNE made of a call of the period came from, by `tuneEventId`. */
  invocaTransactions(input: Period & Asking): Promise<ReadonlyMap<string, string>>;
  hostnames(input: Asking): Promise<readonly TuneHostname[]>;
  /** What TUNE has of one conversion now. @throws NetworkFault invalid when it has none of this id */
  conversionState(input: { readonly tuneEventId: string } & Asking): Promise<TuneConversionState>;
  /**
   * Writes, sent once: what came of one without an answer is not known, unless its fault is `unsent`. Only for the mode
   * in which this app writes to TUNE (tune.md 12).
   */
  setStatus(
    input: { readonly tuneEventId: string; readonly status: ConversionStatus } & Asking,
  ): Promise<void>;
  /** Status, payout and revenue in one call. @throws RangeError when an amount is of another currency than the network's */
  setState(
    input: { readonly tuneEventId: string; readonly state: TuneConversionState } & Asking,
  ): Promise<void>;
  /** @throws RangeError when the amount is of another currency than the network's */
  setPayout(input: { readonly tuneEventId: string; readonly payout: Money } & Asking): Promise<void>;
  /** The note is shown to the partner. */
  setNote(input: { readonly tuneEventId: string; readonly note: string } & Asking): Promise<void>;
}

/** Makes the client of a TUNE network from its record and its API key. */
export type TuneClientFactory = (account: TuneAccount, token: string) => TuneClient;
