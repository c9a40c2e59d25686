import { recordListCommand } from '../record-list.ts';
import { offerRecord } from '../record-view.ts';

/** `offer list`: the offers the desk knows, by name. */
export const offerListCommand = recordListCommand({
  name: 'offer list',
  page: (store, request) => store.read.offerPage(request),
  record: offerRecord,
  words: ({ offerId, name, status }) => [offerId, name, status],
});
