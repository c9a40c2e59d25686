import { SpcFault } from '#shared/domain/spc-fault.ts';
import type { ReadElement } from './element-sequence.ts';
import { probeBody } from './request-bodies.ts';
import type { SpcExchange } from './spc-exchange.ts';

/** Waits, unless the signal ends the waiting. @throws when aborted */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

const LARGEST_ANSWER = 64 * 1024;
/** A person waits for the answer, so little is tried again, and soon. */
const TRIES = 3;
const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5000;

/**
 * Proves endpoint, user and key by an update for a session that cannot exist: whoever refuses the session has accepted
 * the key. A fault that may pass is tried again twice. @throws SpcFault when the account cannot be used
 */
export async function proveAccount(parts: {
  readonly exchange: SpcExchange;
  readonly customerId: string;
  readonly nonce: () => Uint8Array;
  readonly read: ReadElement<unknown>;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
}): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const fault = await outcome(parts);
    if (fault === null) return;
    const pause = fault.retryAfterMs ?? PAUSE_MS;
    if (!fault.retryable || tries === TRIES || pause > LONGEST_PAUSE_MS || parts.signal.aborted) throw fault;
    await parts.sleep(pause, parts.signal).catch(() => {
      throw fault;
    });
  }
}

/** What speaks against the account; null when it was accepted. */
async function outcome({
  exchange,
  customerId,
  nonce,
  read,
  signal,
}: Parameters<typeof proveAccount>[0]): Promise<SpcFault | null> {
  try {
    await exchange.ask({
      operation: 'UpdateSessionInformation',
      body: probeBody(customerId, nonce()),
      read,
      answerLimit: LARGEST_ANSWER,
      signal,
    });
    return null;
  } catch (error) {
    if (!(error instanceof SpcFault)) throw error;
    return refusesOnlyTheSession(error) ? null : error;
  }
}

function refusesOnlyTheSession({ fault }: SpcFault): boolean {
  if (fault.kind === 'session_expired') return true;
  return fault.kind === 'invalid_field' && fault.violations.every((one) => !/customerId/.test(one.field));
}
