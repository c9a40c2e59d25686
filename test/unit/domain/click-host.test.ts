import { describe, expect, it } from 'vitest';
import { clickOriginOf, parseOrigin } from '#shared/domain/click-host.ts';

describe('the click host', () => {
  it.each([
    ['networkid.ringrevenue.com', 'http://networkid.go2cloud.org'],
    ['leadtrust.invoca.net', 'http://leadtrust.go2cloud.org'],
    ['LeadTrust.Invoca.net', 'http://leadtrust.go2cloud.org'],
    ['invoca.net', null],
    ['a.b.invoca.net', null],
    ['leadtrust.invoca.net.evil.example', null],
    ['127.0.0.1:4010', null],
  ])('of %s is %s', (host, origin) => {
    expect(clickOriginOf(host)).toBe(origin);
  });

  it.each([
    ['click.example', 'http://click.example'],
    ['click.example:8080', 'http://click.example:8080'],
    ['https://click.example', 'https://click.example'],
    ['https://click.example/', null],
    ['a b', null],
    ['u@h', null],
    ['ftp://h', null],
    ['', null],
    ['h:99999', null],
  ])('given as %j is read as %s', (text, origin) => {
    expect(parseOrigin(text)).toBe(origin);
  });
});
