import { seededRandom } from '../seeded-random.ts';
import { jsonReply, type WireReply, type WireRequest } from '../wire.ts';
import { drawFollowers, type Follower } from './follower-list.ts';
import { notFoundUser, problem, wrongParameter, type WrongParameter } from './problems.ts';

/** How the followers' API is set up. */
export interface FollowersOptions {
  /** How many followers the account has; 240 by default. */
  readonly count?: number | undefined;
  /** How many requests are answered in 15 minutes; 15 by default, as in the real API. */
  readonly requestsPerWindow?: number | undefined;
}

/** A follower list behind the real API's address, GET /2/users/:id/followers. */
export interface FollowersApi {
  /** The bearer token that is accepted, and the one account whose followers may be read. */
  readonly token: string;
  readonly userId: string;
  readonly followers: readonly Follower[];
  /** How many requests are answered in 15 minutes. */
  requestsPerWindow: number;
  answer(request: WireRequest): WireReply;
}

const PATH = /^\/2\/users\/([^/]+)\/followers$/;
const WINDOW = 15 * 60_000;
const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;
const TOKEN_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const USER_FIELDS: readonly string[] = [
  'id',
  'name',
  'username',
  'created_at',
  'description',
  'location',
  'protected',
  'public_metrics',
  'verified',
];
const PARAMETERS: readonly string[] = ['id', 'max_results', 'pagination_token', 'user.fields'];

/** True for the path followers are read at. */
export function isFollowersPath(pathname: string): boolean {
  return PATH.test(pathname);
}

function userView(follower: Follower, fields: ReadonlySet<string>): Record<string, unknown> {
  const all: Readonly<Record<string, unknown>> = {
    id: follower.id,
    name: follower.name,
    username: follower.username,
    created_at: follower.createdAt,
    description: follower.description,
    location: follower.location,
    protected: follower.isProtected,
    public_metrics: {
      followers_count: follower.followers,
      following_count: follower.following,
      tweet_count: follower.posts,
      listed_count: 0,
    },
    verified: follower.verified,
  };
  const always = ['id', 'name', 'username'];
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, value]) => (always.includes(name) || fields.has(name)) && value !== undefined,
    ),
  );
}

function tokenTo(place: number): string {
  return `fl${Buffer.from(`page ${place}`).toString('base64url')}`;
}

function placeOf(token: string, count: number): number | undefined {
  const text = token.startsWith('fl') ? Buffer.from(token.slice(2), 'base64url').toString() : '';
  const place = Number(/^page (\d+)$/.exec(text)?.[1] ?? Number.NaN);
  return Number.isInteger(place) && place >= 0 && place < count ? place : undefined;
}

interface Page {
  readonly size: number;
  readonly from: number;
  readonly fields: ReadonlySet<string>;
}

function readQuery(query: URLSearchParams, count: number): Page | readonly WrongParameter[] {
  const wrong: WrongParameter[] = [];
  for (const [name, value] of query)
    if (!PARAMETERS.includes(name))
      wrong.push(wrongParameter(name, [value], `is not one of [${PARAMETERS.join(',')}]`));
  const sizeText = query.get('max_results') ?? String(DEFAULT_PAGE);
  const size = /^\d+$/.test(sizeText) ? Number(sizeText) : Number.NaN;
  if (!(size >= 1 && size <= LARGEST_PAGE))
    wrong.push(wrongParameter('max_results', [sizeText], `is not between 1 and ${LARGEST_PAGE}`));
  const token = query.get('pagination_token');
  const from = token === null ? 0 : placeOf(token, count);
  if (from === undefined) wrong.push(wrongParameter('pagination_token', [token ?? ''], 'is not valid'));
  const names = (query.get('user.fields') ?? '').split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !USER_FIELDS.includes(name));
  if (unknown.length > 0)
    wrong.push(wrongParameter('user.fields', unknown, `is not one of [${USER_FIELDS.join(',')}]`));
  if (wrong.length > 0 || from === undefined) return wrong;
  return { size, from, fields: new Set(names) };
}

/**
 * Makes the API of one account with seeded followers. Its shapes are those of the public documentation of the X API
 * v2: `data` and `meta` with `next_token`, problems with `title`, `detail`, `type`, and the three rate-limit headers.
 */
export function createFollowersApi(seed: number, options: FollowersOptions): FollowersApi {
  const random = seededRandom(seed, 'followers token');
  const token = `AAAA${random.text(60, TOKEN_CHARACTERS)}`;
  const userId = `17${random.text(17, '0123456789')}`;
  const followers = drawFollowers(seed, options.count ?? 240);
  let window = { until: 0, used: 0 };

  function page(query: URLSearchParams): WireReply {
    const read = readQuery(query, followers.length);
    if (!('size' in read)) return problem(400, 'Invalid Request', read);
    const { size, from, fields } = read;
    const data = followers.slice(from, from + size).map((follower) => userView(follower, fields));
    const meta = {
      result_count: data.length,
      ...(from + size < followers.length ? { next_token: tokenTo(from + size) } : {}),
      ...(from > 0 ? { previous_token: tokenTo(Math.max(0, from - size)) } : {}),
    };
    return jsonReply(200, data.length === 0 ? { meta } : { data, meta });
  }

  const api: FollowersApi = {
    token,
    userId,
    followers,
    requestsPerWindow: options.requestsPerWindow ?? 15,
    answer({ url, method, headers, at }) {
      if (method !== 'GET') return problem(405, 'Method Not Allowed');
      if (headers.authorization !== `Bearer ${token}`) return problem(401, 'Unauthorized');
      if (window.until <= at) window = { until: at + WINDOW, used: 0 };
      window.used += 1;
      const limit = api.requestsPerWindow;
      const rate = {
        'x-rate-limit-limit': String(limit),
        'x-rate-limit-remaining': String(Math.max(0, limit - window.used)),
        'x-rate-limit-reset': String(Math.ceil(window.until / 1000)),
      };
      const id = PATH.exec(url.pathname)?.[1] ?? '';
      const reply =
        window.used > limit
          ? problem(429, 'Too Many Requests')
          : id === userId
            ? page(url.searchParams)
            : notFoundUser(id);
      return { ...reply, headers: { ...reply.headers, ...rate } };
    },
  };
  return api;
}
