import type { MessagePort } from 'node:worker_threads';
import type { DeskFailure } from '#shared/ipc/errors.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { AheadHandlers, ReadHandlers } from './handlers.ts';
import { CLOSE } from './messages.ts';
import type { ThreadMessage, ThreadRequest } from './messages.ts';

const SLOW_MS = 40;

/** What a thread serves: its methods by name, and how it is closed. */
export interface ThreadService {
  readonly handlers: ReadonlyMap<string, (...args: readonly never[]) => unknown>;
  /** Methods that are large pieces of work by their nature, of which slowness is not worth a line. */
  readonly longWork: ReadonlySet<string>;
  readonly close: () => void;
}

/** Serves calls that arrive on the port until it is asked to close; slow ones are named in the log. */
export function serve(port: MessagePort, service: ThreadService): void {
  const say = (message: ThreadMessage): void => port.postMessage(message);
  const answer = async ({ id, method, args }: ThreadRequest): Promise<void> => {
    const handler = service.handlers.get(method);
    const started = performance.now();
    try {
      if (!handler) throw new DeskError('internal', `The store has no method ${method}.`);
      const result = handler(...args);
      const spent = performance.now() - started;
      if (spent > SLOW_MS && !service.longWork.has(method)) {
        say({ kind: 'warning', text: `Slow query: ${method} took ${Math.round(spent)} ms.` });
      }
      port.postMessage({ kind: 'answer', id, value: await result });
    } catch (cause) {
      say({ kind: 'failure', id, failure: failureOf(method, cause) });
    }
  };
  port.on('message', (request: ThreadRequest) => {
    if (request.method !== CLOSE) {
      void answer(request);
      return;
    }
    service.close();
    say({ kind: 'closed' });
    port.close();
  });
}

/** Serves reads over a connection, and closes it when asked to close; `atEnd` comes before that. */
export function serveReads(
  port: MessagePort,
  db: Sqlite,
  reads: Partial<ReadHandlers & AheadHandlers>,
  atEnd: () => void = () => undefined,
): void {
  serve(port, {
    handlers: new Map<string, (...args: readonly never[]) => unknown>(Object.entries(reads)),
    longWork: new Set(['readAhead']),
    close: () => {
      atEnd();
      db.close();
    },
  });
}

/** An error as plain data; what is not a DeskError is an internal one, with the place it happened. */
export function failureOf(method: string, cause: unknown): DeskFailure {
  if (cause instanceof DeskError) return cause.toFailure();
  const detail =
    cause instanceof Error ? `${method}: ${cause.stack ?? cause.message}` : `${method}: ${String(cause)}`;
  const message = cause instanceof Error ? cause.message : String(cause);
  return { code: 'internal', message: `The workspace could not do this: ${message}`, detail };
}
