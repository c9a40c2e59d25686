/** Why a network could not answer, told apart so that the poller knows whether to wait, to ask or to stop (invoca.md 3.3). */
export type NetworkFaultKind =
  | 'unauthorised'
  | 'not_permitted'
  | 'not_found'
  | 'invalid'
  | 'rate_limited'
  | 'server'
  | 'unreachable'
  | 'timeout'
  | 'unreadable'
  | 'refused_address'
  | 'cancelled';

/**
 * A fault of a network. `retryAfterMs` is what the network asked for; `unsent` is true when the request surely never
 * reached it, so that nothing can have come of it; `notListed` is there when the network takes calls from listed addresses
 * only, with the address it saw where it told it; the message carries no secret.
 */
export class NetworkFault extends Error {
  readonly kind: NetworkFaultKind;
  readonly retryAfterMs: number | null;
  readonly httpStatus: number | null;
  readonly unsent: boolean;
  readonly notListed: { readonly address: string | null } | null;

  constructor(
    kind: NetworkFaultKind,
    message: string,
    more: {
      retryAfterMs?: number | null;
      httpStatus?: number | null;
      unsent?: boolean;
      notListed?: { readonly address: string | null };
      cause?: unknown;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'NetworkFault';
    this.kind = kind;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.httpStatus = more.httpStatus ?? null;
    this.unsent = more.unsent ?? false;
    this.notListed = more.notListed ?? null;
  }
}
