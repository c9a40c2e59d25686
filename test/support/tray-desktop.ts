import dbus from 'dbus-next';
import type { Message, MessageBus } from 'dbus-next';
import { z } from 'zod';
import { leaveBus } from '#test/support/session-bus.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/** One line of a tray's menu as the desktop gets it. */
export interface MenuLine {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
}

/** The desktop's part of a tray: it takes icons in, looks at them and clicks. */
export interface TrayDesktop {
  /** Settles with the first icon that registers itself. */
  icon(): Promise<TrayIcon>;
  /** Takes the whole tray away, as when a desktop's shell crashes. */
  leave(): Promise<void>;
  close(): void;
}

/** An icon in the tray. */
export interface TrayIcon {
  toolTip(): Promise<string>;
  /** The bytes of the picture; another state has another picture. */
  picture(): Promise<string>;
  menu(): Promise<readonly MenuLine[]>;
  /** Clicks the menu line with this label. @throws Error when there is none */
  click(label: string): Promise<void>;
}

const variant = z.object({ value: z.unknown() });
const toolTip = z.tuple([z.string(), z.unknown(), z.string(), z.string()]);
const pixmaps = z.array(z.tuple([z.number(), z.number(), z.instanceof(Uint8Array)]));
const property = z.object({ value: z.unknown() });
const node = z.tuple([z.number(), z.record(z.string(), property), z.array(variant)]);

/** Plays the tray of a desktop on the bus. Start it before the app. */
export async function playTray(busAddress: string): Promise<TrayDesktop> {
  const bus = dbus.sessionBus({ busAddress });
  let registered: (busName: string) => void;
  const first = new Promise<string>((resolve) => (registered = resolve));

  bus.addMethodHandler((message: Message): boolean => {
    if (message.path !== '/StatusNotifierWatcher') return false;
    const reply = (signature = '', body: unknown[] = []): true => {
      bus.send(dbus.Message.newMethodReturn(message, signature, body));
      return true;
    };
    switch (message.member) {
      case 'RegisterStatusNotifierItem':
        registered(message.sender);
        return reply();
      case 'RegisterStatusNotifierHost':
        return reply();
      case 'Get':
        return reply('v', [watcherProperty(String(message.body[1]))]);
      case 'GetAll':
        return reply('a{sv}', [
          Object.fromEntries(WATCHER_PROPERTIES.map((name) => [name, watcherProperty(name)])),
        ]);
      default:
        return false;
    }
  });
  await bus.requestName(WATCHER, 0);

  return {
    icon: async () => trayIcon(bus, await first),
    leave: async () => void (await bus.releaseName(WATCHER)),
    close: () => leaveBus(bus),
  };
}

const WATCHER_PROPERTIES = [
  'IsStatusNotifierHostRegistered',
  'ProtocolVersion',
  'RegisteredStatusNotifierItems',
] as const;

function watcherProperty(name: string): unknown {
  if (name === 'IsStatusNotifierHostRegistered') return new dbus.Variant('b', true);
  if (name === 'ProtocolVersion') return new dbus.Variant('i', 0);
  return new dbus.Variant('as', []);
}

function trayIcon(bus: MessageBus, destination: string): TrayIcon {
  const call = async (
    path: string,
    face: string,
    member: string,
    signature: string,
    body: unknown[],
  ): Promise<readonly unknown[]> => {
    const reply = await bus.call(
      new dbus.Message({ destination, path, interface: face, member, signature, body }),
    );
    return z.array(z.unknown()).parse(reply?.body ?? []);
  };
  const get = async (name: string): Promise<unknown> => {
    const [value] = await call('/StatusNotifierItem', 'org.freedesktop.DBus.Properties', 'Get', 'ss', [
      ITEM,
      name,
    ]);
    return variant.parse(value).value;
  };
  const menu = async (): Promise<readonly MenuLine[]> => {
    const path = z.string().parse(await get('Menu'));
    const [, root] = await call(path, MENU, 'GetLayout', 'iias', [0, -1, []]);
    const [, , children] = node.parse(root);
    return children.map(({ value }) => {
      const [id, properties] = node.parse(value);
      return {
        id,
        label: z.string().catch('').parse(properties['label']?.value).replace(/_/g, ''),
        enabled: properties['enabled']?.value !== false,
      };
    });
  };
  return {
    async toolTip() {
      const [, , title, text] = toolTip.parse(await get('ToolTip'));
      return [title, text].filter((part) => part !== '').join('\n');
    },
    async picture() {
      return pixmaps
        .parse(await get('IconPixmap'))
        .map(([, , bytes]) => Buffer.from(bytes).toString('base64'))
        .join(',');
    },
    menu,
    async click(label) {
      const lines = await menu();
      const line = lines.find((one) => one.label === label);
      if (!line)
        throw new Error(`The tray has no “${label}”, only: ${lines.map((one) => one.label).join(' | ')}`);
      const path = z.string().parse(await get('Menu'));
      await call(path, MENU, 'Event', 'isvu', [line.id, 'clicked', new dbus.Variant('i', 0), 0]);
    },
  };
}
