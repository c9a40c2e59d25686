import { jsonReply, type WireReply, type WireRequest } from '../wire.ts';
import { createCallLimit } from './call-limit.ts';
import { failure, success } from './envelope.ts';
import { METHODS, type MethodParts } from './methods.ts';
import { PARTNER_METHODS } from './partner-methods.ts';
import { phpParameters, textOf, type PhpMap } from './php-parameters.ts';
import { TuneRefusal } from './tune-refusal.ts';

/** Who may call the API, and by which keys. */
export interface TuneKeys {
  readonly networkId: string;
  /** The network's key; it begins with NET. */
  readonly network: string;
  /** The key of one partner. */
  readonly partner: string;
  readonly partnerId: string;
}

/** The management API: a request in, its answer out. */
export type TuneApi = (request: WireRequest) => WireReply;

const PATH = '/Apiv3/json';
const HOST = /^([\w-]+)\.api\./i;

/** True for the path of the API. */
export function isTuneApiPath(pathname: string): boolean {
  return pathname === PATH;
}

/** The parameters of a request: its query, and the form that was posted. */
export function requestParameters({ method, url, body }: WireRequest): PhpMap {
  const form = method === 'GET' ? '' : body;
  return phpParameters([url.search.slice(1), form].filter((part) => part !== '').join('&'));
}

/** What a call asks for, such as `Offer::findAll`. */
export function methodNameOf(request: PhpMap): string {
  return `${textOf(request, 'Target') ?? ''}::${textOf(request, 'Method') ?? ''}`;
}

function carriedOut(parts: MethodParts, request: PhpMap, keys: TuneKeys): unknown {
  const name = methodNameOf(request);
  const token = textOf(request, 'NetworkToken');
  const key = textOf(request, 'api_key');
  if (name.startsWith('Affiliate_')) {
    if (key !== keys.partner) throw new TuneRefusal(`api_key ${key ?? token ?? ''} is not authenticated`);
    const own = Object.hasOwn(PARTNER_METHODS, name) ? PARTNER_METHODS[name] : undefined;
    if (own === undefined) throw new TuneRefusal(`Method ${name} does not exist`);
    return own(parts, request, keys.partnerId);
  }
  if (token !== keys.network)
    throw new TuneRefusal(`NetworkToken ${token ?? key ?? ''} is not authenticated`);
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined) throw new TuneRefusal(`Method ${name} does not exist`);
  return method(parts, request);
}

/**
 * Makes the API (tune.md 9). Every answer to a call is HTTP 200, refusals too. The network is named by the host, as now,
 * or by `NetworkId`, as before. `catchUp` is called before a call is carried out.
 */
export function createTuneApi(
  parts: MethodParts & { readonly keys: TuneKeys; readonly catchUp: () => void },
): TuneApi {
  const { settings, keys } = parts;
  const countCall = createCallLimit(settings);

  return (asked) => {
    if (asked.method !== 'GET' && asked.method !== 'POST')
      return jsonReply(405, { error: 'The API is called by GET or POST.' });
    const request = requestParameters(asked);
    try {
      const network = HOST.exec(asked.headers.host ?? '')?.[1] ?? textOf(request, 'NetworkId');
      if (network !== keys.networkId) throw new TuneRefusal('Missing or invalid NetworkId');
      if (!settings.addressListed) throw new TuneRefusal('IP 127.0.0.1 is not whitelisted for API access');
      countCall(asked.at);
      parts.catchUp();
      return success(request, carriedOut(parts, request, keys));
    } catch (error) {
      if (error instanceof TuneRefusal) return failure(request, error, settings);
      throw error;
    }
  };
}
