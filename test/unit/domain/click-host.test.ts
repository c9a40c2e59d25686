import { describe, expect, it } from 'vitest';
import { clickHostOf, clickOriginOf, parseOrigin } from '#shared/domain/click-host.ts';

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
    ['http://networkid.go2cloud.org', 'http://networkid.go2cloud.org'],
    ['https://click.example:444/aff_c?offer_id=45', 'https://click.example:444'],
    [' https://Click.example ', 'https://click.example'],
    ['ftp://click.example', null],
    ['click.example', null],
    ['http://', null],
    ['http://a:99999', null],
    ['', null],
  ])('set on a campaign as %j is %s', (clickUrl, host) => {
    expect(clickHostOf(clickUrl)).toBe(host);
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
