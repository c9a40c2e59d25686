import { clickOriginOf } from './click-host.ts';
import { decodeLayer } from './percent.ts';
import type { Span } from './percent.ts';
import { CLICK_PATH } from './tracking-link.ts';

/** One `name=value` of a query, with where it stands in the text it was found in. */
export interface QueryPair {
  readonly name: string;
  /** The value as it stands there, still encoded. */
  readonly raw: string;
  readonly value: string;
  readonly span: Span;
  readonly hasEquals: boolean;
  readonly badEscape: boolean;
}

/** The click a link carries: a path on the click host, or a full URL. */
export interface Click {
  /** The click decoded from the link. */
  readonly text: string;
  /** Index in the link of every character of `text`, and of its end. */
  readonly offsets: readonly number[];
  /** Where the click stands in the link, still encoded. */
  readonly span: Span;
  /** How many layers of percent-encoding were taken off: 1 when right, 0 when the link is itself the click. */
  readonly depth: number;
  readonly form: 'path' | 'url' | 'neither';
  readonly badEscape: boolean;
  readonly pairs: readonly QueryPair[];
  /** What stands behind a bare `#`, which never reaches TUNE. */
  readonly fragment: Span | null;
  /** Where the click leads; null when that cannot be told, or it leads nowhere. */
  readonly redirect: { readonly url: string; readonly clickAt: number } | null;
}

/** One parameter of the click, or of the link itself, fully taken apart. */
export interface LinkParam {
  readonly name: string;
  /** What TUNE reads. */
  readonly value: string;
  /** As it stands in the click, or in the link for a parameter of its own. */
  readonly raw: string;
  /** How many layers of percent-encoding the value has in the link; 2 is right inside `us`. */
  readonly encodingDepth: number;
  readonly place: 'click' | 'link';
  /** Where the value stands in the link, the click and the redirect, so that it can be marked in each. */
  readonly spans: { readonly link: Span; readonly click: Span | null; readonly redirect: Span | null };
}

/** Text of the link, with where it stands. */
export interface LinkPart extends Span {
  readonly value: string;
}

/** A link cut into its layers, nothing judged yet. */
export interface LinkAnatomy {
  readonly link: string;
  /** Null when the text is no http or https address. */
  readonly host: LinkPart | null;
  readonly path: string;
  readonly network: LinkPart | null;
  /** Invoca's ids of partner, campaign and number, in this order; null when the path does not hold three. */
  readonly ids: readonly [LinkPart, LinkPart, LinkPart] | null;
  /** Whether the path is that of an Invoca link, `/c/<network>/<ids>`. */
  readonly isInvocaPath: boolean;
  /** The link's own parameters, `us` among them. */
  readonly pairs: readonly QueryPair[];
  readonly click: Click | null;
}

const LINK = /^https?:\/\/(?:[^/?#]*@)?(?<host>[^/?#]+)(?<path>[^?#]*)(?:\?(?<query>[^#]*))?/dis;
const INVOCA_PATH = /^\/c\/(?<network>[^/]+)\/(?<ids>[^/]+)\/?$/d;
const IDS = /^(?<partner>[^-]+)-(?<campaign>[^-]+)-(?<number>[^-]+)$/d;
const ENCODED_AGAIN = /^(?:%(?:25)*2F|https?%(?:25)*3A)/i;
const MOST_LAYERS = 6;

/** Cuts any text into the layers of a tracking link as far as it has them. Never throws. */
export function dissectLink(text: string, clickOrigin: string | null = null): LinkAnatomy {
  const link = text.trim();
  const match = LINK.exec(link);
  const host = match ? partOf(match, 'host', 0) : null;
  if (!match || !host || !URL.canParse(link)) {
    const nothing = { host: null, path: '', network: null, ids: null, isInvocaPath: false };
    return { link, ...nothing, pairs: [], click: null };
  }
  const path = partOf(match, 'path', 0);
  const query = partOf(match, 'query', 0);
  const invoca = INVOCA_PATH.exec(path?.value ?? '');
  const pairs = query ? queryPairs(link, query) : [];
  const us = pairs.find(({ name }) => name === 'us');
  const origin = clickOrigin ?? clickOriginOf(host.value);
  return {
    link,
    host,
    path: path?.value ?? '',
    network: invoca && path ? partOf(invoca, 'network', path.start) : null,
    ids: invoca && path ? idsOf(partOf(invoca, 'ids', path.start)) : null,
    isInvocaPath: invoca !== null,
    pairs,
    click: us ? clickOf(link, us.span, origin) : isClickPath(path?.value) ? clickItself(link) : null,
  };
}

function queryPairs(text: string, query: Span): readonly QueryPair[] {
  const pairs: QueryPair[] = [];
  let start = query.start;
  for (const piece of text.slice(query.start, query.end).split('&')) {
    const equals = piece.indexOf('=');
    const nameEnd = equals < 0 ? piece.length : equals;
    const name = decodeLayer(piece.slice(0, nameEnd));
    const raw = equals < 0 ? '' : piece.slice(equals + 1);
    const value = decodeLayer(raw);
    const end = start + piece.length;
    if (piece !== '') {
      pairs.push({
        name: name.text,
        raw,
        value: value.text,
        span: { start: end - raw.length, end },
        hasEquals: equals >= 0,
        badEscape: name.bad.length > 0 || value.bad.length > 0,
      });
    }
    start = end + 1;
  }
  return pairs;
}

function clickOf(link: string, span: Span, origin: string | null): Click {
  let { text, offsets, bad } = decodeLayer(link.slice(span.start, span.end));
  let depth = 1;
  while (depth < MOST_LAYERS && ENCODED_AGAIN.test(text)) {
    const next = decodeLayer(text);
    const before = offsets;
    offsets = next.offsets.map((index) => before[index] ?? span.end - span.start);
    text = next.text;
    bad = [...bad, ...next.bad];
    depth += 1;
  }
  const form =
    text.startsWith('/') && !text.startsWith('//') ? 'path' : /^https?:\/\/./i.test(text) ? 'url' : 'neither';
  const prefix = depth > 1 || form === 'neither' ? null : form === 'url' ? '' : origin;
  return {
    text,
    offsets: offsets.map((offset) => offset + span.start),
    span,
    depth,
    form,
    badEscape: bad.length > 0,
    ...clickQuery(text),
    redirect: prefix === null ? null : { url: prefix + text, clickAt: prefix.length },
  };
}

function clickItself(link: string): Click {
  return {
    text: link,
    offsets: Array.from({ length: link.length + 1 }, (_, index) => index),
    span: { start: 0, end: link.length },
    depth: 0,
    form: 'url',
    badEscape: false,
    ...clickQuery(link),
    redirect: { url: link, clickAt: 0 },
  };
}

function clickQuery(text: string): Pick<Click, 'pairs' | 'fragment'> {
  const hash = text.indexOf('#');
  const end = hash < 0 ? text.length : hash;
  const question = text.slice(0, end).indexOf('?');
  return {
    pairs: question < 0 ? [] : queryPairs(text, { start: question + 1, end }),
    fragment: hash < 0 ? null : { start: hash, end: text.length },
  };
}

function isClickPath(path: string | undefined): boolean {
  return path === CLICK_PATH;
}

function idsOf(ids: LinkPart | null): LinkAnatomy['ids'] {
  const match = ids ? IDS.exec(ids.value) : null;
  if (!ids || !match) return null;
  const partner = partOf(match, 'partner', ids.start);
  const campaign = partOf(match, 'campaign', ids.start);
  const number = partOf(match, 'number', ids.start);
  return partner && campaign && number ? [partner, campaign, number] : null;
}

function partOf(match: RegExpExecArray, group: string, at: number): LinkPart | null {
  const value = match.groups?.[group];
  const indices = match.indices?.groups?.[group];
  if (value === undefined || indices === undefined) return null;
  return { value, start: at + indices[0], end: at + indices[1] };
}
