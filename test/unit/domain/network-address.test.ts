import { describe, expect, it } from 'vitest';
import { isSameServer, networkAddress } from '#shared/domain/network-address.ts';

describe('the address of an account', () => {
  it.each([
    ['leadtrust.invoca.net', 'https://leadtrust.invoca.net', false],
    [' https://leadtrust.invoca.net/ ', 'https://leadtrust.invoca.net', false],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010', true],
    ['http://localhost:4010/', 'http://localhost:4010', true],
    ['http://[::1]:4010', 'http://[::1]:4010', true],
    ['http://2130706433:80', 'http://127.0.0.1', true],
  ])('reads %s', (typed, baseUrl, loopback) => {
    expect(networkAddress(typed)).toEqual({ ok: true, baseUrl, loopback });
  });

  it.each([
    ['', /not an address/],
    ['not a host', /not an address/],
    ['http://leadtrust.invoca.net', /in the clear/],
    ['http://127.0.0.1.example.com', /in the clear/],
    ['ftp://leadtrust.invoca.net', /https/],
    ['https://user:pass@leadtrust.invoca.net', /user or password/],
    ['https://leadtrust.invoca.net/?oauth_token=x', /\?/],
  ])('refuses %s and says why', (typed, why) => {
    const address = networkAddress(typed);
    expect(address.ok ? '' : address.message).toMatch(why);
  });
});

describe('two addresses', () => {
  it.each([
    ['https://a.invoca.net', 'a.invoca.net/', true],
    ['https://a.invoca.net', 'https://A.invoca.net:443/v1', true],
    ['https://a.invoca.net', 'https://b.invoca.net', false],
    ['https://a.invoca.net', 'https://a.invoca.net:444', false],
    ['https://127.0.0.1:4010', 'http://127.0.0.1:4010', false],
    ['https://a.invoca.net', 'https://a.invoca.net@evil.example', false],
    ['https://a.invoca.net', '', false],
  ])('%s and %s: the same server is %s', (one, other, same) => {
    expect(isSameServer(one, other)).toBe(same);
  });
});
