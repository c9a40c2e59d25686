import { isIP } from 'node:net';
import { rangeKind } from './address-ranges.ts';
import type { AddressKind } from './address-ranges.ts';
import { embeddedIPv4, tunnelledIPv4 } from './embedded-ipv4.ts';

/**
 * Which kinds of address a connection may reach. `public`: a partner's receiver. `local`: a receiver the user
 * switched to test. `account`: a network's account over https, whose certificate proves the host even where a
 * company resolves it to an inner gateway. `loopback`: this machine, which the user typed as the address.
 */
export type AddressPolicy = 'public' | 'local' | 'account' | 'loopback';

const ALLOWED: Readonly<Record<AddressPolicy, readonly AddressKind[]>> = {
  public: ['public'],
  local: ['public', 'loopback', 'private', 'link_local', 'carrier'],
  account: ['public', 'private', 'carrier'],
  loopback: ['loopback'],
};

const WORDS: Readonly<Record<AddressKind, string>> = {
  public: 'public',
  loopback: 'this machine',
  private: 'a private network',
  link_local: 'the local link',
  metadata: 'a cloud machine’s metadata service',
  carrier: 'a provider’s inner network',
  multicast: 'a multicast group',
  unspecified: 'the unspecified address',
  reserved: 'a reserved range',
};

/** The kind of an IP address in text; an IPv6 address that wraps an IPv4 one is judged by what it wraps. */
export function addressKind(address: string): AddressKind {
  const plain = address.replace(/%.*$/, '');
  const version = isIP(plain);
  if (version === 0) return 'reserved';
  if (version === 6) {
    const wrapped = embeddedIPv4(plain);
    if (wrapped !== null) return addressKind(wrapped);
  }
  const kind = rangeKind(plain, version === 4 ? 'ipv4' : 'ipv6');
  const end = version === 6 && kind === 'public' ? tunnelledIPv4(plain) : null;
  return end === null ? kind : addressKind(end);
}

/** Why the address may not be reached under the policy, as the end of a sentence; null when it may. */
export function addressRefusal(address: string, policy: AddressPolicy): string | null {
  const kind = addressKind(address);
  if (ALLOWED[policy].includes(kind)) return null;
  if (policy === 'loopback') return `${address} is not this machine`;
  return `${address} leads to ${WORDS[kind]}`;
}

/**
 * What can be said of a URL's hostname before any look-up: a literal address in any spelling the URL parser
 * knows (`2130706433`, `0x7f.1`, `[::1]`) and the names of this machine. Null when only a look-up can tell.
 */
export function hostRefusal(hostname: string, policy: AddressPolicy): string | null {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  const literal = host.startsWith('[') ? host.slice(1, -1) : host;
  if (isIP(literal.replace(/%.*$/, '')) !== 0) return addressRefusal(literal, policy);
  const named = host === 'localhost' || host.endsWith('.localhost');
  if (named && !ALLOWED[policy].includes('loopback')) return `${host} leads to ${WORDS.loopback}`;
  return null;
}

/** An http or https URL that may be tried, or why not. Pure: the addresses of a name are checked at connect time. */
export function checkTarget(
  text: string,
  policy: AddressPolicy,
): { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly message: string } {
  if (!URL.canParse(text)) return { ok: false, message: 'it is not a URL' };
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { ok: false, message: `only http and https are sent, not ${url.protocol}` };
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, message: 'it carries a user or password' };
  }
  const refusal = hostRefusal(url.hostname, policy);
  return refusal === null ? { ok: true, url } : { ok: false, message: refusal };
}
