import type { Clock } from '#main/engine/ports/clock.ts';
import type { NetworkFaultKind } from '#shared/domain/network-fault.ts';
import { retryAfterInstant } from '#shared/domain/retry-after.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import { describePage, oneLine } from '../http/foreign-text.ts';
import type { HttpAnswer } from '../http/http-send.ts';
import { NoAnswer } from '../http/http-send.ts';
import type { BlankSecrets } from './spc-faults.ts';

const LOOKED_AT = 2000;

/** The fault of a request without a whole answer; all four operations are safe to repeat (mongoose-spc.md 6). */
export function faultOfNoAnswer(name: string, error: unknown): SpcFault {
  if (!(error instanceof NoAnswer)) return transport('unreachable', `${name} could not be asked.`, error);
  switch (error.kind) {
    case 'cancelled':
      return transport('cancelled', `The request to ${name} was cancelled.`, error);
    case 'timeout':
      return transport('timeout', `${name} did not answer in time: ${error.message}.`, error);
    case 'address_refused':
      return transport('refused_address', `${name} cannot be asked: ${error.message}.`, error, false);
    case 'cut':
    case 'too_large':
      return transport('unreadable', `The answer of ${name} cannot be read: ${error.message}.`, error);
    case 'unreachable':
      return transport('unreachable', `${name} cannot be reached: ${error.message}.`, error);
  }
}

/** The fault of an answer that is no SOAP answer; `why` ends "The answer cannot be read: …". */
export function faultOfForeignAnswer(
  name: string,
  answer: HttpAnswer,
  why: string,
  blank: BlankSecrets,
  clock: Clock,
): SpcFault {
  const { status } = answer;
  if (status === 401) {
    const message = `${name} did not accept the API user and key (HTTP 401). Check both and enter the key again.`;
    return new SpcFault({ kind: 'authentication', reason: 'CREDENTIALS' }, message, { retryable: false });
  }
  if (status >= 300 && status < 400) {
    const message = `${name} answered with a redirect${redirectTarget(answer)}, which is not followed: it would carry the key elsewhere. Check the endpoint.`;
    return transport('unreadable', message);
  }
  const seen = describeAnswer(answer, blank) ?? oneLine(blank(why));
  const message =
    status === 200
      ? `The answer of ${name} cannot be read: ${seen}.`
      : `${name} answered with HTTP ${status} and no SOAP message: ${seen}.`;
  return new SpcFault({ kind: 'transport', why: kindOf(status) }, message, {
    retryable: true,
    retryAfterMs: retryAfterOf(answer, clock()),
  });
}

function transport(why: NetworkFaultKind, message: string, cause?: unknown, retryable = true): SpcFault {
  const unsent = cause instanceof NoAnswer && cause.unsent;
  return new SpcFault({ kind: 'transport', why }, message, { retryable, cause, unsent });
}

function kindOf(status: number): NetworkFaultKind {
  if (status === 403) return 'not_permitted';
  if (status === 404) return 'not_found';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'server' : 'unreadable';
}

/** What came instead of SOAP where that can be told, as a noun phrase. */
function describeAnswer(answer: HttpAnswer, blank: BlankSecrets): string | null {
  // Blanked before it is cut, or half a key could be left at the cut.
  const text = blank(new TextDecoder().decode(answer.body.subarray(0, 4 * LOOKED_AT)));
  const start = text.trim().slice(0, LOOKED_AT);
  if (start === '') return 'it is empty';
  const html = /^(?:<!doctype html|<html)/i.test(start);
  return html ? `it is ${describePage(start)}` : null;
}

function redirectTarget(answer: HttpAnswer): string {
  const target = answer.headers['location'];
  return target !== undefined && URL.canParse(target) ? ` to ${oneLine(new URL(target).host)}` : '';
}

function retryAfterOf(answer: HttpAnswer, now: number): number | null {
  const header = answer.headers['retry-after'];
  const instant = header === undefined ? null : retryAfterInstant(header, now);
  return instant === null ? null : Math.max(0, instant - now);
}
