import type { z } from 'zod';
import type { RequestName, Requests } from '#shared/ipc/contract.ts';

/** A value nobody may change on its way out: what the ports give can be passed on as it is. */
export type Unchanging<T> = T extends readonly (infer Item)[]
  ? readonly Unchanging<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Unchanging<T[K]> }
    : T;

/** What a handler is given: the request's input after its schema. */
export type Asked<N extends RequestName> = z.output<Requests[N]['input']>;

/** What a handler owes: the request's output. */
export type Owed<N extends RequestName> = z.output<Requests[N]['output']>;

/** One handler a request; the contract names them and types both ends. */
export type RequestHandlers<N extends RequestName = RequestName> = {
  readonly [K in N]: (input: Asked<K>) => Promise<Unchanging<Owed<K>>> | Unchanging<Owed<K>>;
};
