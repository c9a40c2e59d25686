import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Fault } from './faults.ts';
import { problem } from './followers/problems.ts';
import { errorBody } from './invoca/answers.ts';
import { jsonReply, type WireReply } from './wire.ts';

/** Sends an answer whole. */
export function send(outgoing: ServerResponse, reply: WireReply): void {
  outgoing.writeHead(reply.status, {
    ...reply.headers,
    ...(reply.status === 204 || reply.status === 304
      ? {}
      : { 'content-length': Buffer.byteLength(reply.body) }),
  });
  outgoing.end(reply.body);
}

const DEFAULT_DELAY_MS = 1_000;
const GARBAGE = '\u0000\u0007{]<%\u0000 \uFFFD not what was asked for \u0001\u0002';
const GATEWAY_PAGE =
  '<!doctype html><html><head><title>502 Bad Gateway</title></head>' +
  '<body><center><h1>502 Bad Gateway</h1></center><hr><center>gateway</center></body></html>';

function defaultStatusReply(fault: Fault): WireReply {
  const status = fault.status ?? 500;
  if (fault.target === 'followers') return problem(status, STATUS_CODES[status] ?? 'Error');
  if (fault.target === 'receiver' || fault.target === 'spc' || fault.target === 'tune')
    return { status, headers: { 'content-type': 'text/plain' }, body: `status ${status}` };
  if (status === 401) return jsonReply(401, errorBody('Unauthorized', 'Invalid or missing oauth token'));
  if (status === 403)
    return jsonReply(403, errorBody('UnauthorizedOperation', 'This operation is not permitted'));
  if (status === 404) return jsonReply(404, errorBody('RecordNotFound', 'Could not find the record'));
  return jsonReply(status, errorBody('InternalServiceError', 'refer to error handle 80412345'));
}

function standIn(fault: Fault): WireReply {
  const json = { 'content-type': 'application/json; charset=utf-8' };
  if (fault.kind === 'refuse-200')
    return jsonReply(200, { success: false, error: 'Refused: duplicate transaction' });
  if (fault.kind === 'garbage') return { status: 200, headers: json, body: GARBAGE };
  if (fault.kind === 'html')
    return { status: 502, headers: { 'content-type': 'text/html' }, body: GATEWAY_PAGE };
  if (fault.kind !== '429') return defaultStatusReply(fault);
  const wait = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
  return { status: 429, headers: { 'content-type': 'text/plain', ...wait }, body: 'Too Many Requests' };
}

function adjusted(reply: WireReply, fault: Fault): WireReply {
  return {
    status: fault.status ?? reply.status,
    headers: { ...reply.headers, ...fault.headers },
    body: fault.body ?? reply.body,
  };
}

function cutInTheMiddle(outgoing: ServerResponse, reply: WireReply): void {
  const bytes = Buffer.from(reply.body);
  outgoing.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length });
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
}

function withHalfTheBody(reply: WireReply): WireReply {
  const bytes = Buffer.from(reply.body);
  return { ...reply, body: bytes.subarray(0, Math.floor(bytes.length / 2)) };
}

/**
 * How one part of the network answers the kinds of faults only it has; undefined for kinds that are alike everywhere.
 * `answer` lets the request take effect and gives the right answer.
 */
export type OwnFaults = (fault: Fault, answer: () => Promise<WireReply>) => Promise<WireReply | undefined>;

/** What a fault needs to do its work. */
export interface FaultScene {
  readonly outgoing: ServerResponse;
  /** Lets the request take effect and gives the right answer to it. */
  readonly answer: () => Promise<WireReply>;
  readonly own?: OwnFaults | undefined;
  /** Lets so many milliseconds pass; false when the network stops meanwhile. */
  readonly pause: (ms: number) => Promise<boolean>;
}

async function cut(fault: Fault, { outgoing, answer }: FaultScene): Promise<void> {
  if (fault.when === 'before') {
    outgoing.destroy();
    return;
  }
  const reply = await answer();
  if (fault.when === 'middle') cutInTheMiddle(outgoing, reply);
  else outgoing.destroy();
}

async function delay(fault: Fault, { outgoing, answer, pause }: FaultScene): Promise<void> {
  const ms = fault.delayMs ?? DEFAULT_DELAY_MS;
  const reply = fault.when === 'before' ? undefined : await answer();
  if (await pause(ms)) send(outgoing, reply ?? (await answer()));
}

/** Answers a request the way its fault demands, or leaves it without an answer. */
export async function sendFaulty(fault: Fault, scene: FaultScene): Promise<void> {
  const { outgoing, answer, pause, own } = scene;
  if (fault.kind === 'delay') return delay(fault, scene);
  if (fault.delayMs !== undefined && !(await pause(fault.delayMs))) return;
  if (fault.kind === 'cut') return cut(fault, scene);
  if (fault.kind === 'hang') {
    if (fault.when !== 'before') await answer();
  } else if (fault.kind === 'not-http') {
    outgoing.socket?.end('220 this is no web server\r\n');
  } else if (fault.kind === 'truncate') {
    send(outgoing, adjusted(withHalfTheBody(await answer()), fault));
  } else {
    const ownAnswer = await own?.(fault, answer);
    if (ownAnswer === undefined && fault.when === 'after') await answer();
    send(outgoing, adjusted(ownAnswer ?? standIn(fault), fault));
  }
}
