import { createHash } from 'node:crypto';
import { deliveryIdFromDigest } from '#shared/domain/delivery-id.ts';
import { finishedText } from './message-reads.ts';
import type { StoredMessage } from './message-reads.ts';
import type { StoredList } from './stored-list.ts';

/** The id of a message's post: the same whenever it is worked out again, another one for a later number. */
export function postId(list: StoredList, messageId: number, turn: number): string {
  const text = JSON.stringify(['message', list.key, messageId, turn]);
  return deliveryIdFromDigest(createHash('sha256').update(text).digest('hex'));
}

/** What is posted of a finished message, as JSON; null for one without a number. */
export function postBody(deliveryId: string, row: StoredMessage, list: StoredList): string | null {
  const finished = finishedText(row, list.zone);
  if (finished === null || row.expires_at === null) return null;
  return JSON.stringify({
    id: deliveryId,
    list: list.name,
    twitter_id: row.twitter_id,
    handle: row.handle,
    name: row.name,
    ad_copy: row.label?.trim() ?? '',
    number: row.e164,
    number_display: row.display,
    expires_at: new Date(row.expires_at).toISOString(),
    message: finished.text,
  });
}
