import type { SoapFaultName } from './spc/soap-fault-on-demand.ts';
import type { SpoiledKind } from './spc/spoiled-answer.ts';

/** The parts of the network that can be made to fail. */
export type FaultTarget = 'transactions' | 'network' | 'receiver' | 'spc' | 'followers' | 'tune';

/**
 * What goes wrong. `delay`, `cut`, `truncate` and `hang` let the request take effect, unless `when` is
 * `before`; so do the spoiled answers of the SPC server. All others answer in place of the real handler, which
 * then never sees the request, unless `when` is `after`.
 */
export type FaultKind =
  /** The right answer, late by `delayMs`. */
  | 'delay'
  /** An error status with the documented body of the target, or the body given. */
  | 'status'
  /** 200 with a body that says no. */
  | 'refuse-200'
  /** The connection breaks: without a byte, or in the middle of the answer. */
  | 'cut'
  /** 200 with a body that is no JSON, no text, nothing. */
  | 'garbage'
  /** Bytes that are not HTTP at all. */
  | 'not-http'
  /** A complete answer whose body ends half-way. */
  | 'truncate'
  /** An HTML error page of a gateway, 502 unless `status` says otherwise. */
  | 'html'
  /** 429, with `Retry-After` when `retryAfter` is given. */
  | '429'
  /** No answer, ever. */
  | 'hang'
  /** A SOAP fault, `soapFault` says which; SPC only. */
  | 'soap-fault'
  /** SPC only. */
  | SpoiledKind;

/**
 * When a fault strikes: before the request takes effect, after it (the rule for `cut`, `hang` and `delay`), or, for
 * `cut`, in the middle of the answer.
 */
export type FaultMoment = 'before' | 'after' | 'middle';

/** A fault that has been asked for. */
export interface Fault {
  readonly target: FaultTarget;
  readonly kind: FaultKind;
  /** Only this receiver; all when absent. */
  readonly receiver?: string | undefined;
  /** Only requests with this method; all when absent. */
  readonly method?: string | undefined;
  /** Only requests whose address contains this; all when absent. */
  readonly addressContains?: string | undefined;
  /** How many matching requests pass unharmed first. */
  readonly skip?: number | undefined;
  /** How many requests it harms before it is over; without end when absent. */
  readonly times?: number | undefined;
  readonly when?: FaultMoment | undefined;
  readonly status?: number | undefined;
  readonly delayMs?: number | undefined;
  readonly retryAfter?: number | string | undefined;
  /** Which fault a `soap-fault` is; `Server`, without a detail, when absent. */
  readonly soapFault?: SoapFaultName | undefined;
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A request as far as faults look at it. */
export interface FaultableRequest {
  readonly target: FaultTarget;
  readonly receiver?: string | undefined;
  readonly method: string;
  readonly address: string;
}

/** The faults in force. */
export interface Faults {
  /** Adds a fault; older ones are looked at first. */
  add(fault: Fault): void;
  /** Ends all faults. */
  clear(): void;
  /** The fault this request meets, if any, counted as used. */
  take(request: FaultableRequest): Fault | undefined;
  /** The faults in force, with how many requests each has still to harm (undefined: without end). */
  active(): readonly { readonly fault: Fault; readonly left: number | undefined }[];
}

function matches(fault: Fault, request: FaultableRequest): boolean {
  if (fault.target !== request.target) return false;
  if (fault.receiver !== undefined && fault.receiver !== request.receiver) return false;
  if (fault.method !== undefined && fault.method.toUpperCase() !== request.method) return false;
  return fault.addressContains === undefined || request.address.includes(fault.addressContains);
}

/** Makes an empty list of faults. */
export function createFaults(): Faults {
  interface Standing {
    readonly fault: Fault;
    toSkip: number;
    left: number | undefined;
  }
  let standing: Standing[] = [];

  return {
    add(fault) {
      standing.push({ fault, toSkip: fault.skip ?? 0, left: fault.times });
    },
    clear() {
      standing = [];
    },
    take(request) {
      for (const entry of standing) {
        if (!matches(entry.fault, request)) continue;
        if (entry.toSkip > 0) {
          entry.toSkip -= 1;
          continue;
        }
        if (entry.left !== undefined) entry.left -= 1;
        if (entry.left === 0) standing = standing.filter((other) => other !== entry);
        return entry.fault;
      }
      return undefined;
    },
    active: () => standing.map(({ fault, left }) => ({ fault, left })),
  };
}
