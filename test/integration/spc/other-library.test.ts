import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createClientAsync, listen, WSSecurity } from 'soap';
import type { Client } from 'soap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionClient } from '#main/engine/ports/session-client.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { spcAccount, spcFaultOf, SPC_KEY } from '#test/support/spc/account.ts';

const WSDL = fileURLToPath(new URL('../../../docs/session-numbers.wsdl', import.meta.url));
const signal = new AbortController().signal;
const NAUGHTY = 'B: 24 hours & 20% off <b>“Ünï”</b> 😀 ]]> \'"';

describe('our client at a server another library makes of the WSDL', () => {
  let http: Server;
  let client: SessionClient;
  const heard: { operation: string; args: unknown }[] = [];
  const users: unknown[] = [];

  const fault = (name: string, more: object, code = 'soap:Client') => ({
    Fault: {
      faultcode: code,
      faultstring: 'No.',
      detail: {
        [`tns:${name}`]: {
          'tns:code': name,
          'tns:message': 'No.',
          'tns:retryable': false,
          'tns:occurredAt': '2026-03-02T15:04:04Z',
          'tns:requestId': 'req-1',
          ...more,
        },
      },
      statusCode: 500,
    },
  });
  const session = {
    sessionId: 'ses-1',
    campaignId: 'spring-offer-7',
    phoneNumber: { e164: '+12025550143', display: '(202) 555-0143', country: 'US' },
    destination: { kind: 'SIP', address: 'sip:a@pbx.example' },
    state: 'ACTIVE',
    allocatedAt: '2026-03-02T15:04:04.391Z',
    expiresAt: '2026-03-02T19:04:04.391Z',
    informationVersion: 1,
  };
  const operations = {
    GetSessionPhoneNumber(args: { campaignId?: string }) {
      heard.push({ operation: 'GetSessionPhoneNumber', args });
      // The library's own way to answer with a fault.
      // oxlint-disable-next-line typescript/only-throw-error
      if (args.campaignId === 'gone') throw fault('CampaignNotFound', { 'tns:campaignId': 'gone' });
      return { session, replayed: true, requestId: 'req-1' };
    },
    UpdateSessionInformation(args: object) {
      heard.push({ operation: 'UpdateSessionInformation', args });
      return {
        accepted: true,
        sessionId: 'ses-1',
        informationVersion: 2,
        updatedAt: '2026-03-02T15:04:05Z',
        requestId: 'req-2',
      };
    },
    ReleaseSessionPhoneNumber(args: object) {
      heard.push({ operation: 'ReleaseSessionPhoneNumber', args });
      // oxlint-disable-next-line typescript/only-throw-error
      throw { Fault: { faultcode: 'soap:Server', faultstring: 'Try later.' } };
    },
    GetSessionCalls(args: object) {
      heard.push({ operation: 'GetSessionCalls', args });
      const field = { name: 'ad_copy', value: NAUGHTY };
      const { sessionId, campaignId, destination } = session;
      const call = {
        callId: 'call-1',
        sessionId,
        campaignId,
        phoneNumber: '+12025550143',
        destination,
        status: 'NO_ANSWER',
        startedAt: '2026-03-02T16:41:09Z',
        durationSeconds: 0,
        informationVersion: 2,
        information: { keywords: { keyword: ['a', 'b & c'] }, customFields: { field: [field] } },
      };
      return {
        calls: { call: [call, { ...call, callId: 'call-2' }] },
        asOf: '2026-03-02T17:30:00Z',
        requestId: 'r',
      };
    },
  };

  beforeAll(async () => {
    http = createServer();
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const services = { SpcSessionNumbers: { SpcSessionNumbersSoap11: operations } };
    const server = listen(http, '/soap/v1', services, await readFile(WSDL, 'utf8'));
    server.authenticate = (security) => {
      users.push(security);
      return true;
    };
    const address = http.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    const endpoint = `http://127.0.0.1:${address.port}/soap/v1`;
    client = sessionClients()(spcAccount({ endpoint }), SPC_KEY);
  });
  afterAll(() => {
    http.closeAllConnections();
    http.close();
  });

  it('is understood and understands: a number', async () => {
    const given = await client.requestNumber({
      campaignId: 'spring-offer-7',
      clientReference: 'spring-offer-7:msg-1',
      ttlSeconds: 14_400,
      information: {
        keywords: ['a', 'b & c'],
        fields: { ad_copy: NAUGHTY, twitter_id: '1597334455667788990' },
      },
      signal,
    });
    expect(given).toMatchObject({ sessionId: 'ses-1', replayed: true, destination: { kind: 'SIP' } });
    expect(heard.at(-1)?.args).toMatchObject({
      customerId: 'acme',
      campaignId: 'spring-offer-7',
      clientReference: 'spring-offer-7:msg-1',
      requestedTtlSeconds: '14400',
      information: {
        keywords: { keyword: ['a', 'b & c'] },
        customFields: {
          field: [
            { name: 'ad_copy', value: NAUGHTY },
            { name: 'twitter_id', value: '1597334455667788990' },
          ],
        },
      },
    });
    expect(users.at(-1)).toMatchObject({
      UsernameToken: { Username: 'acme-affiliates', Password: { $value: SPC_KEY } },
    });
  });

  it('an update, calls, a fault of the contract and one of the library’s own', async () => {
    const update = { mode: 'merge', fields: { source: '' }, remove: ['gclid'] } as const;
    const held = { phoneNumber: '+12025550143' };
    expect(
      await client.updateInformation({ session: held, update, expectedVersion: 1, signal }),
    ).toMatchObject({
      accepted: true,
      informationVersion: 2,
    });
    expect(heard.at(-1)?.args).toMatchObject({
      session: held,
      mode: 'MERGE',
      removeFields: { name: ['gclid'] },
    });
    const window = { startedFrom: 0, startedBefore: 1000, pageSize: 10, cursor: null };
    const page = await client.calls({ campaignId: 'c', ...window, signal });
    expect(page.calls).toHaveLength(2);
    expect(page.calls[1]?.information).toEqual({ keywords: ['a', 'b & c'], fields: { ad_copy: NAUGHTY } });
    const gone = { campaignId: 'gone', clientReference: '12345678', ttlSeconds: null, information: null };
    expect(await spcFaultOf(client.requestNumber({ ...gone, signal }))).toMatchObject({
      fault: { kind: 'campaign_not_found', campaignId: 'gone' },
      retryable: false,
    });
    expect(await spcFaultOf(client.release({ sessionId: 'ses-1', signal }))).toMatchObject({
      fault: { kind: 'other_fault' },
      retryable: true,
    });
  });
});

describe('another library’s client at our practice network', () => {
  let practice: Practice;
  let client: Client;
  beforeAll(async () => {
    practice = await startPractice({ seed: 11 });
    client = await createClientAsync(WSDL, {}, practice.network.spcUrl);
    // The ids it makes up hold colons and are refused while the server is strict (mongoose-spc.md 9.9).
    await practice.control.setSpc({ strict_ids: false });
    const { spcUser, spcKey } = practice.network;
    const options = { hasNonce: true, hasTimeStamp: true, hasTokenCreated: true, mustUnderstand: true };
    client.setSecurity(new WSSecurity(spcUser, spcKey, options));
  });
  afterAll(() => practice.stop());

  it('gets a number, updates it, ends it and reads its calls', async () => {
    const call = async (operation: string, args: object): Promise<Record<string, unknown>> => {
      const method: unknown = client[`${operation}Async`];
      if (typeof method !== 'function') throw new Error(`No operation ${operation}.`);
      const [result]: unknown[] = await Reflect.apply(method, client, [args]);
      return { ...(typeof result === 'object' ? result : {}) };
    };
    const { session } = await call('GetSessionPhoneNumber', {
      campaignId: 'spring-offer-7',
      clientReference: 'other-library-1',
      information: { keywords: { keyword: ['a', 'b'] } },
    });
    expect(session).toMatchObject({ state: 'ACTIVE', campaignId: 'spring-offer-7' });
    const [kept] = (await practice.control.spcState({ client_reference: 'other-library-1' })).sessions;
    if (!kept) throw new Error('The session was not kept.');
    const updated = await call('UpdateSessionInformation', {
      session: { sessionId: kept.session_id },
      information: { customFields: { field: [{ name: 'ad_copy', value: NAUGHTY }] } },
    });
    expect(updated).toMatchObject({ accepted: true, sessionId: kept.session_id });
    await practice.control.addSpcCalls({ session_id: kept.session_id, status: 'NO_ANSWER' });
    const calls = await call('GetSessionCalls', {
      campaignId: 'spring-offer-7',
      startedFrom: new Date(kept.allocated_at - 60_000).toISOString(),
      startedBefore: new Date(kept.allocated_at + 600_000).toISOString(),
      customField: [{ name: 'ad_copy', value: NAUGHTY }],
    });
    expect(calls).toMatchObject({ calls: { call: [{ sessionId: kept.session_id, status: 'NO_ANSWER' }] } });
    const released = await call('ReleaseSessionPhoneNumber', { sessionId: kept.session_id });
    expect(released).toMatchObject({ state: 'RELEASED' });
    const gone = call('GetSessionPhoneNumber', { campaignId: 'gone', clientReference: 'other-library-2' });
    await expect(gone).rejects.toThrow(/campaign/i);
  });
});
