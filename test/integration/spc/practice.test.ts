import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import type { SessionClient } from '#main/engine/ports/session-client.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import type { SpcFaultCause } from '#shared/domain/spc-fault.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { spcAccount, spcFaultOf } from '#test/support/spc/account.ts';

const START = Date.parse('2026-03-02T15:04:04.120Z');
const MINUTE = 60_000;
const signal = new AbortController().signal;

let now = START;
let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 7, clock: () => now, spc: { rate: { perSecond: 0 } } });
});
afterAll(() => practice.stop());
afterEach(async () => {
  await practice.control.clearFaults();
  now += 40 * 24 * 60 * MINUTE;
});

function client(change: Partial<SpcNetwork> = {}, key = practice.network.spcKey): SessionClient {
  const { spcUrl, spcUser } = practice.network;
  const account = spcAccount({ endpoint: spcUrl, apiUser: spcUser, ...change });
  return sessionClients({ clock: () => now, sleep: () => Promise.resolve() })(account, key);
}

let references = 0;
const wish = (change: Partial<Parameters<SessionClient['requestNumber']>[0]> = {}) => ({
  campaignId: 'spring-offer-7',
  clientReference: `practice-${(references += 1)}`,
  ttlSeconds: null,
  information: null,
  signal,
  ...change,
});
const merge = (
  sessionId: string,
  fields: Readonly<Record<string, string>>,
  expectedVersion: number | null = null,
) => ({
  session: { sessionId },
  update: { mode: 'merge', fields } as const,
  expectedVersion,
  signal,
});
const kept = async (sessionId: string) =>
  (await practice.control.spcState({ session_id: sessionId })).sessions[0]?.versions.at(-1);

describe('sessions', () => {
  it('live from request to release, and keep what is stored with them to the letter', async () => {
    const fields = {
      ad_copy: 'B: 24 hours & <20%> off “Ünï” 😀',
      landing_page: 'https://shop.example/a?email=x#y',
    };
    const given = await client().requestNumber(
      wish({ ttlSeconds: 3600, information: { keywords: [' a\tb '], fields } }),
    );
    expect(given).toMatchObject({
      state: 'ACTIVE',
      replayed: false,
      informationVersion: 1,
      expiresAt: now + 3_600_000,
    });
    const stored = { ad_copy: fields.ad_copy, landing_page: 'https://shop.example/a' };
    expect(await kept(given.sessionId)).toMatchObject({ keywords: [' a b '], fields: stored });
    const updated = await client().updateInformation(
      merge(given.sessionId, { twitter_id: '1597334455667788990' }, 1),
    );
    expect(updated).toMatchObject({ accepted: true, informationVersion: 2, updatedAt: now });
    const calls = await practice.control.addSpcCalls({
      session_id: given.sessionId,
      status: 'NO_ANSWER',
      count: 3,
    });
    const page = await client().calls({
      campaignId: 'spring-offer-7',
      startedFrom: now - MINUTE,
      startedBefore: now + 60 * MINUTE,
      fields: { ad_copy: fields.ad_copy },
      pageSize: 2,
      cursor: null,
      signal,
    });
    expect(page.calls[0]?.information.fields).toEqual({ ...stored, twitter_id: '1597334455667788990' });
    expect(page.calls).toHaveLength(2);
    const rest = await client().calls({
      campaignId: 'spring-offer-7',
      startedFrom: now - MINUTE,
      startedBefore: now + 60 * MINUTE,
      fields: { ad_copy: fields.ad_copy },
      pageSize: 2,
      cursor: page.nextCursor,
      signal,
    });
    expect([...page.calls, ...rest.calls].map(({ callId }) => callId).toSorted()).toEqual(
      calls.map(({ call_id }) => call_id).toSorted(),
    );
    expect(rest.nextCursor).toBeNull();
    const end = await client().release({ sessionId: given.sessionId, signal });
    expect(end).toMatchObject({ state: 'RELEASED', releasedAt: now, quarantinedUntil: now + 15 * MINUTE });
    expect(await client().release({ sessionId: given.sessionId, signal })).toMatchObject({
      state: 'RELEASED',
    });
  });

  it('are given once, though the answer was lost', async () => {
    const same = wish();
    await practice.control.setFault({ target: 'spc', kind: 'cut', times: 1 });
    expect((await spcFaultOf(client().requestNumber(same))).retryable).toBe(true);
    expect(await client().requestNumber(same)).toMatchObject({ replayed: true });
    expect(
      (await practice.control.spcState({ client_reference: same.clientReference })).sessions,
    ).toHaveLength(1);
    const other = client().requestNumber({ ...same, ttlSeconds: 600 });
    expect((await spcFaultOf(other)).fault).toMatchObject({
      kind: 'invalid_field',
      violations: [{ field: 'clientReference', reason: 'CONFLICT' }],
    });
  });

  it('are read through other prefixes and additions', async () => {
    await practice.control.setSpc({ prefixed: true, extended: true });
    const given = await client().requestNumber(wish());
    expect(given.state).toBe('ACTIVE');
    await practice.control.addSpcCalls({ session_id: given.sessionId, status: 'BUSY' });
    const page = await client().calls({
      campaignId: 'spring-offer-7',
      sessionId: given.sessionId,
      startedFrom: now - MINUTE,
      startedBefore: now + 60 * MINUTE,
      pageSize: 500,
      cursor: null,
      signal,
    });
    expect(page.calls).toMatchObject([{ status: 'BUSY', sessionId: given.sessionId }]);
    await practice.control.setSpc({ prefixed: false, extended: false });
  });

  it('an update the network does not take yet is told', async () => {
    const { sessionId } = await client().requestNumber(wish());
    await practice.control.setSpc({ accepts_updates: false });
    expect(await client().updateInformation(merge(sessionId, { source: 'x' }))).toMatchObject({
      accepted: false,
    });
    await practice.control.setSpc({ accepts_updates: true });
  });
});

describe('faults', () => {
  const causeOf = async (work: Promise<unknown>): Promise<SpcFaultCause> => (await spcFaultOf(work)).fault;

  it('all six', async () => {
    expect(await causeOf(client({}, 'wrong').requestNumber(wish()))).toEqual({
      kind: 'authentication',
      reason: 'CREDENTIALS',
    });
    expect(await causeOf(client({ customerId: 'bramble' }).requestNumber(wish()))).toMatchObject({
      reason: 'SCOPE',
    });
    expect(await causeOf(client().requestNumber(wish({ campaignId: 'bramble-autumn' })))).toEqual({
      kind: 'campaign_not_found',
      campaignId: 'bramble-autumn',
    });
    const held = await client().requestNumber(wish({ campaignId: 'flash-single' }));
    const exhausted = await spcFaultOf(client().requestNumber(wish({ campaignId: 'flash-single' })));
    expect(exhausted).toMatchObject({ fault: { kind: 'pool_exhausted', poolSize: 1 }, retryable: true });
    expect(exhausted.retryAfterMs).toBeGreaterThan(0);
    await practice.control.expireSpcSession(held.sessionId);
    expect(await causeOf(client().updateInformation(merge(held.sessionId, { source: 'x' })))).toMatchObject({
      kind: 'session_expired',
      state: 'EXPIRED',
    });
    const { sessionId } = await client().requestNumber(wish());
    expect(await causeOf(client().updateInformation(merge(sessionId, { source: 'x' }, 7)))).toMatchObject({
      kind: 'invalid_field',
      violations: [{ field: 'expectedVersion', reason: 'CONFLICT' }],
    });
    await practice.control.setFault({
      target: 'spc',
      kind: 'soap-fault',
      soapFault: 'RateLimited',
      times: 1,
    });
    expect(await causeOf(client().requestNumber(wish()))).toMatchObject({ kind: 'rate_limited' });
  });

  it('a clock that is wrong is measured, and told', async () => {
    await practice.control.setSpc({ clock_offset_minutes: 6 });
    const one = client();
    const fault = await spcFaultOf(one.requestNumber(wish()));
    expect(fault).toMatchObject({ fault: { kind: 'authentication', reason: 'TIMESTAMP' }, retryable: true });
    expect(fault.message).toContain('6 min behind');
    expect(Math.abs((one.clockDifferenceMs() ?? 0) - 6 * MINUTE)).toBeLessThan(1000);
    await practice.control.setSpc({ clock_offset_minutes: 0 });
  });

  it('Basic works where security headers do not', async () => {
    await practice.control.setSpc({ security_headers: 'refused' });
    expect(await spcFaultOf(client().requestNumber(wish()))).toMatchObject({
      fault: { kind: 'other_fault' },
      retryable: false,
    });
    expect(await client({ authentication: 'basic' }).requestNumber(wish())).toMatchObject({
      state: 'ACTIVE',
    });
    await practice.control.setSpc({ security_headers: 'accepted' });
  });

  it('the probe tells a right account from a wrong one, and takes no number', async () => {
    const before = (await practice.control.spcState()).numbers_given;
    await client().probe({ signal });
    await client({ authentication: 'basic' }).probe({ signal });
    await client({ customerId: '' }).probe({ signal });
    expect(await causeOf(client({}, 'wrong').probe({ signal }))).toMatchObject({ reason: 'CREDENTIALS' });
    expect(await causeOf(client({ customerId: 'nobody' }).probe({ signal }))).toMatchObject({
      reason: 'SCOPE',
    });
    expect((await practice.control.spcState()).numbers_given).toBe(before);
  });
});

describe('spoiled answers', () => {
  it.each([
    ['empty', 'it is empty'],
    ['dtd', 'document type'],
    ['entity-bomb', 'document type'],
    ['external-entity', 'document type'],
    ['gzip-bomb', 'larger than is read'],
    ['utf-16', 'utf-16'],
    ['oversize', 'larger than is read'],
    ['two-children', 'more than one element'],
    ['zoneless-times', 'is not a time with a zone'],
    ['truncate', 'breaks off'],
    ['garbage', ''],
    ['html', 'a web page'],
  ] as const)('%s: told, and asked again to the same end', async (kind, why) => {
    await practice.control.setFault({ target: 'spc', kind, times: 1 });
    const same = wish();
    const fault = await spcFaultOf(client().requestNumber(same));
    expect(fault).toMatchObject({ fault: { kind: 'transport' }, retryable: true });
    expect(fault.message).toContain(why);
    expect(await client().requestNumber(same)).toMatchObject({ state: 'ACTIVE' });
    expect(
      (await practice.control.spcState({ client_reference: same.clientReference })).sessions,
    ).toHaveLength(1);
  });

  it('times with another offset are the same times', async () => {
    await practice.control.setFault({ target: 'spc', kind: 'offset-times', times: 1 });
    expect((await client().requestNumber(wish())).allocatedAt).toBe(now);
  });

  it('a fault may come with 200', async () => {
    await practice.control.setFault({ target: 'spc', kind: 'refuse-200', times: 1 });
    expect(await spcFaultOf(client().requestNumber(wish()))).toMatchObject({
      fault: { kind: 'other_fault' },
    });
  });
});
