import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ThreadMessage } from './messages.ts';
import type { Peer } from './peer.ts';

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** One store thread seen from outside: calls go in, answers come back, errors are DeskErrors again. */
export class ThreadClient {
  readonly #peer: Peer;
  readonly #log: EngineLog;
  readonly #pending = new Map<number, Pending>();
  readonly #opened: PromiseWithResolvers<void>;
  readonly #ended: PromiseWithResolvers<void>;
  #lastId = 0;
  #end: DeskError | null = null;

  constructor(peer: Peer, log: EngineLog) {
    this.#log = log;
    this.#opened = promiseParts();
    this.#ended = promiseParts();
    this.#peer = peer;
    peer.onMessage((message) => this.#take(message));
    peer.onEnd((cause) => this.#fail(cause));
  }

  /** Resolves when the thread has its file open. @throws DeskError why it could not be opened */
  opened(): Promise<void> {
    return this.#opened.promise;
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
    this.#peer.send({ id: 0, method: 'close', args: [] }, []);
    await this.#ended.promise;
  }

  #take(message: ThreadMessage): void {
    switch (message.kind) {
      case 'opened':
        return this.#opened.resolve();
      case 'refused':
        return this.#opened.reject(DeskError.fromFailure(message.failure));
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

  #fail(cause: Error | null): void {
    const detail = cause?.message;
    if (cause !== null) this.#log.error('A thread of the store ended unexpectedly.', cause);
    this.#end ??= new DeskError('internal', 'The workspace was closed before the work was done.', {
      detail,
      cause,
    });
    this.#opened.reject(this.#end);
    for (const { reject } of this.#pending.values()) reject(this.#end);
    this.#pending.clear();
    this.#ended.resolve();
  }
}

function promiseParts(): PromiseWithResolvers<void> {
  let resolve: () => void = () => undefined;
  let reject: (reason?: unknown) => void = () => undefined;
  const promise = new Promise<void>((onDone, onFail) => {
    resolve = onDone;
    reject = onFail;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
