/** The address of an account, or why it cannot be one. */
export type NetworkAddress =
  | { readonly ok: true; readonly baseUrl: string; readonly loopback: boolean }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the address a person typed for an account: a bare host means https. Plain http is accepted for this
 * machine only, since a token travels with every call; credentials, queries and fragments are refused.
 */
export function networkAddress(typed: string): NetworkAddress {
  const text = typed.trim();
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || text === '') return refused(`“${typed}” is not an address.`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refused('The address must start with https://.');
  if (url.username !== '' || url.password !== '')
    return refused('The address must not carry a user or password.');
  if (url.search !== '' || url.hash !== '') return refused('The address must end before any “?” or “#”.');
  const loopback = isLoopbackHost(url.hostname);
  if (url.protocol === 'http:' && !loopback) {
    return refused('Plain http would send the token in the clear; use https. Only this machine may be http.');
  }
  return { ok: true, baseUrl: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`, loopback };
}

/** Whether two addresses of accounts are of one server, so that a token given for one may go to the other. */
export function isSameServer(one: string, other: string): boolean {
  const [first, second] = [networkAddress(one), networkAddress(other)];
  return first.ok && second.ok && new URL(first.baseUrl).origin === new URL(second.baseUrl).origin;
}

/** Whether a URL's hostname, as the URL parser normalises it, names this machine. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '').toLowerCase();
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function refused(message: string): NetworkAddress {
  return { ok: false, message };
}
