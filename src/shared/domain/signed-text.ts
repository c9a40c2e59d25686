/** What a signature of a postback by POST covers (Standard Webhooks 1.0.0): id, time of the attempt in seconds, and body. */
export function signedPostText(deliveryId: string, seconds: number, body: string): string {
  return `${deliveryId}.${seconds}.${body}`;
}

/** Names of the two parameters that sign a GET. */
export interface SigningParameters {
  readonly signature: string;
  readonly timestamp: string;
}

/**
 * The URL of a GET that is to be signed, with the time of the attempt in seconds, and the text its signature covers: the
 * query's parameters as they stand in the URL, the time among them, in the order of their bytes, joined by `&`. Parameters of
 * either name that a template put there give way.
 */
export function signableUrl(
  url: string,
  seconds: number,
  names: SigningParameters,
): { readonly url: string; readonly text: string } {
  const hash = url.indexOf('#');
  const whole = hash === -1 ? url : url.slice(0, hash);
  const mark = whole.indexOf('?');
  const path = mark === -1 ? whole : whole.slice(0, mark);
  const given = mark === -1 ? [] : whole.slice(mark + 1).split('&');
  const kept = given.filter((pair) => {
    const name = pair.split('=', 1)[0];
    return pair !== '' && name !== names.signature && name !== names.timestamp;
  });
  const pairs = [...kept, `${names.timestamp}=${seconds}`];
  return { url: `${path}?${pairs.join('&')}`, text: pairs.toSorted(byBytes).join('&') };
}

/** A signable URL with its signatures, newest secret first, joined by commas. */
export function signedUrl(url: string, names: SigningParameters, signatures: readonly string[]): string {
  return `${url}&${names.signature}=${signatures.join(',')}`;
}

/** Query parameters are plain ASCII once they stand in a URL, where code units and bytes agree. */
function byBytes(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
