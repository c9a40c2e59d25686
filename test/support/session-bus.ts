import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dbus from 'dbus-next';
import type { MessageBus } from 'dbus-next';

/** A session bus that belongs to one test, so that what one plays on it no other sees. */
export interface OwnBus {
  readonly address: string;
  /** Unlocks an empty keyring on the bus. */
  unlockKeyring(): Promise<void>;
  stop(): Promise<void>;
}

/** An address where no bus answers: a desktop without one. */
export const NO_BUS = 'unix:path=/nonexistent/bus';

/** Starts a bus of its own. @throws Error when there is no dbus-daemon */
export async function startOwnBus(): Promise<OwnBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-keyring-'));
  const children: ChildProcess[] = [daemon];
  const address = await firstLine(daemon);
  return {
    address,
    async unlockKeyring() {
      const there = await nameTaken(address, 'org.freedesktop.secrets');
      const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
        stdio: ['pipe', 'ignore', 'ignore'],
        env: {
          ...process.env,
          DBUS_SESSION_BUS_ADDRESS: address,
          XDG_DATA_HOME: folder,
          XDG_RUNTIME_DIR: folder,
        },
      });
      children.push(keyring);
      keyring.stdin?.end('switchboard');
      await there.done;
    },
    async stop() {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Leaves a bus. The bus may be stopped before the connection is wound up, which is then reset: nobody is left who would
 * want to know.
 */
export function leaveBus(bus: MessageBus): void {
  bus.on('error', () => undefined);
  bus.disconnect();
}

/** Listens for somebody taking a name on the bus; `done` settles when it has happened. */
async function nameTaken(busAddress: string, name: string): Promise<{ readonly done: Promise<void> }> {
  const bus = dbus.sessionBus({ busAddress });
  const done = new Promise<void>((resolve) => {
    bus.on('message', ({ member, body }) => {
      if (member !== 'NameOwnerChanged' || body[0] !== name || body[2] === '') return;
      leaveBus(bus);
      resolve();
    });
  });
  await bus.call(
    new dbus.Message({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [`type='signal',member='NameOwnerChanged',arg0='${name}'`],
    }),
  );
  return { done };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with code ${code}.`)));
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      const end = text.indexOf('\n');
      if (end !== -1) resolve(text.slice(0, end));
    });
  });
}
