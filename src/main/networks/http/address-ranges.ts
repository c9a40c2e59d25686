import { BlockList } from 'node:net';

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

type Range = readonly [address: string, prefix: number, family: 'ipv4' | 'ipv6'];

/** First match counts. After IANA's registries of special-purpose addresses: what is not globally reachable is here. */
const RANGES: readonly (readonly [Exclude<AddressKind, 'public'>, readonly Range[]])[] = [
  [
    'metadata',
    [
      // Most clouds; Amazon's containers; Tencent; Alibaba; Oracle; Azure, whose address looks public.
      ['169.254.169.254', 32, 'ipv4'],
      ['169.254.170.2', 32, 'ipv4'],
      ['169.254.170.23', 32, 'ipv4'],
      ['169.254.0.23', 32, 'ipv4'],
      ['100.100.100.200', 32, 'ipv4'],
      ['192.0.0.192', 32, 'ipv4'],
      ['168.63.129.16', 32, 'ipv4'],
      ['fd00:ec2::254', 128, 'ipv6'],
      ['fd00:ec2::23', 128, 'ipv6'],
      ['fd20:ce::254', 128, 'ipv6'],
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
      ['192.0.2.0', 24, 'ipv4'],
      ['192.88.99.0', 24, 'ipv4'],
      ['198.18.0.0', 15, 'ipv4'],
      ['198.51.100.0', 24, 'ipv4'],
      ['203.0.113.0', 24, 'ipv4'],
      ['240.0.0.0', 4, 'ipv4'],
      ['2001::', 23, 'ipv6'],
      ['2001:db8::', 32, 'ipv6'],
      ['3fff::', 20, 'ipv6'],
    ],
  ],
];

const LISTS = RANGES.map(([kind, ranges]) => {
  const list = new BlockList();
  for (const [address, prefix, family] of ranges) list.addSubnet(address, prefix, family);
  return { kind, list };
});

/** Of IPv6, only this much is given out for use across the internet (RFC 4291 2.4, IANA). */
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6');

/** The kind of the range an address is in; a valid address without a zone. What it may wrap is not looked at. */
export function rangeKind(address: string, family: 'ipv4' | 'ipv6'): AddressKind {
  const special = LISTS.find(({ list }) => list.check(address, family));
  if (special) return special.kind;
  return family === 'ipv4' || GLOBAL_UNICAST.check(address, 'ipv6') ? 'public' : 'reserved';
}
