import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { CLOSE, OPEN } from './messages.ts';
import type { ThreadMessage } from './messages.ts';
import type { Peer } from './peer.ts';

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** The thread died in the middle of this call. */
export class ThreadStopped extends DeskError {
  constructor(reason: string) {
    const message =
      'The part of Switchboard that keeps the records stopped in the middle of this. Look whether it was done, and try again if not.';
    super('internal', message, { detail: reason });
  }
}

/** One store thread seen from outside: calls go in, answers come back, errors are DeskErrors again. */
export class ThreadClient {
  readonly #peer: Peer;
  readonly #log: EngineLog;
  readonly #pending = new Map<number, Pending>();
  readonly #opened: PromiseWithResolvers<void>;
  readonly #death: PromiseWithResolvers<string | null>;
  #lastId = 0;
  #closing = false;
  #end: DeskError | null = null;

  constructor(peer: Peer, log: EngineLog) {
    this.#log = log;
    this.#opened = promiseParts();
    this.#death = promiseParts();
    this.#peer = peer;
    peer.onMessage((message) => this.#take(message));
    peer.onEnd((reason) => this.#ended(reason));
  }

  /** Has the thread open its file; once. @throws DeskError why it could not be opened */
  open(): Promise<void> {
    this.#peer.send({ id: 0, method: OPEN, args: [] }, []);
    return this.#opened.promise;
  }

  /** Resolves when the thread has its file open. @throws DeskError why it could not be opened */
  opened(): Promise<void> {
    return this.#opened.promise;
  }

  /** Resolves when the thread is gone: with the reason in a sentence, or null when it was asked to end. */
  death(): Promise<string | null> {
    return this.#death.promise;
  }

  /** Calls a method of the port the thread serves; bytes in `transfer` are handed over, not copied. */
  call(method: string, args: readonly unknown[], transfer: readonly ArrayBuffer[] = []): Promise<never> {
    if (this.#end) return Promise.reject(this.#end);
    const id = ++this.#lastId;
    return new Promise<never>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#peer.send({ id, method, args }, transfer);
    });
  }

  /** Lets the work under way finish, closes the file and ends the thread. */
  async close(): Promise<void> {
    if (this.#end) return;
    this.#closing = true;
    this.#peer.send({ id: 0, method: CLOSE, args: [] }, []);
    await this.#death.promise;
  }

  #take(message: ThreadMessage): void {
    switch (message.kind) {
      case 'opened':
        return this.#opened.resolve();
      case 'refused': {
        const refusal = DeskError.fromFailure(message.failure);
        this.#opened.reject(refusal);
        return this.#finish(refusal, refusal.message);
      }
      case 'warning':
        return this.#log.warn(message.text);
      case 'answer':
        return this.#settle(message.id)?.resolve(message.value);
      case 'failure':
        return this.#settle(message.id)?.reject(DeskError.fromFailure(message.failure));
      case 'closed':
        return undefined;
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #ended(reason: string): void {
    if (this.#closing) return this.#finish(closedError(), null);
    if (this.#end) return undefined;
    this.#log.error(`A thread of the store ended unexpectedly: ${reason}`);
    return this.#finish(new ThreadStopped(reason), reason);
  }

  #finish(error: DeskError, reason: string | null): void {
    this.#end ??= error;
    this.#opened.reject(error);
    this.#death.resolve(reason);
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

function closedError(): DeskError {
  return new DeskError('internal', 'The workspace was closed before the work was done.');
}

function promiseParts<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T | PromiseLike<T>) => void = () => undefined;
  let reject: (reason?: unknown) => void = () => undefined;
  const promise = new Promise<T>((onDone, onFail) => {
    resolve = onDone;
    reject = onFail;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
