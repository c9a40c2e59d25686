import { randomBytes } from 'node:crypto';
import { adCopyFaults } from '#shared/domain/ad-copy.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { AdCopyDraft, PostSettings, SendListDraft } from '#shared/ipc/send-lists.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { copyDivision } from './copy-division.ts';
import { storedLists } from './stored-list.ts';
import type { StoredList } from './stored-list.ts';

type DraftColumns = readonly [
  name: string,
  networkId: number | null,
  campaignId: string,
  ttl: number | null,
  zone: string,
  split: string,
  leastLeft: number,
];

/** Making, changing, starting and stopping send lists. */
export function sendListWrites(
  db: Sqlite,
  queue: JobQueue,
): {
  readonly createSendList: (input: { readonly draft: SendListDraft; readonly now: number }) => number;
  readonly saveSendList: (input: { readonly id: number; readonly draft: SendListDraft }) => void;
  readonly removeSendList: (input: { readonly id: number; readonly now: number }) => void;
  readonly startSendList: (input: { readonly id: number; readonly now: number }) => void;
  readonly stopSendList: (input: { readonly id: number; readonly stopped: boolean }) => void;
  readonly savePostSettings: (input: { readonly id: number; readonly post: PostSettings }) => void;
} {
  const lists = storedLists(db);
  const insert = db.prepare<[string, ...DraftColumns, number]>(
    `INSERT INTO send_lists (key, name, network_id, campaign_id, ttl_seconds, zone, split, least_left_seconds, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const change = db.prepare<[...DraftColumns, number]>(
    `UPDATE send_lists SET name = ?, network_id = ?, campaign_id = ?, ttl_seconds = ?, zone = ?, split = ?,
       least_left_seconds = ? WHERE id = ?`,
  );
  const clearCopies = db.prepare<[number]>('DELETE FROM ad_copies WHERE list_id = ?');
  const addCopy = db.prepare<[number, number, string, string, number]>(
    'INSERT INTO ad_copies (list_id, place, label, text, weight) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare<[number]>('UPDATE send_lists SET removed = 1, posting = 0 WHERE id = ?');
  const stopReading = db.prepare<[number]>(
    "UPDATE follower_readings SET state = 'stopped' WHERE list_id = ? AND state = 'reading'",
  );
  const pause = db.prepare<[number, number]>('UPDATE batches SET paused = ? WHERE id = ?');
  const askPool = db.prepare<[number, string]>(
    "DELETE FROM job_holds WHERE network_id = ? AND campaign_id = ? AND wait = 'pool'",
  );
  const askNow = db.prepare<[number]>(
    "UPDATE jobs SET due_at = created_at WHERE batch_id = ? AND state = 'queued' AND wait = 'pool'",
  );
  const start = db.prepare<[number, number, number]>(
    'UPDATE send_lists SET started_at = ?, batch_id = ? WHERE id = ?',
  );
  const hasRecipients = db
    .prepare<[number], number>('SELECT EXISTS (SELECT 1 FROM messages WHERE list_id = ?)')
    .pluck();
  const isSpc = db
    .prepare<[number], number>(
      `SELECT 1 FROM spc_accounts AS s JOIN networks AS w ON w.id = s.network_id
       WHERE s.network_id = ? AND w.removed = 0`,
    )
    .pluck();
  const post = db.prepare<[string, number, number, number, number]>(
    `UPDATE send_lists SET post_url = ?, post_per_second = ?, post_allow_local = ?, posting = ?, post_stopped = ''
     WHERE id = ?`,
  );
  const divide = copyDivision(db);

  const putCopies = (id: number, copies: readonly AdCopyDraft[]): void => {
    clearCopies.run(id);
    for (const [place, { label, text, weight }] of copies.entries()) {
      addCopy.run(id, place, label, text, Number.isSafeInteger(weight) ? weight : -1);
    }
  };
  const columnsOf = (draft: SendListDraft): DraftColumns => [
    draft.name,
    draft.networkId,
    draft.campaignId,
    draft.ttlSeconds,
    draft.zone,
    draft.split,
    draft.leastLeftSeconds,
  ];

  return {
    createSendList: atOnce(db, ({ draft, now }: { readonly draft: SendListDraft; readonly now: number }) => {
      const made = insert.run(randomBytes(6).toString('hex'), ...columnsOf(draft), now);
      const id = Number(made.lastInsertRowid);
      putCopies(id, draft.copies);
      return id;
    }),
    saveSendList: atOnce(db, ({ id, draft }: { readonly id: number; readonly draft: SendListDraft }) => {
      const list = lists.one(id);
      if (list.started_at !== null) refuseFrozen(list, lists.copies(id), draft);
      change.run(...columnsOf(draft), id);
      if (list.started_at === null) putCopies(id, draft.copies);
    }),
    removeSendList: atOnce(db, ({ id }: { readonly id: number; readonly now: number }) => {
      const list = lists.one(id);
      if (list.batch_id !== null) pause.run(1, list.batch_id);
      stopReading.run(id);
      remove.run(id);
    }),
    startSendList: atOnce(db, ({ id, now }: { readonly id: number; readonly now: number }) => {
      const list = lists.one(id);
      if (list.started_at !== null) throw new DeskError('conflict', 'This list has been started before.');
      refuseUnready(list, lists.copies(id), {
        recipients: hasRecipients.get(id) === 1,
        spc: list.network_id !== null && isSpc.get(list.network_id) === 1,
      });
      const batchId = queue.addBatch({ kind: 'send_list', name: list.name, now });
      start.run(now, batchId, id);
      divide(id);
    }),
    stopSendList: atOnce(db, ({ id, stopped }: { readonly id: number; readonly stopped: boolean }) => {
      const { batch_id: batchId, network_id: networkId, campaign_id: campaignId } = lists.one(id);
      if (batchId === null) throw new DeskError('conflict', 'This list has not been started.');
      pause.run(Number(stopped), batchId);
      if (stopped || networkId === null) return;
      askPool.run(networkId, campaignId);
      askNow.run(batchId);
    }),
    savePostSettings: ({ id, post: { url, perSecond, allowLocal, posting } }) => {
      lists.one(id);
      post.run(url, perSecond, Number(allowLocal), Number(posting), id);
    },
  };
}

/** @throws DeskError invalid_input naming the first thing that is missing */
function refuseUnready(
  list: StoredList,
  copies: readonly AdCopyDraft[],
  has: { readonly recipients: boolean; readonly spc: boolean },
): void {
  const refuse = (field: string, message: string): never => {
    throw new DeskError('invalid_input', message, { field });
  };
  if (!has.spc) refuse('networkId', 'Choose the SPC account that gives the numbers.');
  if (list.campaign_id === '') refuse('campaignId', 'Enter the campaign whose pool gives the numbers.');
  if (!has.recipients) refuse('recipients', 'The list has no recipients.');
  if (copies.length === 0) refuse('copies', 'Write at least one ad copy.');
  const fault = adCopyFaults(copies).flat()[0];
  if (fault) refuse('copies', fault.message);
  if (!copies.some(({ weight }) => weight > 0))
    refuse('copies', 'At least one ad copy needs a weight above zero.');
}

/** @throws DeskError conflict when something is changed that numbers were asked for with */
function refuseFrozen(list: StoredList, copies: readonly AdCopyDraft[], draft: SendListDraft): void {
  const frozen = [
    list.network_id === draft.networkId,
    list.campaign_id === draft.campaignId,
    list.ttl_seconds === draft.ttlSeconds,
    list.split === draft.split,
    JSON.stringify(copies.map(ofCopy)) === JSON.stringify(draft.copies.map(ofCopy)),
  ];
  if (frozen.every((same) => same)) return;
  const message =
    'Account, campaign, hold time, ad copies and split stay as they were when the list started; make a new list for others.';
  throw new DeskError('conflict', message, { field: 'copies' });
}

function ofCopy({ label, text, weight }: AdCopyDraft): readonly unknown[] {
  return [label, text, weight];
}
