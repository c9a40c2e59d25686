import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '#main/networks/http/http-send.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import { SPC_NAMESPACE } from '#shared/domain/spc-endpoint.ts';
import {
  envelope,
  scriptedSend,
  soapAnswer,
  spcAccount,
  spcFaultOf,
  SPC_KEY,
  UPDATE_ANSWER,
} from '#test/support/spc/account.ts';

const NOW = Date.parse('2026-03-02T15:04:04.120Z');
const signal = new AbortController().signal;

const client = (...answers: readonly HttpAnswer[]) =>
  sessionClients({ send: scriptedSend(...answers).send, clock: () => NOW })(spcAccount(), SPC_KEY);
const request = (...answers: readonly HttpAnswer[]) =>
  client(...answers).requestNumber({
    campaignId: 'spring-offer-7',
    clientReference: 'spring-offer-7:msg-000412',
    ttlSeconds: null,
    information: null,
    signal,
  });
const calls = (...answers: readonly HttpAnswer[]) =>
  client(...answers).calls({
    campaignId: 'spring-offer-7',
    startedFrom: NOW - 86_400_000,
    startedBefore: NOW,
    pageSize: 100,
    cursor: null,
    signal,
  });

const SESSION = `<session>
  <sessionId>ses-8f31c0</sessionId><campaignId> spring-offer-7
  </campaignId>
  <phoneNumber><e164>+12025550143</e164><display>(202)  555-0143</display><country>US</country></phoneNumber>
  <destination><kind>PSTN</kind><address>+13125550100</address></destination>
  <state>ACTIVE</state><allocatedAt>2026-03-02T15:04:04.391Z</allocatedAt>
  <expiresAt>2026-03-02T21:04:04.391+02:00</expiresAt><informationVersion>1</informationVersion>
</session><replayed>false</replayed><requestId>req-5501</requestId>`;
const session = (content = SESSION): HttpAnswer =>
  soapAnswer(
    envelope(
      `<GetSessionPhoneNumberResponse xmlns="${SPC_NAMESPACE}">${content}</GetSessionPhoneNumberResponse>`,
    ),
  );
const GIVEN = {
  sessionId: 'ses-8f31c0',
  campaignId: 'spring-offer-7',
  number: { e164: '+12025550143', display: '(202) 555-0143', country: 'US' },
  destination: { kind: 'PSTN', address: '+13125550100' },
  state: 'ACTIVE',
  allocatedAt: Date.parse('2026-03-02T15:04:04.391Z'),
  expiresAt: Date.parse('2026-03-02T19:04:04.391Z'),
  informationVersion: 1,
  replayed: false,
  requestId: 'req-5501',
};
const CALL = `<call><callId>call-77120</callId><sessionId>ses-8f31c0</sessionId><campaignId>spring-offer-7</campaignId>
  <phoneNumber>+12025550143</phoneNumber><callerNumber>+14155550187</callerNumber>
  <destination><kind>QUEUE</kind><address>garden-desk</address></destination><status>ANSWERED</status>
  <startedAt>2026-03-02T16:41:09Z</startedAt><answeredAt>2026-03-02T16:41:17Z</answeredAt>
  <durationSeconds>312</durationSeconds><informationVersion>2</informationVersion>
  <information><keywords><keyword>spring offer</keyword></keywords><customFields>
  <field><name>twitter_id</name><value>1597334455667788990</value></field>
  <field><name>ad_copy</name><value>B: 24 hours &amp; 20% off</value></field>
  <field><name>constructor</name><value/></field></customFields></information></call>`;
const page = (content: string): HttpAnswer =>
  soapAnswer(
    envelope(
      `<GetSessionCallsResponse xmlns="${SPC_NAMESPACE}"><calls>${content}</calls><asOf>2026-03-02T17:30:00Z</asOf><requestId>r</requestId></GetSessionCallsResponse>`,
    ),
  );

describe('answers', () => {
  it('are read by the types of the schema: white space, offsets, booleans', async () => {
    expect(await request(session())).toEqual(GIVEN);
    expect(await request(session(SESSION.replace('>false<', '> 1 <')))).toEqual({ ...GIVEN, replayed: true });
  });

  it('mean the same with another prefix, a header, comments and a byte order mark', async () => {
    const other = `\ufeff<?xml version='1.0' encoding='utf-8'?><!-- x --><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:n7="${SPC_NAMESPACE}"><S:Header><o:Security S:mustUnderstand="1" xmlns:o="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"/><x xmlns="urn:y" S:mustUnderstand="0"/></S:Header><S:Body><n7:GetSessionPhoneNumberResponse>${SESSION.replace(/<(\/?)(?=\w)/g, '<$1n7:')}</n7:GetSessionPhoneNumberResponse></S:Body></S:Envelope>`;
    expect(await request(soapAnswer(other))).toEqual(GIVEN);
  });

  it('may carry what a later contract adds, at the end of session and call', async () => {
    const more = '<v2:cost xmlns:v2="urn:v2"><v2:amount>1</v2:amount></v2:cost>';
    expect(await request(session(SESSION.replace('</session>', `${more.repeat(10)}</session>`)))).toEqual(
      GIVEN,
    );
    expect((await calls(page(CALL.replace('</call>', `${more}</call>`)))).calls).toHaveLength(1);
    for (const spoiled of [
      SESSION.replace('</session>', `${more.repeat(11)}</session>`),
      SESSION.replace('<state>', `${more}<state>`),
      SESSION.replace('</session>', '<cost xmlns="">1</cost></session>'),
      SESSION.replace('</session>', '<cost>1</cost></session>'),
      `${SESSION}${more}`,
    ]) {
      expect((await spcFaultOf(request(session(spoiled)))).fault).toEqual({
        kind: 'transport',
        why: 'unreadable',
      });
    }
  });

  it('tell calls with the information they began with, ids as text', async () => {
    const {
      calls: read,
      nextCursor,
      asOf,
    } = await calls(
      page(
        CALL +
          CALL.replace(/<callerNumber>.*<\/callerNumber>/, '').replace(/<answeredAt>.*?<\/answeredAt>/, ''),
      ),
    );
    expect(read[0]).toEqual({
      callId: 'call-77120',
      sessionId: 'ses-8f31c0',
      campaignId: 'spring-offer-7',
      number: '+12025550143',
      callerNumber: '+14155550187',
      destination: { kind: 'QUEUE', address: 'garden-desk' },
      status: 'ANSWERED',
      startedAt: Date.parse('2026-03-02T16:41:09Z'),
      answeredAt: Date.parse('2026-03-02T16:41:17Z'),
      durationSeconds: 312,
      informationVersion: 2,
      information: {
        keywords: ['spring offer'],
        fields: { twitter_id: '1597334455667788990', ad_copy: 'B: 24 hours & 20% off', constructor: '' },
      },
    });
    expect(read[1]).toMatchObject({ callerNumber: null, answeredAt: null });
    expect([nextCursor, asOf]).toEqual([null, Date.parse('2026-03-02T17:30:00Z')]);
    expect((await calls(page(''))).calls).toEqual([]);
  });

  it.each([
    [
      'a time without a zone',
      '15:04:04.391Z',
      '15:04:04.391',
      'session/allocatedAt is not a time with a zone',
    ],
    ['a day that is none', '2026-03-02T15', '2026-02-30T15', 'session/allocatedAt is not a time'],
    ['midnight at 24', '15:04:04.391Z', '24:00:00Z', 'session/allocatedAt is not a time'],
    ['a leap second', '15:04:04.391Z', '15:04:60Z', 'session/allocatedAt is not a time'],
    ['too long an offset', '+02:00', '+15:00', 'session/expiresAt is not a time'],
    ['a number that is none', '+12025550143', '2025550143', 'phoneNumber/e164 is not a number in E.164'],
    ['a state that is none', 'ACTIVE', 'active', 'state is none of ACTIVE, EXPIRED, RELEASED'],
    ['a version that is none', '>1<', '>1.0<', 'informationVersion is not a whole number'],
    ['a negative version', '>1<', '>-1<', 'informationVersion'],
    ['an empty boolean', '>false<', '><', 'replayed is neither true nor false'],
    ['an empty id', '>ses-8f31c0<', '><', 'sessionId is not an identifier'],
    ['a missing element', '<state>ACTIVE</state>', '', 'session/state is missing'],
    [
      'an element twice',
      '<state>ACTIVE</state>',
      '<state>ACTIVE</state><state>ACTIVE</state>',
      'session has <state> too often',
    ],
    [
      'the last element twice',
      '<requestId>req-5501</requestId>',
      '<requestId>a</requestId><requestId>a</requestId>',
      'too often',
    ],
    ['elements in text', '>ACTIVE<', '><b/>ACTIVE<', 'has elements where it has text'],
    ['text among elements', '<state>', 'x<state>', 'has text where it has none'],
    ['an element in no namespace', '<state>', '<state xmlns="">', 'session/state is missing'],
  ])('with %s are refused', async (_what, from, to, why) => {
    const fault = await spcFaultOf(request(session(SESSION.replace(from, to))));
    expect(fault.fault).toEqual({ kind: 'transport', why: 'unreadable' });
    expect(fault.retryable).toBe(true);
    expect(fault.message).toMatch(new RegExp(why.replace('+', '\\+')));
  });

  it.each([
    ['a field twice', page(CALL.replace('constructor', 'ad_copy')), 'has a field twice'],
    [
      'another operation’s answer',
      soapAnswer(envelope(UPDATE_ANSWER)),
      'holds <UpdateSessionInformationResponse>',
    ],
    [
      'another namespace',
      soapAnswer(envelope('<GetSessionCallsResponse xmlns="urn:other"/>')),
      'namespace urn:other',
    ],
    ['two children in the body', soapAnswer(envelope('<a/><b/>')), 'more than one element'],
    ['an empty body', soapAnswer(envelope('')), 'its body is empty'],
    ['no envelope', soapAnswer('<a/>'), 'not a SOAP envelope'],
    ['SOAP 1.2', soapAnswer('<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>'), 'SOAP 1.1'],
    [
      'a header to be understood',
      soapAnswer(
        envelope('').replace(
          '<soapenv:Body>',
          '<soapenv:Header><x xmlns="urn:y" soapenv:mustUnderstand="1"/></soapenv:Header><soapenv:Body>',
        ),
      ),
      'asks for something',
    ],
    [
      'another charset in the header',
      soapAnswer(envelope('<a/>'), 200, { 'content-type': 'text/xml; charset="ISO-8859-1"' }),
      'ISO-8859-1',
    ],
    ['nothing', soapAnswer(''), 'it is empty'],
    [
      'a web page',
      soapAnswer('<!DOCTYPE html><html><title>Sign in &middot; Acme</title>'),
      'a web page (“Sign in &middot; Acme”)',
    ],
    ['half of it', soapAnswer(envelope('<a><b></b>').slice(0, -40)), 'breaks off|is not closed'],
  ])('that are %s are refused', async (_what, answer, why) => {
    const fault = await spcFaultOf(calls(answer));
    expect(fault.fault).toEqual({ kind: 'transport', why: 'unreadable' });
    expect(fault.message).toMatch(new RegExp(why.replace(/[()]/g, '\\$&')));
    expect(fault.message).toMatch(/^The answer of Acme SPC cannot be read: /);
  });

  it.each([
    [403, 'not_permitted'],
    [404, 'not_found'],
    [429, 'rate_limited'],
    [500, 'server'],
    [503, 'server'],
    [418, 'unreadable'],
  ] as const)('of HTTP %i without SOAP are told by their status, and tried again', async (status, why) => {
    const fault = await spcFaultOf(request(soapAnswer('<html>Busy</html>', status, { 'retry-after': '7' })));
    expect(fault.fault).toEqual({ kind: 'transport', why });
    expect(fault).toMatchObject({ retryable: true, retryAfterMs: 7000, requestId: null });
    expect(fault.message).toBe(
      `Acme SPC answered with HTTP ${status} and no SOAP message: it is a web page.`,
    );
  });

  it('of HTTP 401 without SOAP mean that the key is wrong', async () => {
    const fault = await spcFaultOf(
      request(soapAnswer('Unauthorized', 401, { 'content-type': 'text/plain' })),
    );
    expect(fault).toMatchObject({
      fault: { kind: 'authentication', reason: 'CREDENTIALS' },
      retryable: false,
    });
  });

  it('of another status than 200 are no success', async () => {
    const fault = await spcFaultOf(request({ ...session(), status: 500 }));
    expect(fault.fault).toEqual({ kind: 'transport', why: 'server' });
  });

  it('never show the key, however they hold it', async () => {
    for (const body of [`<html><title>${SPC_KEY}</title>`, `<a b="${SPC_KEY}"`]) {
      await spcFaultOf(request(soapAnswer(body)));
    }
    const key = 'plain-key-0123456789';
    const { send } = scriptedSend(soapAnswer(`<html><title>${'x'.repeat(70)}${key}</title>`, 403));
    const one = sessionClients({ send, sleep: () => Promise.resolve() })(spcAccount(), key);
    expect((await spcFaultOf(one.probe({ signal }))).message).not.toContain('plain');
  });
});

describe('the clock', () => {
  it('is compared with the network’s by the Date of the last answer', async () => {
    const one = client(
      soapAnswer(envelope(UPDATE_ANSWER), 200, { date: 'Mon, 02 Mar 2026 15:10:04 GMT' }),
      soapAnswer('', 500),
    );
    expect(one.clockDifferenceMs()).toBeNull();
    const update = () =>
      one.updateInformation({
        session: { sessionId: 's' },
        update: { mode: 'replace' },
        expectedVersion: null,
        signal,
      });
    await update();
    expect(one.clockDifferenceMs()).toBe(360_380);
    await spcFaultOf(update());
    expect(one.clockDifferenceMs()).toBe(360_380);
  });
});
