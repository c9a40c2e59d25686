import { BlockList, isIP } from 'node:net';
import { embeddedIPv4 } from './embedded-ipv4.ts';

/** What kind of place an address leads to; everything but `public` is an inner target (desktop-practice.md C.7). */
export type AddressKind =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link_local'
  | 'metadata'
  | 'carrier'
  | 'multicast'
  | 'unspecified'
  | 'reserved';

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

type Range = readonly [address: string, prefix: number, family: 'ipv4' | 'ipv6'];

const RANGES: readonly (readonly [AddressKind, readonly Range[]])[] = [
  [
    'metadata',
    [
      ['169.254.169.254', 32, 'ipv4'],
      ['169.254.170.2', 32, 'ipv4'],
      ['100.100.100.200', 32, 'ipv4'],
      ['192.0.0.192', 32, 'ipv4'],
      ['fd00:ec2::254', 128, 'ipv6'],
    ],
  ],
  [
    'unspecified',
    [
      ['0.0.0.0', 8, 'ipv4'],
      ['::', 128, 'ipv6'],
    ],
  ],
  [
    'loopback',
    [
      ['127.0.0.0', 8, 'ipv4'],
      ['::1', 128, 'ipv6'],
    ],
  ],
  [
    'private',
    [
      ['10.0.0.0', 8, 'ipv4'],
      ['172.16.0.0', 12, 'ipv4'],
      ['192.168.0.0', 16, 'ipv4'],
      ['fc00::', 7, 'ipv6'],
      ['fec0::', 10, 'ipv6'],
    ],
  ],
  [
    'link_local',
    [
      ['169.254.0.0', 16, 'ipv4'],
      ['fe80::', 10, 'ipv6'],
    ],
  ],
  ['carrier', [['100.64.0.0', 10, 'ipv4']]],
  [
    'multicast',
    [
      ['224.0.0.0', 4, 'ipv4'],
      ['ff00::', 8, 'ipv6'],
    ],
  ],
  [
    'reserved',
    [
      ['192.0.0.0', 24, 'ipv4'],
      ['192.88.99.0', 24, 'ipv4'],
      ['198.18.0.0', 15, 'ipv4'],
      ['240.0.0.0', 4, 'ipv4'],
      ['64:ff9b:1::', 48, 'ipv6'],
      ['100::', 64, 'ipv6'],
      ['2001::', 32, 'ipv6'],
      ['::', 96, 'ipv6'],
    ],
  ],
];

const LISTS = RANGES.map(([kind, ranges]) => {
  const list = new BlockList();
  for (const [address, prefix, family] of ranges) list.addSubnet(address, prefix, family);
  return { kind, list };
});

/** The kind of an IP address in text; an IPv6 address that wraps an IPv4 one is judged by what it wraps. */
export function addressKind(address: string): AddressKind {
  const plain = address.replace(/%.*$/, '');
  const version = isIP(plain);
  if (version === 0) return 'reserved';
  if (version === 6) {
    const wrapped = embeddedIPv4(plain);
    if (wrapped !== null) return addressKind(wrapped);
  }
  const family = version === 4 ? 'ipv4' : 'ipv6';
  return LISTS.find(({ list }) => list.check(plain, family))?.kind ?? 'public';
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
