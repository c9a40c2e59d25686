import { countText } from '#renderer/app/format/count.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { toast } from '#renderer/state/toasts.ts';
import type { AddedRows } from '#shared/ipc/send-lists.ts';

/** Says how many rows became recipients. */
export function tellAdded({ added, excluded }: AddedRows): void {
  toast(text.added(added, countText(added), excluded));
}
