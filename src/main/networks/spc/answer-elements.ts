import type {
  Destination,
  GivenCall,
  GivenSession,
  SessionClient,
} from '#main/engine/ports/session-client.ts';
import type { SessionInformation } from '#shared/domain/session-information.ts';
import { XmlRefused } from '../xml/element.ts';
import { inOrder } from './element-sequence.ts';
import type { ReadElement } from './element-sequence.ts';
import * as type from './simple-types.ts';

const MOST_CALLS = 500;
const MOST_KEYWORDS = 20;
const MOST_FIELDS = 25;

type Answer<Method extends 'updateInformation' | 'release' | 'calls'> = Awaited<
  ReturnType<SessionClient[Method]>
>;

/** Reads an answer to a request for a number (mongoose-spc.md 4.1); the reader throws XmlRefused. */
export function sessionAnswer(namespace: string): ReadElement<GivenSession> {
  const session = inOrder(
    namespace,
    (from) => ({
      sessionId: from.one('sessionId', type.code),
      campaignId: from.one('campaignId', type.code),
      number: from.one('phoneNumber', phoneNumberElement(namespace)),
      destination: from.one('destination', destinationElement(namespace)),
      state: from.one('state', type.oneOf(['ACTIVE', 'EXPIRED', 'RELEASED'])),
      allocatedAt: from.one('allocatedAt', type.instant),
      expiresAt: from.one('expiresAt', type.instant),
      informationVersion: from.one('informationVersion', type.count),
    }),
    'open',
  );
  return inOrder(namespace, (from) => ({
    ...from.one('session', session),
    replayed: from.one('replayed', type.truth),
    requestId: from.one('requestId', type.code),
  }));
}

/** Reads an answer to an update (mongoose-spc.md 4.2); the reader throws XmlRefused. */
export function updateAnswer(namespace: string): ReadElement<Answer<'updateInformation'>> {
  return inOrder(namespace, (from) => ({
    accepted: from.one('accepted', type.truth),
    sessionId: from.one('sessionId', type.code),
    informationVersion: from.one('informationVersion', type.count),
    updatedAt: from.one('updatedAt', type.instant),
    requestId: from.one('requestId', type.code),
  }));
}

/** Reads an answer to a release (mongoose-spc.md 4.3); the reader throws XmlRefused. */
export function releaseAnswer(namespace: string): ReadElement<Answer<'release'>> {
  return inOrder(namespace, (from) => ({
    sessionId: from.one('sessionId', type.code),
    state: from.one('state', type.oneOf(['EXPIRED', 'RELEASED'])),
    releasedAt: from.one('releasedAt', type.instant),
    quarantinedUntil: from.one('quarantinedUntil', type.instant),
    requestId: from.one('requestId', type.code),
  }));
}

/** Reads a page of calls (mongoose-spc.md 4.4); the reader throws XmlRefused. */
export function callsAnswer(namespace: string): ReadElement<Answer<'calls'>> {
  const call = callElement(namespace);
  const list = inOrder(namespace, (from) => from.many('call', MOST_CALLS, call));
  return inOrder(namespace, (from) => ({
    calls: from.one('calls', list),
    nextCursor: from.optional('nextCursor', type.cursor),
    asOf: from.one('asOf', type.instant),
    requestId: from.one('requestId', type.code),
  }));
}

/** A phone number with its spellings, in answers and faults alike. */
export function phoneNumberElement(namespace: string): ReadElement<GivenSession['number']> {
  return inOrder(namespace, (from) => ({
    e164: from.one('e164', type.e164),
    display: from.one('display', type.display),
    country: from.one('country', type.country),
  }));
}

function callElement(namespace: string): ReadElement<GivenCall> {
  const destination = destinationElement(namespace);
  const information = informationElement(namespace);
  return inOrder(
    namespace,
    (from) => ({
      callId: from.one('callId', type.code),
      sessionId: from.one('sessionId', type.code),
      campaignId: from.one('campaignId', type.code),
      number: from.one('phoneNumber', type.e164),
      callerNumber: from.optional('callerNumber', type.e164),
      destination: from.one('destination', destination),
      status: from.one('status', type.oneOf(['ANSWERED', 'NO_ANSWER', 'BUSY', 'FAILED', 'IN_PROGRESS'])),
      startedAt: from.one('startedAt', type.instant),
      answeredAt: from.optional('answeredAt', type.instant),
      durationSeconds: from.one('durationSeconds', type.count),
      informationVersion: from.one('informationVersion', type.count),
      information: from.one('information', information),
    }),
    'open',
  );
}

function destinationElement(namespace: string): ReadElement<Destination> {
  return inOrder(namespace, (from) => ({
    kind: from.one('kind', type.oneOf(['PSTN', 'SIP', 'QUEUE'])),
    address: from.one('address', type.address),
  }));
}

function informationElement(namespace: string): ReadElement<SessionInformation> {
  const keywords = inOrder(namespace, (from) => from.many('keyword', MOST_KEYWORDS, type.keyword));
  const field = inOrder(
    namespace,
    (from) => [from.one('name', type.fieldName), from.one('value', type.fieldValue)] as const,
  );
  const fields = inOrder(namespace, (from, path) => {
    const read = from.many('field', MOST_FIELDS, field);
    const named = new Map(read);
    if (named.size < read.length) throw new XmlRefused(`${path} has a field twice`);
    return Object.fromEntries(named);
  });
  return inOrder(namespace, (from) => ({
    keywords: from.optional('keywords', keywords) ?? [],
    fields: from.optional('customFields', fields) ?? {},
  }));
}
