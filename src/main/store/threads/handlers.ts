import type { DeskReader, DeskWriter } from '#main/engine/ports/desk-store.ts';

type Handler<F> = F extends (...args: infer A) => Promise<infer R> ? (...args: A) => R | Promise<R> : never;

/** A port's methods as a thread carries them out: at once, or in steps. */
export type Handlers<Port> = { readonly [K in keyof Port]: Handler<Port[K]> };

/** A port's methods as they are carried out at once. */
export type InstantHandlers<Port> = {
  readonly [K in keyof Port]: Port[K] extends (...args: infer A) => Promise<infer R>
    ? (...args: A) => R
    : never;
};

/** Reads as the reader's thread carries them out. */
export type ReadHandlers = Handlers<DeskReader>;

/** Writes as the writer's thread carries them out. */
export type WriteHandlers = Handlers<DeskWriter>;
