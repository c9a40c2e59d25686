import { decodeValue, encodeValue } from './percent.ts';
import { clickOriginOf, parseOrigin } from './click-host.ts';
import { SUB_ID_NAMES } from './sub-ids.ts';
import type { SubIdName, SubIdValues } from './sub-ids.ts';

/** The path of TUNE's click, the beginning of what `us` carries (tune.md 2). */
export const CLICK_PATH = '/aff_c';

/** What a tracking link is made of. Ids are opaque text; the number is the promo number's ten digits. */
export interface TrackingLinkParts {
  /**
   * The link Invoca gave for the promo number, with or without a query. A `us` it already carries is replaced,
   * a fragment is removed, any other parameter stays as it is, in front of `us`.
   */
  readonly base: string;
  readonly offerId: string;
  readonly partnerId: string;
  readonly number: string;
  readonly subIds: SubIdValues;
  /** Scheme and host put in front of the path inside `us`. Without it `us` holds the path alone, TUNE's form. */
  readonly usOrigin?: string;
}

/** The field of the composer an error is about; `link` when parsing. */
export type TrackingLinkField =
  'link' | 'base' | 'offerId' | 'partnerId' | 'number' | 'usOrigin' | 'clickHost';

/** Why a field was not accepted. */
export type TrackingLinkReason =
  | 'empty'
  | 'not_a_url'
  | 'not_http'
  | 'credentials'
  | 'not_an_invoca_link'
  | 'not_ten_digits'
  | 'not_an_origin'
  | 'us_missing'
  | 'not_a_click_path'
  | 'bad_escape'
  | 'parameter_missing'
  | 'parameter_repeated'
  | 'number_differs';

/** One thing wrong with what was given. */
export interface TrackingLinkError {
  readonly field: TrackingLinkField;
  readonly reason: TrackingLinkReason;
  readonly message: string;
}

/** A composed link, or everything that keeps it from being composed. */
export type ComposedTrackingLink =
  | {
      readonly ok: true;
      readonly link: string;
      /** What `us` holds, decoded once. */
      readonly clickPath: string;
      /** Where the link leads; null when the click host cannot be told from the link's host. */
      readonly redirect: string | null;
      /** What of the base did not come into the link. */
      readonly changed: readonly ('us_replaced' | 'fragment_removed')[];
    }
  | { readonly ok: false; readonly errors: readonly TrackingLinkError[] };

/** A parsed link: its parts, and the parameters of the click that are not among them, such as `debug`. */
export type ParsedTrackingLink =
  | {
      readonly ok: true;
      readonly parts: TrackingLinkParts;
      readonly others: readonly { readonly name: string; readonly value: string }[];
    }
  | { readonly ok: false; readonly errors: readonly TrackingLinkError[] };

/**
 * Composes the tracking link as the second seed prints it (invoca.md 6): each value percent-encoded once in the
 * click path, the whole path once more as `us`; empty sub ids left out. Never throws; a lone surrogate becomes
 * U+FFFD. `clickHost` (a host, or scheme and host) overrides where the redirect is said to lead.
 */
export function composeTrackingLink(
  parts: TrackingLinkParts & { readonly clickHost?: string },
): ComposedTrackingLink {
  const errors = partErrors(parts);
  const base = readBase(parts.base);
  if (!base.ok) errors.unshift(base.error);
  const given = parts.clickHost === undefined ? null : parseOrigin(parts.clickHost);
  if (parts.clickHost !== undefined && given === null) errors.push(notAnOrigin('clickHost', parts.clickHost));
  const usOrigin = parts.usOrigin === undefined ? '' : parseOrigin(parts.usOrigin);
  if (usOrigin === null) errors.push(notAnOrigin('usOrigin', parts.usOrigin ?? ''));
  if (!base.ok || usOrigin === null || errors.length > 0) return { ok: false, errors };

  const clickPath = usOrigin + clickPathOf(parts);
  const query = [...base.kept, `us=${encodeValue(clickPath)}`].join('&');
  const origin = usOrigin === '' ? (given ?? clickOriginOf(base.host)) : '';
  return {
    ok: true,
    link: `${base.address}?${query}`,
    clickPath,
    redirect: origin === null ? null : origin + clickPath,
    changed: base.changed,
  };
}

/**
 * Takes a composed link apart again: composing the parts gives the same link. A link that lacks a part, repeats
 * one or was encoded wrongly gives errors; `explainTrackingLink` says more about such a link.
 */
export function parseTrackingLink(link: string): ParsedTrackingLink {
  const base = readBase(link);
  if (!base.ok) return { ok: false, errors: [{ ...base.error, field: 'link' }] };
  const fail = (reason: TrackingLinkReason, message: string): ParsedTrackingLink => ({
    ok: false,
    errors: [{ field: 'link', reason, message }],
  });
  const [us, ...repeated] = base.us;
  if (us === undefined) return fail('us_missing', 'The link carries no click: us is missing.');
  if (repeated.length > 0) return fail('parameter_repeated', 'us stands twice in the link.');
  const click = decodeValue(us);
  if (click === null) return fail('bad_escape', 'us holds a percent escape that is none.');
  const match = /^(https?:\/\/[^/?#]+)?\/aff_c\?([^#]*)$/.exec(click);
  if (!match) return fail('not_a_click_path', `us does not hold a click path beginning with ${CLICK_PATH}.`);

  const values = new Map<string, string>();
  const others: { readonly name: string; readonly value: string }[] = [];
  for (const pair of (match[2] ?? '').split('&')) {
    const equals = pair.indexOf('=');
    const name = decodeValue(equals < 0 ? pair : pair.slice(0, equals));
    const value = decodeValue(equals < 0 ? '' : pair.slice(equals + 1));
    if (name === null || value === null)
      return fail('bad_escape', `${pair} holds a percent escape that is none.`);
    if (!KNOWN_PARAMETERS.has(name)) others.push({ name, value });
    else if (values.has(name)) return fail('parameter_repeated', `${name} stands twice in the click path.`);
    else values.set(name, value);
  }
  const missing = REQUIRED_PARAMETERS.find((name) => !values.get(name));
  if (missing) return fail('parameter_missing', `${missing} is missing in the click path.`);
  const number = values.get('PPCPN') ?? '';
  if (values.get('aff_sub') !== number)
    return fail('number_differs', 'aff_sub and PPCPN are not the same number.');
  const subIds: Partial<Record<SubIdName, string>> = {};
  for (const name of SUB_ID_NAMES) {
    const value = values.get(name);
    if (value) subIds[name] = value;
  }
  const parts: TrackingLinkParts = {
    base: base.kept.length === 0 ? base.address : `${base.address}?${base.kept.join('&')}`,
    offerId: values.get('offer_id') ?? '',
    partnerId: values.get('aff_id') ?? '',
    number,
    subIds,
    ...(match[1] === undefined ? {} : { usOrigin: match[1] }),
  };
  const errors = partErrors(parts);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, parts, others };
}

const REQUIRED_PARAMETERS = ['offer_id', 'aff_id', 'aff_sub', 'PPCPN'] as const;
const KNOWN_PARAMETERS: ReadonlySet<string> = new Set([...REQUIRED_PARAMETERS, ...SUB_ID_NAMES]);

function clickPathOf({ offerId, partnerId, number, subIds }: TrackingLinkParts): string {
  const pairs: (readonly [string, string])[] = [
    ['offer_id', offerId],
    ['aff_id', partnerId],
    ['aff_sub', number],
    ['PPCPN', number],
    ...SUB_ID_NAMES.map((name) => [name, subIds[name] ?? ''] as const),
  ];
  const query = pairs
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeValue(value)}`);
  return `${CLICK_PATH}?${query.join('&')}`;
}

function partErrors(parts: TrackingLinkParts): TrackingLinkError[] {
  const errors: TrackingLinkError[] = [];
  if (parts.offerId.trim() === '') {
    errors.push({ field: 'offerId', reason: 'empty', message: 'The offer id is empty.' });
  }
  if (parts.partnerId.trim() === '') {
    errors.push({ field: 'partnerId', reason: 'empty', message: 'The partner id (aff_id) is empty.' });
  }
  if (!/^[0-9]{10}$/.test(parts.number)) {
    const message = `The promo number must be 10 digits, such as 8886532941; it is "${parts.number}".`;
    errors.push({ field: 'number', reason: 'not_ten_digits', message });
  }
  return errors;
}

function notAnOrigin(field: 'usOrigin' | 'clickHost', given: string): TrackingLinkError {
  return {
    field,
    reason: 'not_an_origin',
    message: `"${given}" is not a host, such as networkid.go2cloud.org.`,
  };
}

type Base =
  | {
      readonly ok: true;
      readonly address: string;
      readonly host: string;
      readonly kept: readonly string[];
      readonly us: readonly string[];
      readonly changed: readonly ('us_replaced' | 'fragment_removed')[];
    }
  | { readonly ok: false; readonly error: TrackingLinkError };

function readBase(given: string): Base {
  const text = given.trim();
  const fail = (reason: TrackingLinkReason, message: string): Base => ({
    ok: false,
    error: { field: 'base', reason, message },
  });
  if (text === '') return fail('empty', 'The Invoca link is empty.');
  const url = /[\s\\]/.test(text) || !text.isWellFormed() || !URL.canParse(text) ? null : new URL(text);
  if (!url) return fail('not_a_url', `"${text}" is not a web address.`);
  if (!/^https?:\/\//i.test(text)) return fail('not_http', 'An Invoca link begins with http:// or https://.');
  if (url.username !== '' || url.password !== '') {
    return fail('credentials', 'The Invoca link holds a user name or password.');
  }
  if (!/^\/c\/[^/]+\/[^/]+\/?$/.test(url.pathname)) {
    return fail(
      'not_an_invoca_link',
      'The path of an Invoca link is /c/<network>/<partner>-<campaign>-<number>.',
    );
  }
  const [beforeFragment = '', fragment] = text.split(/#(.*)/s);
  const [address = '', query = ''] = beforeFragment.split(/\?(.*)/s);
  const kept: string[] = [];
  const us: string[] = [];
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (decodeValue(name) === 'us') us.push(value);
    else if (pair !== '') kept.push(pair);
  }
  const changed: ('us_replaced' | 'fragment_removed')[] = [];
  if (us.length > 0) changed.push('us_replaced');
  if (fragment !== undefined) changed.push('fragment_removed');
  return { ok: true, address, host: url.host, kept, us, changed };
}
