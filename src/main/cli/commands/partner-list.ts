import { recordListCommand } from '../record-list.ts';
import { partnerRecord } from '../record-view.ts';

/** `partner list`: the partners the desk knows, by name. */
export const partnerListCommand = recordListCommand({
  name: 'partner list',
  page: (store, request) => store.read.partnerPage(request),
  record: partnerRecord,
  words: ({ partnerId, name, status }) => [partnerId, name, status],
});
