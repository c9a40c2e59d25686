import type { SessionClient } from '#main/engine/ports/session-client.ts';
import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import { identifierText, oneLineText, storedInformation, storedUpdate } from '#shared/domain/session-text.ts';
import type { XmlOutline } from '../xml/writer.ts';

type Request<Method extends keyof SessionClient> = Omit<
  Parameters<SessionClient[Method]>[0] & object,
  'signal'
>;

/** The four operations of the contract (mongoose-spc.md 2). */
export type Operation =
  'GetSessionPhoneNumber' | 'UpdateSessionInformation' | 'ReleaseSessionPhoneNumber' | 'GetSessionCalls';

/**
 * The most rows that are asked for at once. A call with all it may have is 122 elements, and 20,000 are read
 * (mongoose-spc.md 5, 9.3); a network may send fewer than asked in any case.
 */
const MOST_ROWS = 160;

/** The body of a request for a number. Everything is written as it will be stored (mongoose-spc.md 4.1, 5). */
export function numberBody(customerId: string, request: Request<'requestNumber'>): XmlOutline {
  const { campaignId, clientReference, ttlSeconds, information } = request;
  const stored = information && storedInformation(information);
  const known = stored && (stored.keywords.length > 0 || Object.keys(stored.fields).length > 0);
  return operation('GetSessionPhoneNumber', [
    ...customer(customerId),
    leaf('campaignId', identifierText(campaignId)),
    leaf('clientReference', identifierText(clientReference)),
    ...(ttlSeconds === null ? [] : [leaf('requestedTtlSeconds', String(ttlSeconds))]),
    ...(known ? [informationElement(stored.keywords.length > 0 ? stored : { fields: stored.fields })] : []),
  ]);
}

/** The body of an update (mongoose-spc.md 4.2). */
export function updateBody(customerId: string, request: Request<'updateInformation'>): XmlOutline {
  const { session, expectedVersion } = request;
  const update = storedUpdate(request.update);
  const reference =
    'sessionId' in session
      ? leaf('sessionId', identifierText(session.sessionId))
      : leaf('phoneNumber', identifierText(session.phoneNumber));
  return operation('UpdateSessionInformation', [
    ...customer(customerId),
    { tag: 's:session', content: [reference] },
    leaf('mode', update.mode === 'merge' ? 'MERGE' : 'REPLACE'),
    ...(expectedVersion === null ? [] : [leaf('expectedVersion', String(expectedVersion))]),
    ...(saysSomething(update) ? [informationElement(update)] : []),
    ...removed(update),
  ]);
}

/** The body of a release (mongoose-spc.md 4.3). */
export function releaseBody(customerId: string, request: Request<'release'>): XmlOutline {
  return operation('ReleaseSessionPhoneNumber', [
    ...customer(customerId),
    leaf('sessionId', identifierText(request.sessionId)),
  ]);
}

/** The body of a question for calls (mongoose-spc.md 4.4). */
export function callsBody(customerId: string, request: Request<'calls'>): XmlOutline {
  const { campaignId, sessionId, startedFrom, startedBefore, fields, pageSize, cursor } = request;
  return operation('GetSessionCalls', [
    ...customer(customerId),
    leaf('campaignId', identifierText(campaignId)),
    ...(sessionId === undefined ? [] : [leaf('sessionId', identifierText(sessionId))]),
    leaf('startedFrom', new Date(startedFrom).toISOString()),
    leaf('startedBefore', new Date(startedBefore).toISOString()),
    ...Object.entries(fields ?? {}).map(([name, value]) =>
      namedValue('customField', identifierText(name), oneLineText(value)),
    ),
    leaf('pageSize', String(Math.min(pageSize, MOST_ROWS))),
    ...(cursor === null ? [] : [leaf('cursor', cursor)]),
  ]);
}

/**
 * The body of an update for a session that cannot exist; should it exist all the same, nothing changes
 * (mongoose-spc.md 4.2).
 */
export function probeBody(customerId: string, nonce: Uint8Array): XmlOutline {
  const sessionId = `probe-${Buffer.from(nonce).toString('hex')}`;
  return operation('UpdateSessionInformation', [
    ...customer(customerId),
    { tag: 's:session', content: [leaf('sessionId', sessionId)] },
    leaf('mode', 'MERGE'),
    informationElement({}),
  ]);
}

function operation(name: Operation, content: readonly XmlOutline[]): XmlOutline {
  return { tag: `s:${name}`, content };
}

function leaf(name: string, content: string): XmlOutline {
  return { tag: `s:${name}`, content };
}

function namedValue(tag: string, name: string, value: string): XmlOutline {
  return { tag: `s:${tag}`, content: [leaf('name', name), leaf('value', value)] };
}

function customer(customerId: string): readonly XmlOutline[] {
  return customerId === '' ? [] : [leaf('customerId', identifierText(customerId))];
}

/** A list that is left out says nothing about itself; an empty one is empty. */
function informationElement({
  keywords,
  fields,
}: {
  readonly keywords?: SessionInformation['keywords'] | undefined;
  readonly fields?: SessionInformation['fields'] | undefined;
}): XmlOutline {
  const entries = Object.entries(fields ?? {});
  return {
    tag: 's:information',
    content: [
      ...(keywords
        ? [{ tag: 's:keywords', content: keywords.map((keyword) => leaf('keyword', keyword)) }]
        : []),
      ...(entries.length > 0
        ? [
            {
              tag: 's:customFields',
              content: entries.map(([name, value]) => namedValue('field', name, value)),
            },
          ]
        : []),
    ],
  };
}

function saysSomething(update: InformationUpdate): boolean {
  const fields = Object.keys(update.fields ?? {}).length > 0;
  return update.mode === 'replace' || update.keywords !== undefined || fields;
}

function removed(update: InformationUpdate): readonly XmlOutline[] {
  const names = update.mode === 'merge' ? (update.remove ?? []) : [];
  if (names.length === 0) return [];
  return [{ tag: 's:removeFields', content: names.map((name) => leaf('name', name)) }];
}
