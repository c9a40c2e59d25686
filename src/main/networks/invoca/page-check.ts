import { NetworkFault } from '#shared/domain/network-fault.ts';
import { describeBody, parseInvocaError } from './errors.ts';

const OPENING = 0x5b;
const CLOSING = 0x5d;

/** Whether the body begins as a JSON array does. */
export function beginsList(body: Uint8Array): boolean {
  return body[firstByte(body)] === OPENING;
}

/**
 * Looks at both ends of a page that was answered with success: a bare array (invoca.md 4.1) begins and ends with its
 * brackets, which a web page, an error envelope and an answer that broke off do not. The rows themselves are read
 * where they are stored. @throws NetworkFault unreadable
 */
export function checkPageEnds(body: Uint8Array, networkName: string): void {
  const begun = beginsList(body);
  if (begun && body[lastByte(body)] === CLOSING) return;
  throw new NetworkFault('unreadable', unreadable(body, networkName, begun), { httpStatus: 200 });
}

function unreadable(body: Uint8Array, name: string, begun: boolean): string {
  if (begun) {
    return `The answer of ${name} broke off after ${body.byteLength} bytes. Nothing of it was kept; it is asked for again.`;
  }
  const error = parseInvocaError(body);
  if (error) return `${name} answered with an error instead of calls: ${error.text}.`;
  return `${name} answered with ${describeBody(body)} instead of calls. Check the address, and whether a proxy or login page stands between.`;
}

function firstByte(body: Uint8Array): number {
  let index = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  while (isSpace(body[index])) index += 1;
  return index;
}

function lastByte(body: Uint8Array): number {
  let index = body.byteLength - 1;
  while (isSpace(body[index])) index -= 1;
  return index;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
