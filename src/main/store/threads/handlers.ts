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

/** Reads as the reader's thread carries them out on its connection. */
export type ReadHandlers = Omit<Handlers<DeskReader>, keyof AheadHandlers>;

/** What a reader's thread does for the writer, without its connection. */
export type AheadHandlers = Handlers<Pick<DeskReader, 'readAhead' | 'endAhead'>>;

/** Writes as the writer's thread carries them out. */
export type WriteHandlers = Handlers<DeskWriter>;
