import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { ThreadMessage, ThreadRole } from './messages.ts';

/** The other end of a store thread's line: what it says arrives here, and when it is gone. */
export interface Peer {
  readonly send: (message: unknown, transfer: readonly ArrayBuffer[]) => void;
  readonly onMessage: (listener: (message: ThreadMessage) => void) => void;
  /** Told once the other end is gone and holds nothing any more, with what is known of why in a sentence. */
  readonly onEnd: (listener: (reason: string) => void) => void;
}

/** A thread of its own that runs the store's script. */
export function threadPeer(script: URL, role: ThreadRole): Peer {
  const worker = new Worker(script, { workerData: role, name: `store ${role.mode}` });
  return {
    send: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => {
      worker.on('message', listener);
    },
    onEnd: (listener) => {
      let cause: Error | null = null;
      worker.on('error', (error: Error) => {
        cause = error;
      });
      worker.on('exit', (code) => listener(cause ? sentenceOf(cause) : `It ended with code ${code}.`));
    },
  };
}

/** The same service in this thread, over a channel that copies as the line to a thread does. */
export function channelPeer(run: (port: MessagePort) => void): Peer {
  const { port1, port2 } = new MessageChannel();
  run(port2);
  return {
    send: (message, transfer) => port1.postMessage(message, transfer),
    onMessage: (listener) => {
      port1.on('message', listener);
    },
    onEnd: (listener) => {
      port1.on('close', () => listener('Its line was closed.'));
    },
  };
}

function sentenceOf({ message }: Error): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
