import { createHash } from 'node:crypto';
import { splitCopies } from '#shared/domain/copy-split.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedLists } from './stored-list.ts';

/**
 * Gives every recipient of a started list that has none an ad copy. The division of the first recipients does not
 * change when more are added, so it is worked out over all of them each time.
 */
export function copyDivision(db: Sqlite): (listId: number) => void {
  const lists = storedLists(db);
  const recipients = db.prepare<[number], { id: number; twitter_id: string; copy_place: number | null }>(
    'SELECT id, twitter_id, copy_place FROM messages WHERE list_id = ? ORDER BY place',
  );
  const give = db.prepare<[number, number]>('UPDATE messages SET copy_place = ? WHERE id = ?');
  return (listId) => {
    const { key, split } = lists.one(listId);
    const weights = lists.copies(listId).map(({ weight }) => weight);
    const all = recipients.all(listId);
    const chance = (recipient: number): number => drawOf(key, all[recipient]?.twitter_id ?? '');
    for (const [index, place] of splitCopies(weights, all.length, split, chance).entries()) {
      const recipient = all[index];
      if (recipient?.copy_place === null) give.run(place, recipient.id);
    }
  };
}

/** A recipient's number in [0, 1): the same whenever it is drawn, and another one on another list. */
function drawOf(listKey: string, twitterId: string): number {
  return createHash('sha256').update(`${listKey}:${twitterId}`).digest().readUInt32BE(0) / 2 ** 32;
}
