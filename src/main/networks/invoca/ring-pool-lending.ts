import { z } from 'zod';
import type { AllocationWish, GivenAllocation } from '#main/engine/ports/numbers-client.ts';
import type { Clock } from '#main/engine/ports/clock.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { HttpAnswer, HttpSend } from '../http/http-send.ts';
import { faultOfAnswer, faultOfNoAnswer } from './answer-faults.ts';
import { describeBody, parseInvocaError } from './errors.ts';
import { oneLine } from '../http/foreign-text.ts';

/** The versions in the paths of the two ways to allocate (invoca.md 1.2). */
const LEGACY_VERSION = '2015-12-09';
const BULK_VERSION = '2013-07-01';

const TIMEOUT = 30_000;

/** What a bulk answer says of one request (invoca.md 8.3). */
const lent = z.object({
  request_id: z.union([z.string(), z.number()]).nullish(),
  promo_number: z.union([z.string(), z.number()]).nullish(),
  tracking_url: z.string().nullish(),
  overflow: z.boolean().nullish(),
  error_class: z.string().nullish(),
  message: z.string().nullish(),
});

const bulkAnswer = z.object({ responses: z.array(lent) });

type Lent = z.infer<typeof lent>;

/** A pool with its key, for the moment it lends. */
export interface LendingPool {
  readonly networkName: string;
  readonly baseUrl: string;
  /** The network's own id of the pool. */
  readonly poolId: string;
  /** A secret: never in a message, a log or a record. */
  readonly key: string;
}

/** What lending is made of. */
export interface LendingParts {
  readonly send: HttpSend;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

/** The account allows the bulk way only (invoca.md 8.2). */
export class OnlyBulk extends Error {}

/** Lends one number by the older way (invoca.md 8.2). @throws NetworkFault, OnlyBulk */
export async function lendOne(
  pool: LendingPool,
  wish: AllocationWish,
  signal: AbortSignal,
  parts: LendingParts,
): Promise<GivenAllocation> {
  const path = `/api/${LEGACY_VERSION}/ring_pools/${suffixOf(pool, wish)}`;
  const answer = await ask(pool, { method: 'GET', url: `${pool.baseUrl}${path}`, body: null }, signal, parts);
  const plain = plainError(answer);
  if (plain !== null) return refused(pool, wish, plain);
  const error = parseInvocaError(answer.body);
  if (error?.className === 'OnlyBulkNumberAllocationAllowed') throw new OnlyBulk(error.text);
  if (error?.className === 'InvalidKey') return refused(pool, wish, error.text);
  requireSuccess(pool, answer, parts);
  const read = lent.safeParse(parsed(answer));
  if (!read.success) throw unreadable(pool, answer);
  return given(pool, wish, read.data);
}

/** Lends several numbers in one request, each with its own answer (invoca.md 8.3). @throws NetworkFault */
export async function lendMany(
  pool: LendingPool,
  wishes: readonly AllocationWish[],
  signal: AbortSignal,
  parts: LendingParts,
): Promise<readonly GivenAllocation[]> {
  const body = JSON.stringify({
    requests: wishes.map((wish) => ({ request_id: wish.requestId, api_suffix: suffixOf(pool, wish) })),
  });
  const url = `${bulkOrigin(pool.baseUrl)}/api/${BULK_VERSION}/bulk.json`;
  const answer = await ask(pool, { method: 'POST', url, body }, signal, parts);
  requireSuccess(pool, answer, parts);
  const read = bulkAnswer.safeParse(parsed(answer));
  if (!read.success) throw unreadable(pool, answer);
  const { responses } = read.data;
  return wishes.map((wish, index) => {
    const own = responses.find(({ request_id: id }) => id !== null && String(id) === wish.requestId);
    // Answers keep the order of the requests; the id is echoed where it is at all.
    const one = own ?? (responses.length === wishes.length ? responses[index] : undefined);
    if (!one)
      throw new NetworkFault('unreadable', `${pool.networkName} left a request for a number unanswered.`);
    return given(pool, wish, one);
  });
}

/**
 * Where bulk requests go: the `pnapi` host beside the account's own (invoca.md 8.3). A network on this machine answers
 * them itself.
 */
export function bulkOrigin(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (!/^[a-z]/i.test(url.hostname) || !url.hostname.includes('.') || url.protocol !== 'https:')
    return url.origin;
  const [, ...rest] = url.hostname.split('.');
  return rest.length < 2
    ? url.origin
    : `${url.protocol}//pnapi.${rest.join('.')}${url.port ? `:${url.port}` : ''}`;
}

function suffixOf({ poolId, key }: LendingPool, { parameters }: AllocationWish): string {
  const own = Object.entries(parameters);
  const query = [['ring_pool_key', key] as const, ...own]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return `${encodeURIComponent(poolId)}/allocate_number.json?${query}`;
}

async function ask(
  pool: LendingPool,
  request: { readonly method: 'GET' | 'POST'; readonly url: string; readonly body: string | null },
  signal: AbortSignal,
  { send, timeoutMs }: LendingParts,
): Promise<HttpAnswer> {
  // The pool's key is all that is asked for; the account's token is not shown here.
  const headers = {
    accept: 'application/json',
    ...(request.body === null ? {} : { 'content-type': 'application/json' }),
  };
  const { method, body } = request;
  try {
    return await send({
      method,
      url: new URL(request.url),
      headers,
      body,
      timeoutMs: timeoutMs ?? TIMEOUT,
      signal,
    });
  } catch (error) {
    throw withoutKey(faultOfNoAnswer(error, askedOf(pool)), pool);
  }
}

function requireSuccess(pool: LendingPool, answer: HttpAnswer, { clock }: LendingParts): void {
  const fault = faultOfAnswer(answer, askedOf(pool), clock());
  if (fault !== null) throw withoutKey(fault, pool);
}

function given(pool: LendingPool, wish: AllocationWish, one: Lent): GivenAllocation {
  if (one.error_class) return refused(pool, wish, `${one.error_class}: ${one.message ?? ''}`);
  const number = String(one.promo_number ?? '').replace(/\D/g, '');
  if (number === '') return refused(pool, wish, 'the answer names no number');
  return {
    kind: 'given',
    requestId: wish.requestId,
    number,
    trackingLink: (one.tracking_url ?? '').trim(),
    overflow: one.overflow ?? false,
  };
}

function refused(pool: LendingPool, { requestId }: AllocationWish, said: string): GivenAllocation {
  return { kind: 'refused', requestId, reason: cleared(oneLine(said), pool) };
}

/** The older way tells errors as a line of plain text (invoca.md 8.2). */
function plainError(answer: HttpAnswer): string | null {
  const text = new TextDecoder().decode(answer.body.subarray(0, 2000)).trim();
  return /^(?:InvalidKey|Record\w+|Invalid\w+|Unauthorized\w*): /.test(text) ? text : null;
}

function parsed(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    return undefined;
  }
}

function unreadable(pool: LendingPool, answer: HttpAnswer): NetworkFault {
  const seen = describeBody(answer.body);
  return new NetworkFault(
    'unreadable',
    cleared(`${pool.networkName} answered with ${seen} instead of a number.`, pool),
  );
}

function askedOf({ networkName, poolId }: LendingPool): {
  readonly networkName: string;
  readonly what: string;
} {
  return { networkName, what: `lend a number of ring pool ${poolId}` };
}

function withoutKey(fault: NetworkFault, pool: LendingPool): NetworkFault {
  const { kind, retryAfterMs, httpStatus, unsent } = fault;
  return new NetworkFault(kind, cleared(fault.message, pool), { retryAfterMs, httpStatus, unsent });
}

function cleared(text: string, { key }: LendingPool): string {
  return key === '' ? text : text.replaceAll(key, '(key)').replaceAll(encodeURIComponent(key), '(key)');
}
