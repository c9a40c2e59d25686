import { localHour } from '../network-time.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { PLACES, type Place } from '../world/places.ts';
import type { PracticeWorld, PromoNumber } from '../world/practice-world.ts';
import type { Outcome } from './outcomes.ts';

/** Who rang, from where. The phone number is ten digits with dashes. */
export interface Caller {
  readonly phone: string;
  readonly place: Place;
  readonly mobile: boolean;
}

/**
 * The session number a call came in on: lent from a RingPool to one visitor, whose parameters it remembers; an
 * overflow number remembers none. It is none of the promo numbers.
 */
export interface SessionNumber {
  readonly poolId: number;
  readonly lineId: string;
  readonly params: readonly (readonly [string, string])[];
}

/** A call as it happened. Times in ms since 1970, durations in whole seconds. */
export interface PracticeCall {
  readonly completeCallId: string;
  readonly startedAt: number;
  readonly promoNumber: PromoNumber;
  readonly caller: Caller;
  readonly ivrSeconds: number;
  readonly connectSeconds: number;
  readonly keypress: string;
  readonly hangup: string;
  readonly outcome: Outcome;
  readonly session: SessionNumber | undefined;
  /** True when this account spells results for people ("Not Paid"). */
  readonly readable: boolean;
  readonly crmId: string;
  readonly saleCents: number;
}

const ID_CHARACTERS = '0123456789ABCDEF';
const WEEKEND_SHARE = 0.45;

/**
 * Draws an Invoca id: mostly the shape of the documentation (`first` characters, dash, hexadecimal digits),
 * one in twenty with 12 and one in twenty with 32 characters.
 */
export function drawId(random: SeededRandom, first: number): string {
  const draw = random.next();
  if (draw < 0.05) return random.text(12, ID_CHARACTERS);
  if (draw < 0.1) return random.text(32, ID_CHARACTERS);
  return `${random.text(first, ID_CHARACTERS)}-${random.text(16 - first, ID_CHARACTERS)}`;
}

/** How busy the phones are at an instant, from 0 (silent) to 1: a working day, fewer at night and weekends. */
export function callsAt(instant: number): number {
  const { hour, weekday } = localHour(instant);
  const byHour = hour < 6 || hour > 21 ? 0.04 : hour < 8 || hour > 18 ? 0.35 : hour === 12 ? 0.75 : 1;
  return weekday === 0 || weekday === 6 ? byHour * WEEKEND_SHARE : byHour;
}

/** Draws the number that rings, busier offers more often; throws when the world has no such number. */
export function drawNumber(random: SeededRandom, world: PracticeWorld, line: Outcome['line']): PromoNumber {
  const candidates = world.promoNumbers.filter(
    ({ partner }) => (partner === undefined) === (line === 'campaign'),
  );
  const total = candidates.reduce((sum, { offer }) => sum + offer.callsForTen, 0);
  let rest = random.next() * total;
  for (const candidate of candidates) {
    rest -= candidate.offer.callsForTen;
    if (rest < 0) return candidate;
  }
  return random.pick(candidates);
}

/** Draws someone new on the line. */
export function drawCaller(random: SeededRandom): Caller {
  const place = random.pick(PLACES);
  return {
    phone: `${place.areaCode}-555-0${random.whole(100, 199)}`,
    place,
    mobile: random.chance(0.7),
  };
}

/**
 * The session number of a call for this promo number's partner: one call in seven of the partners that
 * track clicks, none of the others.
 */
export function drawSession(random: SeededRandom, { partner }: PromoNumber): SessionNumber | undefined {
  if (partner?.subIdStyle !== 'click' || !random.chance(0.15)) return undefined;
  const poolId = 500 + (partner.id % 100);
  const lineId = `pool-${poolId}-${random.whole(1, 12)}`;
  return { poolId, lineId, params: [['aff_sub2', `clk_${random.text(12, '0123456789abcdef')}`]] };
}

/** What a call is made from besides chance. */
export interface CallSetting {
  readonly completeCallId: string;
  readonly startedAt: number;
  readonly promoNumber: PromoNumber;
  readonly caller: Caller;
  readonly outcome: Outcome;
  readonly session: SessionNumber | undefined;
}

/** Draws the rest of a call; its length fits what will be paid for it. */
export function drawCall(random: SeededRandom, setting: CallSetting): PracticeCall {
  const { offer } = setting.promoNumber;
  const pays = setting.outcome.steps.some(({ pay }) => pay !== 'nothing');
  const bonus = setting.outcome.steps.some(({ pay }) => pay === 'base and bonus');
  const shortest = bonus ? offer.bonusSeconds + 5 : pays ? offer.minimumSeconds + 5 : 4;
  const longest = bonus
    ? 900
    : pays
      ? Math.max(offer.bonusSeconds - 5, shortest + 60)
      : offer.minimumSeconds - 5;
  return {
    ...setting,
    ivrSeconds: random.whole(8, 40),
    connectSeconds: random.whole(shortest, longest),
    keypress: random.pick(['1', '1', '2', '3']),
    hangup: random.pick([
      'Caller: NORMAL_CLEARING',
      'Destination: NORMAL_CLEARING',
      'Caller: ORIGINATOR_CANCEL',
    ]),
    readable: random.chance(0.12),
    crmId: `crm-${random.whole(10_000, 99_999)}`,
    saleCents: random.whole(900, 9_000) * 100,
  };
}
