import type { DeliveryFilter } from '#shared/ipc/postbacks.ts';
import type { ReplaySelection } from '#shared/ipc/replays.ts';
import { placeOfSearch, searchOfPlace } from '../delivery-address.ts';

/** Where a replay of what a selection finds is set up. */
export function addressOfNewReplay(selection: ReplaySelection): string {
  const search = searchOfSelection(selection);
  return search === '' ? '/postbacks/replays/new' : `/postbacks/replays/new?${search}`;
}

/** What the address says is to be replayed; without ids all that its filter finds. */
export function selectionOfSearch(search: string): ReplaySelection {
  const given = new URLSearchParams(search);
  const deliveryIds = given.getAll('id').filter((id) => /^dlv_[0-9a-f]{32}$/.test(id));
  if (deliveryIds.length > 0) return { deliveryIds: deliveryIds.slice(0, 1000) };
  const { filter } = placeOfSearch(search);
  return { filter, from: instantOf(given.get('from')), to: instantOf(given.get('to')) };
}

/** The filter as the setting up of a replay begins with it: nothing that waits, since that is refused anyway. */
export function settledOnly(filter: DeliveryFilter): DeliveryFilter {
  const states = filter.states?.filter((state) => state !== 'waiting' && state !== 'sending');
  if (states === undefined || states.length === 0) return filter;
  return { ...filter, states };
}

function searchOfSelection(selection: ReplaySelection): string {
  const search = new URLSearchParams(
    'filter' in selection ? searchOfPlace({ filter: selection.filter, open: null }) : '',
  );
  if ('deliveryIds' in selection) {
    for (const id of selection.deliveryIds) search.append('id', id);
  } else {
    if (selection.from !== null) search.set('from', String(selection.from));
    if (selection.to !== null) search.set('to', String(selection.to));
  }
  return search.toString();
}

function instantOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
