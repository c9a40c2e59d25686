import { z } from 'zod';
import { jsonReply, type WireReply, type WireRequest } from '../../wire.ts';
import { answerFor } from '../api-paths.ts';
import { invalidInput, notAllowed, notFound, RequestRefused } from '../answers.ts';
import { LendingRefused, type LentNumber, type NumberLending } from './number-lending.ts';

const ONE = /^\/api\/2015-12-09\/ring_pools\/([^/]+)\/allocate_number\.json$/;
const BULK = '/api/2013-07-01/bulk.json';
const SUFFIX = /^([^/?]+)\/allocate_number\.json\?(.*)$/;

const bulkBody = z.object({
  requests: z
    .array(z.object({ request_id: z.union([z.string(), z.number()]).optional(), api_suffix: z.string() }))
    .min(1),
});

/** True for the two paths on which numbers of ring pools are lent. */
export function isAllocationPath(pathname: string): boolean {
  return ONE.test(pathname) || pathname === BULK;
}

function formatted(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
}

function numberView({ number, trackingUrl }: LentNumber, leading = ''): Record<string, unknown> {
  return {
    promo_number_formatted: formatted(number.number),
    promo_number: number.number,
    tracking_url: `${leading}${trackingUrl}`,
  };
}

function plainRefusal({ errorClass, message }: LendingRefused): WireReply {
  return {
    status: errorClass === 'RecordNotFound' ? 404 : 403,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `${errorClass}: ${message}`,
  };
}

/** Makes the API that lends numbers, one at a time or in bulk (invoca.md 8.2, 8.3): a request in, its answer out. */
export function createAllocationApi(lending: NumberLending): (request: WireRequest) => WireReply {
  function one(poolId: string, { method, url, at }: WireRequest): WireReply {
    if (method !== 'GET') throw notFound('No route matches this address');
    if (lending.ways.onlyBulk)
      throw new RequestRefused(403, {
        errors: {
          class: 'OnlyBulkNumberAllocationAllowed',
          invalid_data: 'This organization allocates numbers with the bulk API only',
        },
      });
    try {
      // The leading space of tracking_url is a quirk of the real answers.
      return jsonReply(200, numberView(lending.lend(poolId, url.search.slice(1), at), ' '));
    } catch (error) {
      if (error instanceof LendingRefused) return plainRefusal(error);
      throw error;
    }
  }

  function row(requestId: string | number | undefined, suffix: string, at: number): Record<string, unknown> {
    const id = requestId === undefined ? {} : { request_id: requestId };
    const [, poolId, query] = SUFFIX.exec(suffix) ?? [];
    if (poolId === undefined || query === undefined)
      return { ...id, error_class: 'InvalidInput', message: `api_suffix '${suffix}' is not valid` };
    try {
      const lent = lending.lend(decodeURIComponent(poolId), query, at);
      return { ...id, ...numberView(lent), ...(lent.overflow ? { overflow: true } : {}) };
    } catch (error) {
      if (!(error instanceof LendingRefused)) throw error;
      return { ...id, error_class: error.errorClass, message: error.message };
    }
  }

  function bulk({ method, body, at }: WireRequest): WireReply {
    if (method !== 'POST') throw notFound('No route matches this address');
    if (!lending.ways.bulkEnabled) throw notAllowed('Bulk allocation is not enabled for this organization');
    const asked = bulkBody.safeParse(parsedJson(body));
    if (!asked.success) throw invalidInput('requests must be a list with at least one entry');
    const responses = asked.data.requests.map(({ request_id: id, api_suffix: suffix }) =>
      row(id, suffix, at),
    );
    const reply = jsonReply(200, { responses });
    return { ...reply, headers: { ...reply.headers, 'processing-time': String(responses.length) } };
  }

  return (request) => {
    try {
      const poolId = ONE.exec(request.url.pathname)?.[1];
      return poolId === undefined ? bulk(request) : one(decodeURIComponent(poolId), request);
    } catch (error) {
      return answerFor(error);
    }
  };
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalidInput('The body is not valid JSON');
  }
}
