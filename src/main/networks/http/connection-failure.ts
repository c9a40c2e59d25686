import { errors } from 'undici';
import { AddressRefused } from './guarded-agent.ts';

/**
 * Why a request got no answer, told so that a person can act on it; `what` completes "<host>: …". `unsent`: no
 * connection was made, so it cannot have arrived.
 */
export interface ConnectionFailure {
  readonly kind: 'timeout' | 'unreachable' | 'address_refused' | 'cut' | 'too_large';
  readonly what: string;
  readonly unsent: boolean;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENETDOWN: 'the network is down',
  ETIMEDOUT: 'the connection timed out',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/** Reads what undici or a socket threw. Never repeats a header or a query: only the error's code is used. */
export function connectionFailure(error: unknown): ConnectionFailure {
  const refused = findCause(error, (cause) => cause instanceof AddressRefused);
  if (refused) return { kind: 'address_refused', what: refused.message, unsent: true };
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return { kind: 'timeout', what: 'no answer came in time', unsent: false };
  }
  if (error instanceof errors.ConnectTimeoutError) {
    return { kind: 'timeout', what: 'the connection was not made in time', unsent: true };
  }
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return { kind: 'too_large', what: 'the answer is larger than is read', unsent: false };
  }
  if (error instanceof errors.SocketError || error instanceof errors.HTTPParserError) {
    return { kind: 'cut', what: 'the connection was cut before the answer was whole', unsent: false };
  }
  const code = codeOf(error);
  const unsent = neverConnected(error);
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'cut', what: WORDS[code] ?? code, unsent };
  if (code === 'ETIMEDOUT') return { kind: 'timeout', what: 'the connection was not made in time', unsent };
  const what = WORDS[code] ?? `the connection failed (${code || 'no reason given'})`;
  return { kind: 'unreachable', what, unsent };
}

/** Whether the name was not found, nobody took the connection, or its certificate was not good: before anything is sent. */
function neverConnected(error: unknown): boolean {
  const before = findCause(
    error,
    (cause) =>
      ('syscall' in cause && (cause.syscall === 'connect' || cause.syscall === 'getaddrinfo')) ||
      ('code' in cause &&
        typeof cause.code === 'string' &&
        /CERT|ALTNAME|LEAF_SIGNATURE|ENOTFOUND/.test(cause.code)),
  );
  return before !== null;
}

/** The system's code of an error or of the first of its causes that has one; empty when there is none. */
function codeOf(error: unknown): string {
  const coded = findCause(error, (cause) => 'code' in cause && typeof cause.code === 'string');
  return coded && 'code' in coded && typeof coded.code === 'string' ? coded.code : '';
}

function findCause(error: unknown, fits: (cause: Error) => boolean): Error | null {
  if (!(error instanceof Error)) return null;
  if (fits(error)) return error;
  if (error instanceof AggregateError) {
    for (const inner of error.errors) {
      const found = findCause(inner, fits);
      if (found) return found;
    }
  }
  return findCause(error.cause, fits);
}
