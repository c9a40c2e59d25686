import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { NetworkFaultKind } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeskErrorCode } from '#shared/ipc/errors.ts';

/** What ended a network's turn early. `local`: the desk's own trouble, such as a full disk or a missing token. */
export interface TurnFault {
  readonly kind: NetworkFaultKind | 'token' | 'local';
  readonly message: string;
  readonly retryAfterMs: number | null;
  readonly code: DeskErrorCode;
}

const CODES: Readonly<Record<NetworkFaultKind, DeskErrorCode>> = {
  unauthorised: 'unauthorised',
  not_permitted: 'not_permitted',
  not_found: 'not_found',
  invalid: 'rejected_by_network',
  rate_limited: 'rate_limited',
  server: 'network_fault',
  unreachable: 'offline',
  timeout: 'timeout',
  unreadable: 'unreadable_answer',
  refused_address: 'address_refused',
  cancelled: 'cancelled',
};

/** Reads what a turn threw. Anything not thrown on purpose keeps its text for the log only. */
export function turnFault(error: unknown): TurnFault {
  if (error instanceof NetworkFault) {
    const { kind, message, retryAfterMs } = error;
    return { kind, message, retryAfterMs, code: CODES[kind] };
  }
  if (error instanceof DeskError) {
    return { kind: 'local', message: error.message, retryAfterMs: null, code: error.code };
  }
  const message = 'The desk could not store what it received. The log has the details.';
  return { kind: 'local', message, retryAfterMs: null, code: 'internal' };
}

/** The fault of a token that cannot be had. */
export function tokenFault(error: unknown): TurnFault {
  const { message, code } = turnFault(error);
  return { kind: 'token', message, retryAfterMs: null, code };
}

/** Whether the fault speaks of the way to the network rather than of the network. */
export function isOffline(fault: TurnFault): boolean {
  return fault.kind === 'unreachable' || fault.kind === 'timeout';
}
