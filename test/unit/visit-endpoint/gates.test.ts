import { describe, expect, it } from 'vitest';
import { playTickets } from '#main/visit-endpoint/play-tickets.ts';
import { rateGate } from '#main/visit-endpoint/rate-gate.ts';
import { newSiteKey, ownerOfKey } from '#main/visit-endpoint/site-keys.ts';

describe('keys of sites', () => {
  it('are all different, told whole once, and found by what is kept of them', () => {
    const made = Array.from({ length: 20 }, () => newSiteKey());
    expect(new Set(made.map(({ key }) => key)).size).toBe(20);
    const owners = made.map(({ kept }) => kept);
    for (const { key, kept } of made) {
      expect(JSON.stringify(kept)).not.toContain(key);
      expect(ownerOfKey(key, owners)).toBe(kept);
      expect(ownerOfKey(key.slice(0, -1), owners)).toBeNull();
    }
    expect(ownerOfKey('', owners)).toBeNull();
    // A site that was removed has no digest any more.
    expect(ownerOfKey('', [{ keyHash: '' }])).toBeNull();
  });
});

describe('tickets of the page that plays a visit', () => {
  it('are good for their site, for an hour', () => {
    let now = 0;
    const tickets = playTickets(() => now);
    const ticket = tickets.issue(7);
    expect(tickets.siteOf(ticket)).toBe(7);
    expect(tickets.siteOf(`${ticket}x`)).toBeNull();
    now = 3_600_000;
    expect(tickets.siteOf(ticket)).toBeNull();
  });

  it('are not kept in any number', () => {
    const tickets = playTickets(() => 0);
    const first = tickets.issue(1);
    for (let count = 0; count < 20; count += 1) tickets.issue(2);
    expect(tickets.siteOf(first)).toBeNull();
  });
});

describe('the gate', () => {
  it('lets a burst through, then so many a second, each counted apart', () => {
    let now = 0;
    const gate = rateGate({ perSecond: 2, burst: 3 }, () => now);
    expect([gate.pass('a'), gate.pass('a'), gate.pass('a'), gate.pass('a')]).toEqual([0, 0, 0, 500]);
    expect(gate.pass('b')).toBe(0);
    now = 500;
    expect([gate.pass('a'), gate.pass('a')]).toEqual([0, 500]);
    now = 60_000;
    expect([gate.pass('a'), gate.pass('a'), gate.pass('a'), gate.pass('a')]).toEqual([0, 0, 0, 500]);
  });
});
