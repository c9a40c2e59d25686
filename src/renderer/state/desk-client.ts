import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestOutput,
} from '#shared/ipc/contract.ts';
import { askedAhead } from './asked-ahead.ts';
import { DeskFault } from './desk-fault.ts';

/** Asks the engine. Throws {@link DeskFault} when the engine says no. */
export async function ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
  const reply = await (askedAhead(name, input) ?? window.switchboard.requests[name](input));
  if (reply.ok) return reply.value;
  throw new DeskFault(reply.error);
}

/** Hears an event of the engine until the returned function is called. */
export function hear<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return window.switchboard.on[name](listener);
}
