import { BUS, connectSessionBus, socketOfBus } from './session-bus.ts';
import type { SessionBus } from './session-bus.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const WATCHER_PATH = '/StatusNotifierWatcher';
const RETRY_MS = 10_000;

/** Watches whether there is somebody to show a tray icon. */
export interface TrayHost {
  close(): void;
}

/**
 * Tells whether a tray icon would be seen, now and whenever that changes. macOS and Windows always show it. On
 * Linux the desktop must own `org.kde.StatusNotifierWatcher` on the session bus and have a host for the icons;
 * many do not, and a desktop's shell may come and go.
 */
export function watchTrayHost(parts: {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userId: number;
  readonly onChange: (shown: boolean) => void;
}): TrayHost {
  let bus: SessionBus | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;
  let told: boolean | null = null;
  const tell = (shown: boolean): void => {
    if (closed || told === shown) return;
    told = shown;
    parts.onChange(shown);
  };

  if (parts.platform !== 'linux') {
    queueMicrotask(() => tell(true));
    return { close: () => (closed = true) };
  }
  const socket = socketOfBus(busAddress(parts.environment, parts.userId));

  const ask = async (on: SessionBus): Promise<void> => {
    tell(await hostRegistered(on).catch(() => false));
  };
  const connect = async (path: string): Promise<void> => {
    const connected = await connectSessionBus({
      socket: path,
      userId: parts.userId,
      onSignal: () => void (bus && ask(bus)),
      onClosed: lost,
    });
    bus = connected;
    if (closed) connected.close();
    const matches = [
      `type='signal',sender='${BUS.destination}',member='NameOwnerChanged',arg0='${WATCHER}'`,
      `type='signal',path='${WATCHER_PATH}',interface='${WATCHER}',member='StatusNotifierHostRegistered'`,
      `type='signal',path='${WATCHER_PATH}',interface='${WATCHER}',member='StatusNotifierHostUnregistered'`,
    ];
    for (const match of matches) await connected.call({ ...BUS, member: 'AddMatch', args: [match] });
    await ask(connected);
  };
  /** No bus, or one that does not answer, is a desktop without a tray; it may come back. */
  const lost = (): void => {
    bus?.close();
    bus = null;
    tell(false);
    if (closed || retry !== null) return;
    retry = setTimeout(begin, RETRY_MS);
  };
  const begin = (): void => {
    retry = null;
    if (socket === null) tell(false);
    else connect(socket).catch(lost);
  };
  begin();

  return {
    close() {
      closed = true;
      if (retry) clearTimeout(retry);
      bus?.close();
    },
  };
}

async function hostRegistered(bus: SessionBus): Promise<boolean> {
  const [owned] = await bus.call({ ...BUS, member: 'NameHasOwner', args: [WATCHER] });
  if (owned !== true) return false;
  const [registered] = await bus.call({
    destination: WATCHER,
    path: WATCHER_PATH,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    args: [WATCHER, 'IsStatusNotifierHostRegistered'],
  });
  return registered === true;
}

function busAddress(environment: Readonly<Record<string, string | undefined>>, userId: number): string {
  const runtime = environment['XDG_RUNTIME_DIR'] ?? `/run/user/${userId}`;
  return environment['DBUS_SESSION_BUS_ADDRESS'] ?? `unix:path=${runtime}/bus`;
}
