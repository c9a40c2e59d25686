import { z } from 'zod';
import type { NumberWish } from '../../world/number-supply.ts';
import { PLACES } from '../../world/places.ts';
import type { RingPoolTerms } from '../../world/ring-pool.ts';
import { fieldErrors, invalidInput, recordInvalid } from '../answers.ts';

/** What the body of a POST or PUT says; what is undefined was left out. */
export interface RingPoolOrder {
  readonly idFromNetwork: string | undefined;
  readonly allowOverflow: boolean | undefined;
  readonly terms: RingPoolTerms;
}

const text = z.union([z.string(), z.number()]).transform(String);
const body = z.object({
  id_from_network: text.optional(),
  name: z.string().nullish(),
  lifetime_seconds: z.number().optional(),
  max_pool_size: z.number().optional(),
  preferred: z.boolean().optional(),
  fill_immediately: z.boolean().optional(),
  allow_overflow: z.boolean().optional(),
  local_center: z.record(z.string(), text).nullish(),
  local_number_preferences: z
    .object({ allocation_fallback_strategy: z.string().optional() })
    .loose()
    .optional(),
  tn_prefix_whitelist: z.array(text).optional(),
  destination_phone_number: text.nullish(),
  destination_type: z.string().optional(),
});
type OrderBody = z.infer<typeof body>;

const CENTERS: readonly (readonly string[])[] = [['tn_prefix'], ['zipcode'], ['latitude', 'longitude']];
const DEFAULT_LIFETIME = 1800;
const DEFAULT_SIZE = 2;
const LARGEST_POOL = 100;

function isWhole(value: number | undefined, most: number): boolean {
  return value === undefined || (Number.isInteger(value) && value >= 1 && value <= most);
}

function fieldProblems(order: OrderBody): Record<string, string[]> {
  const problems: Record<string, string[]> = {};
  if ((order.name ?? '').trim() === '') problems['name'] = ["can't be blank"];
  if (!isWhole(order.lifetime_seconds, 31_536_000)) problems['lifetime_seconds'] = ['must be greater than 0'];
  if (!isWhole(order.max_pool_size, LARGEST_POOL))
    problems['max_pool_size'] = [`must be between 1 and ${LARGEST_POOL}`];
  if (!['Advertiser', 'API'].includes(order.destination_type ?? 'Advertiser'))
    problems['destination_type'] = ['is not included in the list'];
  return problems;
}

function nearest(place: string): string[] {
  let hash = 0;
  for (const character of place) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  const found = PLACES[hash % PLACES.length];
  return found === undefined ? [] : [found.areaCode];
}

function wishOf(order: OrderBody): NumberWish {
  const center = order.local_center ?? undefined;
  const allowed = order.tn_prefix_whitelist;
  if (center === undefined) return allowed ?? 'toll-free';
  const keys = Object.keys(center).toSorted();
  if (!CENTERS.some((known) => known.join(',') === keys.join(',')))
    throw recordInvalid('Invalid Key in Local Center.');
  const prefix = center['tn_prefix'];
  const near = prefix === undefined ? nearest(Object.values(center).join(' ')) : [prefix];
  return near.filter((code) => allowed === undefined || allowed.includes(code));
}

function fallbackOf(order: OrderBody): RingPoolTerms['fallback'] {
  const strategy = order.local_number_preferences?.allocation_fallback_strategy ?? 'UseTollFree';
  if (strategy === 'UseTollFree' || strategy === 'Wait') return strategy;
  throw recordInvalid(`Allocation fallback strategy ${strategy} is not known.`);
}

/** Reads the body of a ring pool request; throws the 403 answers of invoca.md 3. */
export function readRingPoolOrder(json: unknown): RingPoolOrder {
  const parsed = body.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalidInput(`${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'not valid'}`);
  }
  const order = parsed.data;
  const problems = fieldProblems(order);
  if (Object.keys(problems).length > 0) throw fieldErrors(problems);
  return {
    idFromNetwork: order.id_from_network,
    allowOverflow: order.allow_overflow,
    terms: {
      name: order.name ?? '',
      lifetimeSeconds: order.lifetime_seconds ?? DEFAULT_LIFETIME,
      maxPoolSize: order.max_pool_size ?? DEFAULT_SIZE,
      preferred: order.preferred ?? false,
      fillImmediately: order.fill_immediately ?? false,
      destinationPhoneNumber: order.destination_phone_number ?? null,
      destinationType: order.destination_type === 'API' ? 'API' : 'Advertiser',
      localCenter: order.local_center ?? null,
      wish: wishOf(order),
      fallback: fallbackOf(order),
    },
  };
}
