import type { ConversionStatus } from './status.ts';

/**
 * What a template can tell of. `reversed`: an approved conversion is not approved any more. `payout_changed`: it is
 * approved and pays another amount than was told.
 */
export type DeliveryEvent = 'approved' | 'pending' | 'rejected' | 'payout_changed' | 'reversed';

/** All events in the order screens list them. */
export const DELIVERY_EVENTS: readonly DeliveryEvent[] = [
  'approved',
  'pending',
  'rejected',
  'payout_changed',
  'reversed',
];

/** What a conversion says: its status, and the payout in minor units of its network's currency. */
export interface SaidOfConversion {
  readonly status: ConversionStatus;
  readonly payout: number;
}

/** One delivery of a conversion to a receiver that is owed or was sent, oldest first in a list of them. */
export interface ToldBefore {
  readonly templateId: number;
  readonly meaning: string;
  /** What it told; null for one of an earlier version, which did not keep it. */
  readonly payout: number | null;
}

/** What of a template decides which changes it tells of. */
export interface EventChoice {
  readonly id: number;
  readonly events: readonly DeliveryEvent[];
  /** Leaves out conversions that pay nothing. */
  readonly onlyWithPayout: boolean;
}

/**
 * The meaning of the delivery a conversion's change owes a template, or null when it owes none. `before` is null for a
 * conversion that said nothing yet; `told` is all that is owed or was sent of it to the template's receiver.
 *
 * An approval is told once, and again only after the receiver was told that it is taken back. All others are told only of
 * a change. A change owes at most one delivery: a reversal is not told a second time as pending or rejected.
 */
export function owedMeaning(
  template: EventChoice,
  before: SaidOfConversion | null,
  after: SaidOfConversion,
  told: readonly ToldBefore[],
): string | null {
  const event = eventOf(template, before, after, told);
  if (event === null || (template.onlyWithPayout && !pays(event, before, after))) return null;
  return meaningOf(event, 1 + timesTold(template.id, event, told));
}

/** The event a meaning stands for: `payout_changed` for `payout_changed:2`, whichever posting of it. */
export function eventOfMeaning(meaning: string): DeliveryEvent {
  const name = meaning.replace(/[:#].*$/s, '');
  return DELIVERY_EVENTS.find((event) => event === name) ?? 'approved';
}

/** Whether what a meaning tells of is still so. */
export function isStillSo(meaning: string, status: ConversionStatus): boolean {
  const event = eventOfMeaning(meaning);
  if (event === 'reversed') return status !== 'approved';
  return event === 'payout_changed' ? status === 'approved' : status === event;
}

/** Which time a meaning tells of its event, from 1. */
export function turnOfMeaning(meaning: string): number {
  return Number(/:(\d+)/.exec(meaning)?.[1] ?? 1);
}

/** Which posting of the same telling a meaning is, from 1: a replay under a new id is a further one. */
export function postingOfMeaning(meaning: string): number {
  return Number(/#(\d+)$/.exec(meaning)?.[1] ?? 1);
}

/** The first time an event is told, its meaning is its name alone; ids of deliveries are made of it. */
function meaningOf(event: DeliveryEvent, turn: number): string {
  return turn === 1 ? event : `${event}:${turn}`;
}

function eventOf(
  template: EventChoice,
  before: SaidOfConversion | null,
  after: SaidOfConversion,
  told: readonly ToldBefore[],
): DeliveryEvent | null {
  const wants = (event: DeliveryEvent): DeliveryEvent | null =>
    template.events.includes(event) ? event : null;
  if (after.status === 'approved') {
    if (!standsAsApproved(template.id, told))
      return wants('approved') ?? payoutEvent(before, after, told, wants);
    return payoutEvent(before, after, told, wants);
  }
  if (before?.status === after.status) return null;
  const plain = wants(after.status);
  return before?.status === 'approved' ? (wants('reversed') ?? plain) : plain;
}

function payoutEvent(
  before: SaidOfConversion | null,
  after: SaidOfConversion,
  told: readonly ToldBefore[],
  wants: (event: DeliveryEvent) => DeliveryEvent | null,
): DeliveryEvent | null {
  const said = before?.status === 'approved' ? before.payout : (told.at(-1)?.payout ?? null);
  return said !== null && said !== after.payout ? wants('payout_changed') : null;
}

/** Whether the receiver was told of the approval by this template and of nothing since that takes it back. */
function standsAsApproved(templateId: number, told: readonly ToldBefore[]): boolean {
  const approved = told.findLastIndex(
    (one) => one.templateId === templateId && eventOfMeaning(one.meaning) === 'approved',
  );
  if (approved === -1) return false;
  return !told.slice(approved + 1).some(({ meaning }) => TAKES_BACK.includes(eventOfMeaning(meaning)));
}

const TAKES_BACK: readonly DeliveryEvent[] = ['pending', 'rejected', 'reversed'];

function timesTold(templateId: number, event: DeliveryEvent, told: readonly ToldBefore[]): number {
  const turns = told
    .filter((one) => one.templateId === templateId && eventOfMeaning(one.meaning) === event)
    .map(({ meaning }) => turnOfMeaning(meaning));
  return Math.max(0, ...turns);
}

/** A reversal counts by what the approval paid, a change of payout by either amount, all else by what is paid now. */
function pays(event: DeliveryEvent, before: SaidOfConversion | null, after: SaidOfConversion): boolean {
  const earlier = before?.payout ?? 0;
  if (event === 'reversed') return earlier > 0;
  return event === 'payout_changed' ? earlier > 0 || after.payout > 0 : after.payout > 0;
}
