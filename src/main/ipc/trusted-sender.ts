import { isOfOrigin } from '#main/shell/page/app-origin.ts';

/** Who calls, as Electron tells it. */
export interface Sender {
  /** Whether the page belongs to a window the app itself made. */
  readonly ownWindow: boolean;
  /** Whether the call comes from the window's top frame. */
  readonly topFrame: boolean;
  /** The address of the calling frame. */
  readonly address: string;
}

/** Whether the call may be answered: own window, top frame, exact origin. No exception for blank pages. */
export function isTrustedSender(sender: Sender, origin: string): boolean {
  return sender.ownWindow && sender.topFrame && isOfOrigin(sender.address, origin);
}
