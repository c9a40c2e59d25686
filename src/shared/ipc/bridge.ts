import type { EventName, EventPayload, RequestInput, RequestName, RequestOutput } from './contract.ts';
import type { DeskFailure } from './errors.ts';

/** A reply as it crosses the wall: errors come back typed, never as thrown strings. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: DeskFailure };

/** What the preload exposes as `window.switchboard`: one method a request, one subscription an event, nothing else. */
export interface SwitchboardBridge {
  readonly requests: {
    readonly [N in RequestName]: (input: RequestInput<N>) => Promise<Reply<RequestOutput<N>>>;
  };
  /** Calls the listener with each payload until the returned function is called. */
  readonly on: { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void };
}

/** The one Electron channel each request and event travels on, derived from its name. */
export const requestChannel = (name: string): string => `switchboard:request:${name}`;

/** The channel of an event. */
export const eventChannel = (name: string): string => `switchboard:event:${name}`;
