import { z } from 'zod';
import { nothing, pageLimit, recordId } from '../scalars.ts';
import {
  addedRows,
  excludedPage,
  followerAccountView,
  followerDraft,
  leftOutId,
  messagePage,
  messagePageRequest,
  poolCheck,
  postDetail,
  postPage,
  postSettings,
  postState,
  recipientPage,
  recipientResultPage,
  recipientResultRequest,
  sendListDetail,
  sendListDraft,
  sendListResults,
  sendListRow,
} from '../send-lists.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });
const paged = byId.extend({ index: z.int().nonnegative(), limit: pageLimit });
const deliveryId = z.string().max(80);
/** A file that was written; null when the person chose none. */
const writtenFile = z.object({ file: z.string().nullable(), rows: z.int() });

/** What the window may ask about send lists. */
export const sendListRequests = {
  'sendLists.list': { input: nothing, output: z.array(sendListRow) },
  'sendLists.get': { input: byId, output: sendListDetail },
  'sendLists.create': { input: sendListDraft, output: z.object({ id: recordId }) },
  'sendLists.save': { input: byId.extend({ draft: sendListDraft }), output: done },
  'sendLists.remove': { input: byId, output: done },

  'sendLists.recipients': { input: paged.extend({ text: z.string().max(200) }), output: recipientPage },
  'sendLists.excluded': { input: paged, output: excludedPage },
  'sendLists.addText': {
    input: byId.extend({ text: z.string().max(5_000_000) }),
    output: addedRows,
  },
  /** Asks the person for a file; null when they choose none. */
  'sendLists.addFile': { input: byId, output: addedRows.nullable() },
  'sendLists.clear': { input: byId, output: done },
  'sendLists.readFollowers': { input: byId.extend({ accountId: recordId }), output: done },
  'sendLists.stopReading': { input: byId, output: done },

  'sendLists.poolCheck': {
    input: byId.extend({ poolSize: z.int().min(0).max(1_000_000).nullable() }),
    output: poolCheck,
  },
  'sendLists.start': { input: byId, output: done },
  'sendLists.setStopped': { input: byId.extend({ stopped: z.boolean() }), output: done },
  'sendLists.renew': {
    input: byId.extend({ which: z.enum(['late', 'failed']) }),
    output: z.object({ messages: z.int() }),
  },
  'sendLists.messages': { input: messagePageRequest, output: messagePage },

  /** Asks the person for a file. With `handed`, what was handed out before is in it again. */
  'sendLists.export': {
    input: byId.extend({ format: z.enum(['csv', 'xlsx']), handed: z.boolean() }),
    output: writtenFile,
  },
  'sendLists.copy': { input: byId.extend({ handed: z.boolean() }), output: z.object({ rows: z.int() }) },
  'sendLists.savePost': { input: byId.extend({ post: postSettings }), output: done },
  'sendLists.posts': { input: paged.extend({ state: postState.nullable() }), output: postPage },
  'sendLists.post': { input: z.strictObject({ deliveryId }), output: postDetail },
  'sendLists.retryPost': { input: z.strictObject({ deliveryId }), output: done },

  'sendLists.results': { input: byId, output: sendListResults },
  'sendLists.recipientResults': { input: recipientResultRequest, output: recipientResultPage },
  /** Asks the person for a file: what came of each recipient who called, or of each ad copy. */
  'sendLists.exportResults': {
    input: byId.extend({ by: z.enum(['recipient', 'copy']), format: z.enum(['csv', 'xlsx', 'json']) }),
    output: writtenFile,
  },

  'sendLists.leftOut': { input: nothing, output: z.array(leftOutId) },
  /** Ids separated by anything that is no digit. */
  'sendLists.leaveOut': {
    input: z.strictObject({ ids: z.string().max(1_000_000), note: z.string().trim().max(200) }),
    output: z.object({ added: z.int() }),
  },
  'sendLists.letIn': { input: z.strictObject({ twitterId: z.string().max(20) }), output: done },

  'followers.accounts': { input: nothing, output: z.array(followerAccountView) },
  'followers.test': {
    input: followerDraft,
    output: z.object({ ok: z.boolean(), message: z.string(), field: z.string().nullable() }),
  },
  'followers.add': {
    input: z.strictObject({ draft: followerDraft, keepWithoutKeyring: z.boolean() }),
    output: followerAccountView,
  },
  'followers.setToken': {
    input: byId.extend({ token: z.string().min(1).max(500), keepWithoutKeyring: z.boolean() }),
    output: followerAccountView,
  },
  'followers.remove': { input: byId, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
