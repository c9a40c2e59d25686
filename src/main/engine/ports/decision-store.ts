import type { ConflictRule, DecisionChange } from '#shared/domain/decision.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { ConversionFilter } from '#shared/ipc/conversions.ts';
import type { DecisionAct, DecisionConflict, StatusMapChange, StatusMapView } from '#shared/ipc/decisions.ts';

/** What some conversions would say after a change. Money is what approved ones pay, in minor units. */
export interface ChangeEffect {
  readonly count: number;
  readonly changed: number;
  readonly conflicts: number;
  readonly before: Record<ConversionStatus, number>;
  readonly after: Record<ConversionStatus, number>;
  readonly money: readonly {
    readonly currency: string;
    readonly before: number;
    readonly after: number;
  }[];
  readonly currencies: readonly string[];
  /** Postbacks that would be owed, of those conversions that were looked at for them. */
  readonly postbacks: readonly { readonly receiver: string; readonly count: number }[];
  readonly example: { readonly receiver: string; readonly url: string; readonly event: string } | null;
  /** Conversions that may owe one and were not looked at, since there are too many. */
  readonly postbacksUnseen: number;
}

/** How many conversions carry a result of a network and stand alike. */
export interface ResultTally {
  readonly rawResult: string;
  readonly status: ConversionStatus;
  /** Whether a person decided about them. */
  readonly decided: boolean;
  readonly count: number;
  readonly payout: number;
}

/** Decisions, conflicts, and status maps. */
export interface DecisionReads {
  /** Ids of the conversions a filter shows, in their order, after an id. */
  conversionIds(input: {
    readonly filter: ConversionFilter;
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly number[]>;
  /** What a decision would do to these. `postbacksFor`: for how many of them to look what they would owe. */
  decisionEffect(input: {
    readonly ids: readonly number[];
    readonly change: DecisionChange;
    readonly postbacksFor: number;
  }): Promise<ChangeEffect>;
  decisionActs(input: {
    readonly before: number | null;
    readonly limit: number;
  }): Promise<readonly DecisionAct[]>;
  /** Those begun and not brought to their end, oldest first. */
  unfinishedActs(): Promise<readonly DecisionAct[]>;
  /** The act with this id. @throws DeskError not_found */
  decisionAct(input: { readonly id: number }): Promise<DecisionAct>;
  decisionConflicts(input: {
    readonly after: number;
    readonly limit: number;
  }): Promise<{ readonly count: number; readonly rows: readonly DecisionConflict[] }>;
  /** The status map of a network with what its conversions carry. @throws DeskError not_found */
  statusMap(input: { readonly networkId: number }): Promise<StatusMapView>;
  /** What a change of the map would do to what is stored. @throws DeskError not_found */
  statusMapEffect(input: {
    readonly networkId: number;
    readonly changes: readonly StatusMapChange[];
    readonly postbacksFor: number;
  }): Promise<ChangeEffect>;
}

/** What one call did: conversions gone through, and deliveries owed by it. */
export interface SomeDone {
  readonly changed: number;
  readonly owed: number;
}

/** The same with whether there is more to do, and the act as it is then. */
export interface SomeMore extends SomeDone {
  readonly more: boolean;
  readonly act: DecisionAct;
}

/** Writes of decisions. Each call is one short transaction; who begins an act calls until it is done. */
export interface DecisionWrites {
  /** Begins an act about these conversions and writes them down, so that a stop of the app cuts nothing short. */
  beginAct(input: {
    readonly what:
      | { readonly kind: 'decide'; readonly text: string; readonly change: DecisionChange }
      | { readonly kind: 'settle'; readonly text: string; readonly winner: 'decision' | 'network' };
    readonly reason: string;
    readonly author: string;
    readonly ids: readonly number[];
    readonly now: number;
  }): Promise<number>;
  /** Decides about, or settles, some more conversions of an act; the last of them end it. @throws DeskError not_found */
  carryOutSome(input: { readonly actId: number; readonly now: number }): Promise<SomeMore>;
  /** @throws DeskError not_found, conflict when it is taken back already */
  beginUndo(input: { readonly actId: number; readonly now: number }): Promise<DecisionAct>;
  /** Takes some of an act back: what stood before stands again, and postbacks it owes that were never tried are withdrawn. */
  undoSome(input: {
    readonly actId: number;
    readonly limit: number;
    readonly now: number;
  }): Promise<SomeMore>;
  /** @throws DeskError conflict while another change of this map is carried out */
  changeStatusMap(input: {
    readonly networkId: number;
    readonly changes: readonly StatusMapChange[];
    readonly text: string;
    readonly reason: string;
    readonly author: string;
    readonly total: number;
    readonly now: number;
  }): Promise<DecisionAct>;
  /** @throws DeskError conflict when the map was changed again since */
  undoStatusMap(input: { readonly actId: number; readonly now: number }): Promise<DecisionAct>;
  /** Brings some conversions to a changed map. */
  remapSome(input: {
    readonly actId: number;
    readonly limit: number;
    readonly now: number;
  }): Promise<SomeMore>;
  setConflictRule(input: { readonly networkId: number; readonly rule: ConflictRule }): Promise<void>;
}
