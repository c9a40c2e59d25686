import { parseOrigin } from './click-host.ts';
import { dissectLink } from './link-anatomy.ts';
import type { Click, LinkAnatomy, LinkParam, QueryPair } from './link-anatomy.ts';
import { linkFaults } from './link-faults.ts';
import type { LinkFault } from './link-fault.ts';
import type { LinkLimits } from './link-limits.ts';
import { furtherLayers, needsEncoding } from './percent.ts';
import type { Span } from './percent.ts';

export type { LinkParam } from './link-anatomy.ts';
export type { LinkFault } from './link-fault.ts';

/** The layers of a link, from the outside in. */
export type LinkLayerName =
  'host' | 'network' | 'invoca_partner' | 'invoca_campaign' | 'invoca_number' | 'us' | 'click' | 'redirect';

/** One layer: `us` as it stands in the link, `click` decoded once, `redirect` where it leads. */
export interface LinkLayer {
  readonly name: LinkLayerName;
  readonly value: string;
  /** Where it stands in the link; null for what the link only leads to. */
  readonly span: Span | null;
}

/** Everything a link says, and everything wrong with it. */
export interface LinkExplanation {
  /** The link as examined, without surrounding blanks; spans point into it. */
  readonly link: string;
  /** The click decoded once, null when the link carries none. */
  readonly click: string | null;
  /** Where the link leads, null when that cannot be told. */
  readonly redirect: string | null;
  readonly layers: readonly LinkLayer[];
  readonly params: readonly LinkParam[];
  readonly faults: readonly LinkFault[];
}

/**
 * Explains any link layer by layer (design.md rule 4), whatever its form: a click path or a full URL in `us`, or
 * the click itself. Never throws. `clickHost` (a host, or scheme and host) says where a path in `us` leads when
 * the network does not use the usual click host, `limits` what its systems keep.
 */
export function explainTrackingLink(
  text: string,
  options: { readonly clickHost?: string; readonly limits?: LinkLimits } = {},
): LinkExplanation {
  const anatomy = dissectLink(text, options.clickHost === undefined ? null : parseOrigin(options.clickHost));
  const { link, click } = anatomy;
  const params = [
    ...(click ? click.pairs.map((pair) => clickParam(pair, click)) : []),
    ...(click?.depth === 0 ? [] : anatomy.pairs.filter(({ name }) => name !== 'us').map(linkParam)),
  ];
  return {
    link,
    click: click?.text ?? null,
    redirect: click?.redirect?.url ?? null,
    layers: layersOf(anatomy),
    params,
    faults: linkFaults(anatomy, params, options.limits),
  };
}

function layersOf({ host, network, ids, link, click }: LinkAnatomy): readonly LinkLayer[] {
  const layers: LinkLayer[] = [];
  const add = (name: LinkLayerName, part: (Span & { readonly value: string }) | null | undefined): void => {
    if (part) layers.push({ name, value: part.value, span: { start: part.start, end: part.end } });
  };
  add('host', host);
  add('network', network);
  add('invoca_partner', ids?.[0]);
  add('invoca_campaign', ids?.[1]);
  add('invoca_number', ids?.[2]);
  if (!click) return layers;
  const { span } = click;
  if (click.depth > 0) layers.push({ name: 'us', value: link.slice(span.start, span.end), span });
  layers.push({ name: 'click', value: click.text, span });
  if (click.redirect) layers.push({ name: 'redirect', value: click.redirect.url, span: null });
  return layers;
}

function clickParam(pair: QueryPair, click: Click): LinkParam {
  const { name, value, raw, span } = pair;
  const at = (index: number): number => click.offsets[index] ?? 0;
  const shift = click.redirect?.clickAt;
  return {
    name,
    value,
    raw,
    encodingDepth: click.depth + ownDepth(pair) + furtherLayers(value),
    place: 'click',
    spans: {
      link: { start: at(span.start), end: at(span.end) },
      click: span,
      redirect: shift === undefined ? null : { start: span.start + shift, end: span.end + shift },
    },
  };
}

function linkParam(pair: QueryPair): LinkParam {
  const { name, value, raw, span } = pair;
  const encodingDepth = ownDepth(pair) + furtherLayers(value);
  return {
    name,
    value,
    raw,
    encodingDepth,
    place: 'link',
    spans: { link: span, click: null, redirect: null },
  };
}

/** 0 when the value holds what should have been encoded here and was not. */
function ownDepth({ raw }: QueryPair): number {
  return needsEncoding(raw) ? 0 : 1;
}
