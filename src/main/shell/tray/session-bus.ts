import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { decodeMessage, encodeCall } from './bus-message.ts';
import type { BusCall, BusMessage } from './bus-message.ts';

/** A connection to the session bus, as far as the tray needs it. */
export interface SessionBus {
  /** Calls a method and resolves with its answer's values. @throws Error when it fails or does not answer in time */
  call(method: Omit<BusCall, 'serial'>): Promise<BusMessage['body']>;
  close(): void;
}

/** What D-Bus libraries wait by default; nothing of the app waits for it. */
const ANSWER_LIMIT_MS = 25_000;

/**
 * The socket of a bus address such as `unix:path=/run/user/1000/bus`; the first of a list that can be used, null
 * when none can.
 */
export function socketOfBus(addresses: string): string | null {
  for (const address of addresses.split(';')) {
    if (!address.startsWith('unix:')) continue;
    const pairs = new Map(address.slice('unix:'.length).split(',').map(keyAndValue));
    const path = pairs.get('path');
    if (path) return path;
    const abstract = pairs.get('abstract');
    if (abstract) return `\0${abstract}`;
  }
  return null;
}

/**
 * Connects to a bus and says hello.
 * @param onSignal told of every signal that was asked for by `AddMatch`
 * @param onClosed told once when the bus goes away
 * @throws Error when the bus cannot be reached or refuses
 */
export async function connectSessionBus(parts: {
  readonly socket: string;
  readonly userId: number;
  readonly onSignal: (signal: BusMessage) => void;
  readonly onClosed: () => void;
}): Promise<SessionBus> {
  const socket = createConnection({ path: parts.socket });
  await authenticated(socket, parts.userId);

  const waiting = new Map<number, (answer: BusMessage | Error) => void>();
  let serial = 0;
  let received: Buffer = Buffer.alloc(0);

  const drop = (error: Error): void => {
    socket.destroy();
    for (const settle of waiting.values()) settle(error);
    waiting.clear();
  };
  const take = (message: BusMessage): void => {
    if (message.type === 'signal') parts.onSignal(message);
    if (message.replyTo !== null) waiting.get(message.replyTo)?.(message);
  };
  socket.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    try {
      for (let next = decodeMessage(received); next !== null; next = decodeMessage(received)) {
        received = received.subarray(next.used);
        take(next.message);
      }
    } catch (error) {
      drop(error instanceof Error ? error : new Error('The bus sent something unreadable.'));
    }
  });
  socket.on('error', drop);
  socket.once('close', () => {
    drop(new Error('The session bus is gone.'));
    parts.onClosed();
  });

  const bus: SessionBus = {
    async call(method) {
      serial += 1;
      const own = serial;
      const answer = await new Promise<BusMessage | Error>((resolve) => {
        const timer = setTimeout(
          () => resolve(new Error(`${method.member} got no answer.`)),
          ANSWER_LIMIT_MS,
        );
        waiting.set(own, (result) => {
          clearTimeout(timer);
          resolve(result);
        });
        socket.write(encodeCall({ ...method, serial: own }));
      });
      waiting.delete(own);
      if (answer instanceof Error) throw answer;
      if (answer.type === 'error')
        throw new Error(`${method.member} failed: ${String(answer.body[0] ?? '')}`);
      return answer.body;
    },
    close: () => {
      socket.destroy();
    },
  };
  await bus.call({ ...BUS, member: 'Hello', args: [] });
  return bus;
}

/** Where the bus itself answers. */
export const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** The bus trusts the socket's owner: EXTERNAL names the user id, in hex of its decimal digits. */
function authenticated(socket: Socket, userId: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new Error('The session bus does not answer.')), ANSWER_LIMIT_MS);
    const settle = (): void => {
      clearTimeout(timer);
      socket.off('data', hear);
      socket.off('error', fail);
    };
    const fail = (error: Error): void => {
      settle();
      socket.destroy();
      reject(error);
    };
    const hear = (bytes: Buffer): void => {
      if (!bytes.toString('latin1').startsWith('OK ')) {
        fail(new Error('The session bus refuses this user.'));
        return;
      }
      settle();
      socket.write('BEGIN\r\n');
      resolve();
    };
    socket.on('data', hear);
    socket.on('error', fail);
    socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(userId)).toString('hex')}\r\n`);
  });
}

function keyAndValue(pair: string): readonly [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
}
