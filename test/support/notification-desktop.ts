import dbus from 'dbus-next';
import type { Message } from 'dbus-next';
import { z } from 'zod';
import { leaveBus } from '#test/support/session-bus.ts';

const NAME = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';

/** One notification as the desktop got it. */
export interface ShownNotice {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  /** Whether a picture came with it, in whichever of the ways the specification has. */
  readonly pictured: boolean;
}

/** The desktop's part of notifications: it takes them in and clicks on them. */
export interface NotificationDesktop {
  /** Everything shown so far, oldest first. */
  readonly shown: readonly ShownNotice[];
  /** Clicks on a notification itself. */
  click(notice: ShownNotice): void;
  close(): void;
}

const variant = z.object({ value: z.unknown() });
const notify = z.tuple([
  z.string(),
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.array(z.string()),
  z.record(z.string(), variant),
  z.number(),
]);

const PICTURE_HINTS = ['image-data', 'image_data', 'icon_data', 'image-path', 'image_path'];

/** Plays the notification server of a desktop on the bus (Desktop Notifications Specification 1.2). */
export async function playNotifications(busAddress: string): Promise<NotificationDesktop> {
  const bus = dbus.sessionBus({ busAddress });
  const shown: ShownNotice[] = [];

  bus.addMethodHandler((message: Message): boolean => {
    if (message.path !== PATH || message.interface !== NAME) return false;
    const reply = (signature = '', body: unknown[] = []): true => {
      bus.send(dbus.Message.newMethodReturn(message, signature, body));
      return true;
    };
    switch (message.member) {
      case 'GetServerInformation':
        return reply('ssss', ['Test desktop', 'Switchboard', '1', '1.2']);
      case 'GetCapabilities':
        return reply('as', [['actions', 'body']]);
      case 'Notify': {
        const [, , icon, title, body, , hints] = notify.parse(message.body);
        const pictured = icon !== '' || PICTURE_HINTS.some((hint) => hint in hints);
        const id = shown.length + 1;
        shown.push({ id, title, body, pictured });
        return reply('u', [id]);
      }
      case 'CloseNotification':
        return reply();
      default:
        return false;
    }
  });
  await bus.requestName(NAME, 0);

  return {
    shown,
    click({ id }) {
      bus.send(dbus.Message.newSignal(PATH, NAME, 'ActionInvoked', 'us', [id, 'default']));
    },
    close: () => leaveBus(bus),
  };
}
