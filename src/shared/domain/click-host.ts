const INVOCA_HOST = /^([a-z0-9-]+)\.(?:ringrevenue\.com|invoca\.net)$/i;

/**
 * Where a network's clicks are counted, as scheme and host: the second seed shows `networkid.ringrevenue.com`
 * leading to `http://networkid.go2cloud.org`. Null when the host is not one of Invoca's. (assumed for invoca.net;
 * a network may have set another click URL on the campaign, invoca.md 7.2.)
 */
export function clickOriginOf(linkHost: string): string | null {
  const network = INVOCA_HOST.exec(linkHost)?.[1];
  return network === undefined ? null : `http://${network.toLowerCase()}.go2cloud.org`;
}

/** The scheme and host of the click URL set on a campaign (invoca.md 7.2); null when it is no web address. */
export function clickHostOf(clickUrl: string): string | null {
  const text = clickUrl.trim();
  if (!/^https?:\/\/[^/?#]/i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).origin;
}

/**
 * Reads a host, or scheme and host, as an origin; a host alone gets `http`. Null when there is anything else in
 * the text, or it is no host.
 */
export function parseOrigin(text: string): string | null {
  const origin = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!/^https?:\/\/[^/?#\\@\s]+$/i.test(origin)) return null;
  return URL.canParse(origin) ? origin : null;
}
