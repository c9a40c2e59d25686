import { phoneNumberElement } from './fault-message.ts';
import { EXTENSION, SPC } from './namespaces.ts';
import { standingAt, type SpcCall } from './session-calls.ts';
import type { StoredInformation } from './session-information.ts';
import {
  currentInformation,
  endOf,
  quarantinedUntil,
  stateAt,
  type InformationVersion,
  type SpcSession,
} from './spc-session.ts';
import type { SpcDestination } from './spc-world.ts';
import { elementsOf, type XmlElement } from './xml/element.ts';
import { zonedText } from './zoned-time.ts';

const spc = elementsOf(SPC);

/** What every answer is made with: now, the number to quote, and whether the extension points are used. */
export interface AnswerNote {
  readonly now: number;
  readonly requestId: string;
  readonly extended: boolean;
}

/** An element of another namespace, as later servers may add it (mongoose-spc.md 2). */
function extension(name: string, value: string, { extended }: AnswerNote): XmlElement | undefined {
  return extended ? elementsOf(EXTENSION)(name, value) : undefined;
}

function destinationElement({ kind, address }: SpcDestination): XmlElement {
  return spc('destination', spc('kind', kind), spc('address', address));
}

function informationElement({ keywords, fields }: StoredInformation): XmlElement {
  const listed = keywords.map((keyword) => spc('keyword', keyword));
  const named = [...fields].map(([name, value]) => spc('field', spc('name', name), spc('value', value)));
  return spc(
    'information',
    listed.length === 0 ? undefined : spc('keywords', ...listed),
    named.length === 0 ? undefined : spc('customFields', ...named),
  );
}

/** The answer to GetSessionPhoneNumber. */
export function allocationAnswer(session: SpcSession, replayed: boolean, note: AnswerNote): XmlElement {
  return spc(
    'GetSessionPhoneNumberResponse',
    spc(
      'session',
      spc('sessionId', session.id),
      spc('campaignId', session.campaign.campaignId),
      phoneNumberElement('phoneNumber', session.number),
      destinationElement(session.campaign.destination),
      spc('state', stateAt(session, note.now)),
      spc('allocatedAt', zonedText(session.allocatedAt)),
      spc('expiresAt', zonedText(session.expiresAt)),
      spc('informationVersion', String(currentInformation(session).version)),
      extension('poolTier', 'standard', note),
    ),
    spc('replayed', String(replayed)),
    spc('requestId', note.requestId),
  );
}

/** The answer to UpdateSessionInformation. */
export function updateAnswer(
  session: SpcSession,
  stored: InformationVersion,
  accepted: boolean,
  { requestId }: AnswerNote,
): XmlElement {
  return spc(
    'UpdateSessionInformationResponse',
    spc('accepted', String(accepted)),
    spc('sessionId', session.id),
    spc('informationVersion', String(stored.version)),
    spc('updatedAt', zonedText(stored.at)),
    spc('requestId', requestId),
  );
}

/** The answer to ReleaseSessionPhoneNumber. */
export function releaseAnswer(session: SpcSession, { now, requestId }: AnswerNote): XmlElement {
  return spc(
    'ReleaseSessionPhoneNumberResponse',
    spc('sessionId', session.id),
    spc('state', stateAt(session, now)),
    spc('releasedAt', zonedText(endOf(session))),
    spc('quarantinedUntil', zonedText(quarantinedUntil(session))),
    spc('requestId', requestId),
  );
}

/** A call in the answer to GetSessionCalls. */
export function callElement(call: SpcCall, note: AnswerNote): XmlElement {
  const { session, information } = call;
  const { status, answeredAt, durationSeconds } = standingAt(call, note.now);
  return spc(
    'call',
    spc('callId', call.id),
    spc('sessionId', session.id),
    spc('campaignId', session.campaign.campaignId),
    spc('phoneNumber', session.number.e164),
    call.caller === undefined ? undefined : spc('callerNumber', call.caller),
    destinationElement(session.campaign.destination),
    spc('status', status),
    spc('startedAt', zonedText(call.startedAt)),
    answeredAt === undefined ? undefined : spc('answeredAt', zonedText(answeredAt)),
    spc('durationSeconds', String(durationSeconds)),
    spc('informationVersion', String(information.version)),
    informationElement(information),
    extension('callerCarrier', 'unknown', note),
  );
}

/** The answer to GetSessionCalls. */
export function callsAnswer(
  calls: readonly XmlElement[],
  nextCursor: string | undefined,
  { now, requestId }: AnswerNote,
): XmlElement {
  return spc(
    'GetSessionCallsResponse',
    spc('calls', ...calls),
    nextCursor === undefined ? undefined : spc('nextCursor', nextCursor),
    spc('asOf', zonedText(now)),
    spc('requestId', requestId),
  );
}
