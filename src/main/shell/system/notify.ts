import { Notification } from 'electron';
import type { Notice } from './sync-notice.ts';

/** Shows system notifications where the system has any. */
export interface Notifier {
  show(notice: Notice): void;
}

/** @param open where a click on a notification leads */
export function createNotifier(icon: string, open: (address: string) => void): Notifier {
  // One that nothing refers to is collected, and its click with it.
  let latest: Notification | null = null;
  return {
    show(notice) {
      if (!Notification.isSupported()) return;
      latest?.close();
      latest = new Notification({ title: notice.title, body: notice.body, icon, silent: true });
      latest.on('click', () => open(notice.address));
      latest.show();
    },
  };
}
