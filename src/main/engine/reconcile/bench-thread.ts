import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeskFailure } from '#shared/ipc/errors.ts';
import type { ReconcileBench } from '../ports/reconcile-bench.ts';

type Method = Exclude<keyof ReconcileBench, 'close'>;

interface Request {
  readonly id: number;
  readonly method: Method;
  readonly input: never;
}

type Answer =
  | { readonly id: number; readonly ok: true; readonly value: never }
  | { readonly id: number; readonly ok: false; readonly failure: DeskFailure };

/** Serves a bench to whoever asks on the port, one request after the other. */
export function serveBench(port: MessagePort, bench: ReconcileBench): void {
  let last: Promise<void> = Promise.resolve();
  const answer = async ({ id, method, input }: Request): Promise<void> => {
    try {
      const carryOut: (given: never) => Promise<unknown> = bench[method];
      port.postMessage({ id, ok: true, value: await carryOut(input) });
    } catch (cause) {
      port.postMessage({ id, ok: false, failure: failureOf(cause) });
    }
  };
  port.on('message', (request: Request) => {
    last = last.then(() => answer(request));
  });
}

/** A bench in a thread of its own, which begins with the first request and ends when the bench is closed. */
export function threadBench(script: URL): ReconcileBench {
  const pending = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let worker: Worker | null = null;
  let ended: DeskError | null = null;
  let count = 0;

  const end = (reason: string): void => {
    ended ??= new DeskError('internal', `The comparison stopped in the middle: ${reason}`);
    for (const { reject } of pending.values()) reject(ended);
    pending.clear();
  };
  const start = (): Worker => {
    const made = new Worker(script, { name: 'reconcile' });
    made.on('message', (answer: Answer) => {
      const waiting = pending.get(answer.id);
      pending.delete(answer.id);
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(DeskError.fromFailure(answer.failure));
    });
    made.on('error', (error: Error) => end(error.message));
    made.on('exit', (code) => end(`it ended with code ${code}.`));
    return made;
  };
  const call = (method: Method, input: unknown): Promise<never> => {
    if (ended) return Promise.reject(ended);
    worker ??= start();
    count += 1;
    const id = count;
    const to = worker;
    return new Promise<never>((resolve, reject) => {
      pending.set(id, { resolve, reject });
      to.postMessage({ id, method, input });
    });
  };
  return {
    addDeskRows: (input) => call('addDeskRows', input),
    addRows: (input) => call('addRows', input),
    addPage: (input) => call('addPage', input),
    addFile: (input) => call('addFile', input),
    previewFile: (input) => call('previewFile', input),
    unknownIds: () => call('unknownIds', null),
    nameCalls: (input) => call('nameCalls', input),
    compare: (input) => call('compare', input),
    lines: (input) => call('lines', input),
    async close() {
      const running = worker;
      worker = null;
      ended ??= new DeskError('cancelled', 'The comparison was ended.');
      await running?.terminate();
    },
  };
}

function failureOf(cause: unknown): DeskFailure {
  if (cause instanceof DeskError) return cause.toFailure();
  const message = cause instanceof Error ? cause.message : String(cause);
  const detail = cause instanceof Error ? (cause.stack ?? message) : message;
  return { code: 'internal', message: `The sides could not be compared: ${message}`, detail };
}
