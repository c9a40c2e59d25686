import type { NumberOrder } from '#shared/domain/number-order.ts';
import type { CampaignStanding } from '#shared/domain/campaign-access.ts';
import type { CampaignApplication, PartnerCampaignRequest, PartnerCampaigns } from '#shared/ipc/campaigns.ts';
import type {
  NumberChange,
  NumberConsequence,
  NumberDetail,
  NumberFilter,
  NumberMove,
  NumberPage,
  NumberState,
} from '#shared/ipc/numbers.ts';
import type {
  AllocationFilter,
  AllocationPage,
  AllocationRequest,
  RingPoolChange,
  RingPoolRequest,
  RingPoolRow,
} from '#shared/ipc/ring-pools.ts';
import type { AllocationWish, InvocaIds, NumberPlace, PoolOrder, PoolPlace } from './numbers-client.ts';

/** What a job about a number works with, as the store has it when the try begins. */
export interface NumberTask {
  readonly networkId: number;
  readonly state: NumberState;
  readonly place: NumberPlace;
  readonly invocaIds: InvocaIds;
  readonly idFromNetwork: string;
  readonly order: NumberOrder;
  /**
   * Until when the network may still be making it, so that finding nothing proves nothing; null while it surely was not
   * asked to.
   */
  readonly quietUntil: number | null;
}

/** What a job about a ring pool works with. */
export interface PoolTask {
  readonly networkId: number;
  readonly state: NumberState;
  readonly place: PoolPlace;
  readonly idFromNetwork: string;
  readonly order: PoolOrder;
  readonly quietUntil: number | null;
}

/** What a job that lends numbers works with: the sessions that have none yet. */
export interface AllocationTask {
  readonly place: PoolPlace;
  readonly idFromNetwork: string;
  readonly wishes: readonly (AllocationWish & { readonly allocationId: number })[];
}

/** What checks of many rows need to know of one network, all of it at once. */
export interface NumbersContext {
  readonly offers: readonly {
    readonly offerId: string;
    readonly name: string;
    readonly advertiserId: string;
  }[];
  readonly partners: readonly { readonly partnerId: string; readonly name: string }[];
  /** By {@link pairKey}; a pair that is not there has no relation and no number. */
  readonly standings: ReadonlyMap<string, CampaignStanding>;
}

/** One number to be asked for. */
export interface NewNumber {
  /** The line of the form or file it comes from, from 1. */
  readonly line: number;
  readonly offerId: string;
  readonly partnerId: string;
  readonly order: NumberOrder;
}

/** A row nothing is asked for, kept so that the result tells of it. */
export interface SkippedRow {
  readonly line: number;
  readonly offerId: string;
  readonly partnerId: string;
  readonly description: string;
  readonly reason: string;
}

/** One line of a batch's result: what was asked for and what came of it. */
export interface BatchResultRow {
  readonly seq: number;
  readonly line: number;
  readonly offerId: string;
  readonly offerName: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly description: string;
  readonly idFromNetwork: string;
  readonly invocaId: string;
  readonly number: string;
  readonly baseLink: string;
  readonly state: NumberState | 'skipped';
  readonly reason: string;
}

/** The key of an offer and a partner in {@link NumbersContext.standings}. */
export function pairKey(offerId: string, partnerId: string): string {
  return `${offerId}\n${partnerId}`;
}

/** Campaigns, numbers and ring pools, as screens and jobs see them. */
export interface NumbersReads {
  partnerCampaigns(input: PartnerCampaignRequest & { readonly now: number }): Promise<PartnerCampaigns>;
  numbersContext(input: { readonly networkId: number }): Promise<NumbersContext>;
  numberPage(input: {
    readonly filter: NumberFilter;
    readonly index: number;
    readonly limit: number;
    readonly now: number;
  }): Promise<NumberPage>;
  /** @throws DeskError not_found */
  numberDetail(input: { readonly id: number; readonly now: number }): Promise<NumberDetail>;
  /** What giving back means, or moving where `to` is given. @throws DeskError not_found */
  numberConsequence(input: {
    readonly id: number;
    readonly to: NumberMove['to'] | null;
  }): Promise<NumberConsequence>;
  /** Null when there is no such number. */
  numberTask(input: { readonly numberId: number }): Promise<NumberTask | null>;
  /** Null when the network's catalogue does not name the offer. */
  offerPlace(input: { readonly networkId: number; readonly offerId: string }): Promise<PoolPlace | null>;
  ringPools(input: {
    readonly networkId: number | null;
    readonly offerId: string | null;
    readonly now: number;
  }): Promise<readonly RingPoolRow[]>;
  poolTask(input: { readonly ringPoolId: number }): Promise<PoolTask | null>;
  allocationPage(input: {
    readonly filter: AllocationFilter;
    readonly index: number;
    readonly limit: number;
    readonly now: number;
  }): Promise<AllocationPage>;
  allocationTask(input: {
    readonly ringPoolId: number;
    readonly allocationIds: readonly number[];
  }): Promise<AllocationTask | null>;
  /** A batch's result in its own order, after the given row. */
  batchResult(input: {
    readonly batchId: number;
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly BatchResultRow[]>;
}

/** What is asked of networks about numbers. Each makes the records and the jobs that carry it out, together. */
export interface NumbersWrites {
  /** Numbers with ids of our own and a job for each, in one batch when it has a name. @throws DeskError not_found */
  requestNumbers(input: {
    readonly networkId: number;
    readonly batchName: string | null;
    readonly numbers: readonly NewNumber[];
    readonly skipped: readonly SkippedRow[];
    readonly now: number;
  }): Promise<{ readonly batchId: number | null; readonly numberIds: readonly number[] }>;
  /** Notes, before the network is asked to make a number, that it may be made from now on. */
  numberAsked(input: { readonly numberId: number; readonly quietUntil: number }): Promise<void>;
  /** @throws DeskError not_found, conflict */
  changeNumber(input: NumberChange & { readonly now: number }): Promise<{ readonly jobId: number }>;
  moveNumber(input: NumberMove & { readonly now: number }): Promise<{ readonly jobId: number }>;
  removeNumber(input: { readonly id: number; readonly now: number }): Promise<{ readonly jobId: number }>;
  requestRingPool(input: RingPoolRequest & { readonly now: number }): Promise<{ readonly id: number }>;
  ringPoolAsked(input: { readonly ringPoolId: number; readonly quietUntil: number }): Promise<void>;
  changeRingPool(input: RingPoolChange & { readonly now: number }): Promise<{ readonly jobId: number }>;
  removeRingPool(input: { readonly id: number; readonly now: number }): Promise<{ readonly jobId: number }>;
  requestAllocations(
    input: AllocationRequest & { readonly now: number },
  ): Promise<{ readonly batchId: number; readonly allocations: number }>;
  /** @throws DeskError not_found, conflict */
  applyToCampaign(input: CampaignApplication & { readonly now: number }): Promise<{ readonly jobId: number }>;
}
