import { seededRandom } from '../seeded-random.ts';
import { FAMILY_NAMES, FLOURISHES, GIVEN_NAMES, HANDLE_WORDS } from './follower-names.ts';

/** A follower as the API knows it. `id` is a decimal number of up to 20 digits; most pass 2^53. */
export interface Follower {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly createdAt: string;
  readonly description: string;
  readonly location: string | undefined;
  readonly isProtected: boolean;
  readonly verified: boolean;
  readonly followers: number;
  readonly following: number;
  readonly posts: number;
}

const TOWNS = ['Lisboa', 'Austin, TX', 'Zürich', '東京', 'Nairobi', 'São Paulo', 'Kraków', 'Reykjavík'];
const LONGEST_HANDLE = 15;
const LONGEST_NAME = 50;
const OLD_ACCOUNTS = 0.25;
const SNOWFLAKE_EPOCH = 1_288_834_974_657;
const FIRST_SNOWFLAKE = Date.parse('2013-01-01T00:00:00Z');
const LAST_SNOWFLAKE = Date.parse('2025-06-01T00:00:00Z');

/**
 * Draws the follower at a place, counted from 0; no two have the same id or handle. A quarter are old accounts with
 * short ids, the others have ids that begin with the time they were made at, beyond 2^53.
 */
function drawFollower(seed: number, place: number): Follower {
  const random = seededRandom(seed, 'follower', place);
  const old = random.chance(OLD_ACCOUNTS);
  const madeAt = old
    ? Date.parse('2008-01-01T00:00:00Z') + place * 60_000
    : random.whole(FIRST_SNOWFLAKE / 1000, LAST_SNOWFLAKE / 1000) * 1000;
  const id = old
    ? String(12_000_000 + place * 7 + random.whole(0, 6))
    : String((BigInt(madeAt - SNOWFLAKE_EPOCH) << 22n) + BigInt(place));
  const suffix = place.toString(36);
  const words = `${random.pick(HANDLE_WORDS)}${random.chance(0.3) ? '_' : ''}${random.pick(HANDLE_WORDS)}`;
  const stem = words.slice(0, LONGEST_HANDLE - suffix.length - 1);
  const capital = random.chance(0.3) ? stem.charAt(0).toUpperCase() + stem.slice(1) : stem;
  const flourish = random.chance(0.35) ? ` ${random.pick(FLOURISHES)}` : '';
  const name = `${random.pick(GIVEN_NAMES)} ${random.pick(FAMILY_NAMES)}${flourish}`;
  return {
    id,
    username: `${capital}_${suffix}`,
    name: Array.from(name).slice(0, LONGEST_NAME).join(''),
    createdAt: new Date(madeAt).toISOString(),
    description: random.chance(0.5)
      ? `Notes on ${random.pick(HANDLE_WORDS)}s. Opinions & <tags> are mine.`
      : '',
    location: random.chance(0.4) ? random.pick(TOWNS) : undefined,
    isProtected: random.chance(0.06),
    verified: random.chance(0.04),
    followers: random.whole(0, 20_000),
    following: random.whole(0, 3_000),
    posts: random.whole(0, 60_000),
  };
}

/** Draws followers, newest first as the API lists them. */
export function drawFollowers(seed: number, count: number): Follower[] {
  return Array.from({ length: count }, (_, place) => drawFollower(seed, place));
}
