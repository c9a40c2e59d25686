import type { WireReply } from '../wire.ts';
import { jsonReply } from '../wire.ts';
import { errorBody, RequestRefused, wrongVersion } from './answers.ts';

const FORMAT = /\.(json|csv|xml)$/;

/** The formats an address may end in. */
export type Format = 'json' | 'csv' | 'xml';

/** A path without the format at its end. */
export function withoutFormat(pathname: string): string {
  return pathname.replace(FORMAT, '');
}

/** The format at the end of a path, or undefined when it is not one the API has. */
export function formatOf(pathname: string): Format | undefined {
  const format = FORMAT.exec(pathname)?.[1];
  return format === 'json' || format === 'csv' || format === 'xml' ? format : undefined;
}

/** Throws 400 when a route does not exist in the version of the path. */
export function requireVersion(version: string, known: ReadonlySet<string>): void {
  if (!known.has(version)) throw wrongVersion(version);
}

/**
 * Turns what a handler threw into the documented refusal. Anything unforeseen is told on standard error and
 * becomes a 500 with an error handle.
 */
export function refusalFor(error: unknown): RequestRefused {
  if (error instanceof RequestRefused) return error;
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`practice network: ${told}\n`);
  return new RequestRefused(500, errorBody('InternalServiceError', 'refer to error handle 80412345'));
}

/** The answer to what a handler threw. */
export function answerFor(error: unknown): WireReply {
  const { status, body } = refusalFor(error);
  return jsonReply(status, body);
}
