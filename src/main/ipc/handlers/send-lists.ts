import { exportMessages, messagesAsText } from '#main/engine/messages/export-messages.ts';
import { exportResults } from '#main/engine/messages/export-results.ts';
import { readRecipients } from '#main/engine/messages/read-recipients.ts';
import { importTickets } from '#main/engine/calls/import-tickets.ts';
import { postTarget } from '#shared/domain/post-target.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { sendListRequests } from '#shared/ipc/requests/send-lists.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { FileChoices } from './calls.ts';
import type { DeskAccess } from './desk-access.ts';

type SendListRequests = Extract<keyof typeof sendListRequests, `sendLists.${string}`>;

/** Send lists: filled, started, stopped, handed out, and what came of them. */
export function sendListHandlers(
  desk: DeskAccess,
  parts: { readonly files: FileChoices; readonly copyText: (text: string) => void | Promise<void> },
): RequestHandlers<SendListRequests> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const changed = (): void => {
    desk.announce('sendLists');
    desk.workspace().engine.sendListsChanged();
  };
  const add = async (id: number, text: string) => {
    const rows = await readRecipients(text);
    const added = await write().addRecipients({ id, rows, again: false });
    changed();
    return added;
  };
  const listOf = async (id: number) => read().sendList({ id, now: desk.now() });
  const fileName = (name: string, what: string, format: string): string =>
    `${name.replaceAll(/[^\p{L}\p{N} _-]+/gu, '-').slice(0, 60)}-${what}.${format}`;

  return {
    'sendLists.list': () => read().sendLists({ now: desk.now() }),
    'sendLists.get': ({ id }) => listOf(id),
    async 'sendLists.create'(draft) {
      const id = await write().createSendList({ draft, now: desk.now() });
      desk.announce('sendLists');
      return { id };
    },
    async 'sendLists.save'(input) {
      await write().saveSendList(input);
      desk.announce('sendLists');
      return {};
    },
    async 'sendLists.remove'({ id }) {
      await write().removeSendList({ id, now: desk.now() });
      changed();
      return {};
    },

    'sendLists.recipients': (input) => read().recipientPage(input),
    'sendLists.excluded': (input) => read().excludedPage(input),
    'sendLists.addText': ({ id, text }) => add(id, text),
    async 'sendLists.addFile'({ id }) {
      const path = await parts.files.openTable();
      if (path === null) return null;
      const { text } = await importTickets().open(path);
      return add(id, text);
    },
    async 'sendLists.clear'({ id }) {
      await write().clearRecipients({ id });
      desk.announce('sendLists');
      return {};
    },
    async 'sendLists.readFollowers'({ id: listId, accountId }) {
      await write().readFollowers({ listId, accountId, now: desk.now() });
      changed();
      return {};
    },
    async 'sendLists.stopReading'({ id: listId }) {
      await write().stopReading({ listId });
      changed();
      return {};
    },

    'sendLists.poolCheck': (input) => read().poolCheck({ ...input, now: desk.now() }),
    async 'sendLists.start'({ id }) {
      await write().startSendList({ id, now: desk.now() });
      changed();
      return {};
    },
    async 'sendLists.setStopped'(input) {
      await write().stopSendList(input);
      changed();
      return {};
    },
    async 'sendLists.renew'(input) {
      const messages = await write().renewMessages({ ...input, now: desk.now() });
      changed();
      return { messages };
    },
    'sendLists.messages': (input) => read().messagePage({ ...input, now: desk.now() }),

    async 'sendLists.export'({ id, format, handed }) {
      const { row, zone } = await listOf(id);
      const file = await parts.files.saveAs(fileName(row.name, 'messages', format), format);
      if (file === null) return { file, rows: 0 };
      const most = row.counts.all;
      const request = { id, zone, handed, most, format, file, now: desk.now() };
      const rows = await exportMessages(desk.workspace().store, request);
      desk.announce('sendLists');
      return { file, rows };
    },
    async 'sendLists.copy'({ id, handed }) {
      const { row, zone } = await listOf(id);
      const request = { id, zone, handed, most: row.counts.all, now: desk.now() };
      const { text, messageIds } = await messagesAsText(read(), request);
      await parts.copyText(text);
      await write().handOut({ messageIds, by: 'clipboard', now: desk.now() });
      desk.announce('sendLists');
      return { rows: messageIds.length };
    },
    async 'sendLists.savePost'(input) {
      const target = postTarget(input.post.url);
      if (!target.ok && (input.post.posting || input.post.url !== ''))
        throw new DeskError('invalid_input', target.message, { field: 'url' });
      await write().savePostSettings(input);
      changed();
      return {};
    },
    'sendLists.posts': (input) => read().postPage(input),
    'sendLists.post': (input) => read().postDetail(input),
    async 'sendLists.retryPost'(input) {
      await write().retryPost({ ...input, now: desk.now() });
      changed();
      return {};
    },

    'sendLists.results': (input) => read().sendListResults(input),
    'sendLists.recipientResults': (input) => read().recipientResults(input),
    async 'sendLists.exportResults'({ id, by, format }) {
      const { row } = await listOf(id);
      const file = await parts.files.saveAs(fileName(row.name, `results-by-${by}`, format), format);
      if (file === null) return { file, rows: 0 };
      return { file, rows: await exportResults(read(), { id, by, format, file, now: desk.now() }) };
    },

    'sendLists.leftOut': () => read().leftOutIds(),
    async 'sendLists.leaveOut'({ ids, note }) {
      const found = [...new Set(ids.match(/(?<![\d.])[1-9]\d{0,19}(?![\d.])/g))];
      if (found.length === 0)
        throw new DeskError('invalid_input', 'There is no Twitter id in this.', { field: 'ids' });
      const added = await write().leaveOut({ ids: found, note, now: desk.now() });
      desk.announce('sendLists');
      return { added };
    },
    async 'sendLists.letIn'(input) {
      await write().letIn(input);
      desk.announce('sendLists');
      return {};
    },
  };
}
