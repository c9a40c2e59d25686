import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressKind, addressRefusal, checkTarget, hostRefusal } from '#main/networks/http/address-guard.ts';

const hostOf = (text: string): string => new URL(`http://${text}/`).hostname;

describe('the kind of an address', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['fc00::1', 'private'],
    ['fdff::1', 'private'],
    ['fec0::1', 'private'],
    ['169.254.1.1', 'link_local'],
    ['fe80::1', 'link_local'],
    ['fe80::1%eth0', 'link_local'],
    ['169.254.169.254', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['100.64.0.1', 'carrier'],
    ['100.127.255.255', 'carrier'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['255.255.255.255', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:a00:1', 'private'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:0:127.0.0.1', 'loopback'],
    ['::127.0.0.1', 'reserved'],
    ['64:ff9b::10.0.0.1', 'private'],
    ['64:ff9b::a9fe:a9fe', 'metadata'],
    ['64:ff9b:1::1', 'reserved'],
    ['2002:7f00:1::', 'loopback'],
    ['2001:0:1::1', 'reserved'],
    ['2606:4700::5efe:10.0.0.1', 'private'],
    ['2606:4700::200:5efe:a9fe:a9fe', 'metadata'],
    ['fe80::5efe:8.8.8.8', 'link_local'],
    ['168.63.129.16', 'metadata'],
    ['169.254.170.23', 'metadata'],
    ['192.0.2.1', 'reserved'],
    ['198.51.100.7', 'reserved'],
    ['203.0.113.255', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['2001:10::1', 'reserved'],
    ['3fff::1', 'reserved'],
    ['1fff::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['5f00::1', 'reserved'],
    ['8000::1', 'reserved'],
    ['not an address', 'reserved'],
    ['8.8.8.8', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['169.253.255.255', 'public'],
    ['2606:4700:4700::1111', 'public'],
    ['2606:4700::5efe:8.8.8.8', 'public'],
    ['::ffff:8.8.8.8', 'public'],
    ['64:ff9b::8.8.8.8', 'public'],
  ])('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  it('judges an IPv4 address the same however IPv6 wraps it', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(addressKind(`::ffff:${address}`)).toBe(addressKind(address));
        expect(addressKind(`64:ff9b::${address}`)).toBe(addressKind(address));
        expect(addressKind(`2606:4700::5efe:${address}`)).toBe(addressKind(address));
      }),
    );
  });
});

describe('hosts that lead to inner targets, in every spelling', () => {
  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '0',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '[fe80::1]',
    '[::]',
    'localhost',
    'localhost.',
    'LOCALHOST',
    'deep.localhost',
    '169.254.169.254',
    '0xa9fea9fe',
    '10.0.0.1.',
    '192.168.0.1',
    '100.64.0.1',
    '127。0。0。1',
  ])('%s is refused', (host) => {
    expect(hostRefusal(hostOf(host), 'public')).not.toBeNull();
  });

  it.each(['partner.example', '8.8.8.8', '[2606:4700:4700::1111]', 'localhost.example', 'notlocalhost'])(
    '%s is not',
    (host) => {
      expect(hostRefusal(hostOf(host), 'public')).toBeNull();
    },
  );
});

describe('policies', () => {
  it('a receiver switched to test may be inner, but never a metadata service or a multicast group', () => {
    const refused = [
      '127.0.0.1',
      '10.0.0.1',
      'fe80::1',
      '100.64.0.1',
      '8.8.8.8',
      '169.254.169.254',
      '224.0.0.1',
    ].filter((address) => addressRefusal(address, 'local') !== null);
    expect(refused).toEqual(['169.254.169.254', '224.0.0.1']);
  });

  it('loopback means this machine and nothing else', () => {
    expect(addressRefusal('127.0.0.1', 'loopback')).toBeNull();
    expect(addressRefusal('8.8.8.8', 'loopback')).toBe('8.8.8.8 is not this machine');
  });
});

describe('a target', () => {
  it.each([
    ['javascript:alert(1)', /only http and https/],
    ['file:///etc/passwd', /only http and https/],
    ['ftp://partner.example/', /only http and https/],
    ['https://user:pass@partner.example/', /user or password/],
    ['https://user@partner.example/', /user or password/],
    ['not a url', /not a URL/],
    ['http://2130706433/cb', /this machine/],
  ])('%s is refused', (text, message) => {
    const checked = checkTarget(text, 'public');
    expect(checked.ok).toBe(false);
    expect(!checked.ok && checked.message).toMatch(message);
  });

  it('values that hold #, & or line breaks do not move the host', () => {
    const checked = checkTarget('https://partner.example/cb?s=a%23b%26c%0d%0aHost:%20127.0.0.1', 'public');
    expect(checked.ok && checked.url.host).toBe('partner.example');
    expect(checked.ok && checked.url.search).toBe('?s=a%23b%26c%0d%0aHost:%20127.0.0.1');
  });
});
