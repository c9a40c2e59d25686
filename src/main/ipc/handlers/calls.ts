import type { ExportFormat } from '#shared/ipc/calls.ts';
import type { callRequests } from '#shared/ipc/requests/calls.ts';
import { exportCalls } from '#main/engine/exports/export-calls.ts';
import { importTickets } from '#main/engine/calls/import-tickets.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';

/** What a file can be that a person is asked for. */
export type SavedKind = ExportFormat | 'html' | 'svg' | 'png';

/** Asks a person for files; null when they choose none. */
export interface FileChoices {
  saveAs(suggested: string, format: SavedKind): Promise<string | null>;
  openTable(): Promise<string | null>;
  chooseFolder(): Promise<string | null>;
}

const SCREEN = 'calls';
const VALUES_SHOWN = 100;

/** What reads files of calls, loaded with the first of them. */
const importing = () => import('#main/engine/calls/import-calls.ts');

/** Calls: the list, groups, views, orders, exports, imports and deletion. */
export function callHandlers(
  desk: DeskAccess,
  files: FileChoices,
): RequestHandlers<keyof typeof callRequests> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const tickets = importTickets();
  return {
    'calls.page': (input) => read().callPage(input),
    'calls.totals': (input) => read().callTotals(input),
    'calls.groups': (input) => read().callGroups(input),
    'calls.fields': () => read().callFields(),
    'calls.values': (input) => read().callValues({ ...input, limit: VALUES_SHOWN }),
    'calls.detail': (input) => read().callDetail(input),
    async 'calls.setOrder'(input) {
      await write().setCallOrder({ ...input, now: desk.now() });
      desk.announce('calls');
      return {};
    },
    async 'calls.export'(request) {
      const reader = read();
      const day = new Date(desk.now()).toISOString().slice(0, 10);
      const file = await files.saveAs(`calls-${day}.${request.format}`, request.format);
      if (file === null) return { file, rows: 0 };
      return { file, rows: await exportCalls(reader, { ...request, file, now: desk.now() }) };
    },
    'calls.views': () => read().savedViews({ screen: SCREEN }),
    async 'calls.saveView'(draft) {
      const view = await write().saveView({ screen: SCREEN, draft, now: desk.now() });
      desk.announce('calls');
      return view;
    },
    async 'calls.removeView'(input) {
      await write().removeView(input);
      desk.announce('calls');
      return {};
    },
    async 'calls.accounts'() {
      return (await read().spcNetworks()).map(({ id, name }) => ({ id, name }));
    },
    async 'calls.chooseImport'() {
      const path = await files.openTable();
      if (path === null) return null;
      const { ticket, fileName, text } = await tickets.open(path);
      const { guessedMapping, readHead } = await importing();
      const head = await readHead(text);
      const mapping = (await read().importMapping({ head })) ?? guessedMapping(head);
      return { ticket, fileName, head, mapping };
    },
    async 'calls.previewImport'({ ticket, options }) {
      const { text } = tickets.find(ticket);
      return (await importing()).previewImport(text, options, read());
    },
    async 'calls.import'({ ticket, options }) {
      const { text } = tickets.find(ticket);
      const result = await (await importing()).importCalls(text, options, write(), desk.now());
      tickets.close(ticket);
      desk.announce('calls');
      return result;
    },
    'calls.previewDeletion': (input) => read().deletionPreview(input),
    async 'calls.delete'(input) {
      const gone = await write().deleteCalls({ ...input, now: desk.now() });
      desk.announce('calls', 'conversions');
      return gone;
    },
  };
}
