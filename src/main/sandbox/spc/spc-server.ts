import type { WireReply, WireRequest } from '../wire.ts';
import {
  allocationAnswer,
  callElement,
  callsAnswer,
  releaseAnswer,
  updateAnswer,
  type AnswerNote,
} from './answers.ts';
import type { Doorkeeper } from './doorkeeper.ts';
import { envelopeAround, readSoapMessage } from './envelope.ts';
import { plainFault, typedFault } from './fault-message.ts';
import { SOAP, SPC } from './namespaces.ts';
import type { RateGate } from './rate-gate.ts';
import { operationOf, readSpcRequest, type SpcRequest } from './requests.ts';
import type { SessionCalls } from './session-calls.ts';
import type { SessionDesk } from './session-desk.ts';
import { SoapRefusal, SpcRefusal } from './spc-refusal.ts';
import type { SpcSettings } from './spc-settings.ts';
import type { SpcUser, SpcWorld } from './spc-world.ts';
import { refuseField } from './violations.ts';
import type { XmlElement } from './xml/element.ts';
import { writeXml, writtenBytes, type Prefixes } from './xml/write-xml.ts';

/** What the server is made of. */
export interface SpcParts {
  readonly world: SpcWorld;
  readonly desk: SessionDesk;
  readonly calls: SessionCalls;
  readonly doorkeeper: Doorkeeper;
  readonly gate: RateGate;
  readonly settings: SpcSettings;
  /** Now by the server's own clock, in ms since 1970. */
  readonly clock: () => number;
}

/** The SOAP server: a request in, its answer out. */
export interface SpcServer {
  answer(request: WireRequest): WireReply;
  /** An answer with this envelope, as the server would send it. */
  reply(envelope: XmlElement, status: number): WireReply;
  /** The number the next answer is quoted by. */
  nextRequestId(): string;
}

const MOST_REQUEST_BYTES = 64 * 1024;
const EXTENSIONS: ReadonlySet<SpcRequest['operation']> = new Set([
  'ReleaseSessionPhoneNumber',
  'GetSessionCalls',
]);
const XML_TYPE = /^text\/xml\s*(?:;\s*charset\s*=\s*"?([\w.-]+)"?\s*)?$/i;

function requireReadable({ method, headers, bytes }: WireRequest): void {
  if (method !== 'POST') throw new SoapRefusal('Client', 'Requests are sent by POST.', 405);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new SoapRefusal('Client', `The encoding ${encoding} is not read.`, 415);
  const type = XML_TYPE.exec(headers['content-type'] ?? '');
  if (type === null) throw new SoapRefusal('Client', 'The content type must be text/xml.', 415);
  if ((type[1] ?? 'utf-8').toLowerCase() !== 'utf-8')
    throw new SoapRefusal('Client', `The character set ${type[1]} is not read.`, 415);
  if (bytes.length > MOST_REQUEST_BYTES)
    throw new SoapRefusal('Client', `The request is larger than ${MOST_REQUEST_BYTES} bytes.`, 413);
}

function requireAction(operation: SpcRequest['operation'], header: string | string[] | undefined): void {
  if (header !== `"${SPC}/${operation}"`)
    throw new SoapRefusal('Client', `SOAPAction must be "${SPC}/${operation}", in quotes.`);
}

function customerFor(user: SpcUser, customerId: string | undefined): string {
  if (customerId !== undefined) {
    if (user.customers.includes(customerId)) return customerId;
    throw new SpcRefusal('The key may not act for this customer.', {
      code: 'AuthenticationFailed',
      reason: 'SCOPE',
    });
  }
  const [only, ...more] = user.customers;
  if (only === undefined || more.length > 0) return refuseField('customerId', 'REQUIRED');
  return only;
}

/** Makes the server over its parts (mongoose-spc.md 2 and 4). */
export function createSpcServer(parts: SpcParts): SpcServer {
  const { desk, calls, doorkeeper, gate, settings, clock } = parts;
  let requests = 5500;

  function nextRequestId(): string {
    requests += 1;
    return `req-${requests}`;
  }

  function reply(envelope: XmlElement, status: number): WireReply {
    const plain: Prefixes = { [SOAP]: 'soapenv' };
    const prefixes = settings.prefixed ? { ...plain, [SPC]: 'n7' } : plain;
    return {
      status,
      headers: { 'content-type': 'text/xml; charset=utf-8', date: new Date(clock()).toUTCString() },
      body: writeXml(envelope, prefixes),
    };
  }

  function carryOut(request: SpcRequest, customer: string, note: AnswerNote): XmlElement {
    const { now } = note;
    switch (request.operation) {
      case 'GetSessionPhoneNumber': {
        const { session, replayed } = desk.allocate(customer, request, now);
        return allocationAnswer(session, replayed, note);
      }
      case 'UpdateSessionInformation': {
        const accepted = settings.acceptsUpdates;
        const { session, stored } = accepted
          ? desk.update(customer, request, now)
          : desk.look(customer, request.session, now);
        return updateAnswer(session, stored, accepted, note);
      }
      case 'ReleaseSessionPhoneNumber':
        return releaseAnswer(desk.release(customer, request, now), note);
      case 'GetSessionCalls': {
        desk.campaign(customer, request.campaignId);
        const page = calls.page(request, customer, now, (call) => writtenBytes(callElement(call, note)));
        return callsAnswer(
          page.calls.map((call) => callElement(call, note)),
          page.nextCursor,
          note,
        );
      }
    }
  }

  function answered(request: WireRequest, note: AnswerNote): XmlElement {
    requireReadable(request);
    const { security, asked } = readSoapMessage(request.bytes);
    const user = doorkeeper.admit(security, request.headers, note.now);
    gate.pass(user.name, note.now);
    const operation = operationOf(asked);
    requireAction(operation, request.headers['soapaction']);
    if (settings.operations === 'core' && EXTENSIONS.has(operation))
      throw new SoapRefusal('Client', `The operation ${operation} is not offered.`);
    const read = readSpcRequest(asked);
    return envelopeAround(carryOut(read, customerFor(user, read.customerId), note));
  }

  return {
    reply,
    nextRequestId,
    answer(request) {
      const now = clock();
      const requestId = nextRequestId();
      try {
        return reply(answered(request, { now, requestId, extended: settings.extended }), 200);
      } catch (error) {
        if (error instanceof SpcRefusal) return reply(typedFault(error, { occurredAt: now, requestId }), 500);
        if (error instanceof SoapRefusal)
          return reply(plainFault(error.faultcode, error.message), error.status);
        throw error;
      }
    },
  };
}
