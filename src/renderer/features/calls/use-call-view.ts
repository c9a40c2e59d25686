import { useCallback, useMemo } from 'react';
import { goTo, useHashSearch } from '#renderer/app/hash-location.ts';
import { addressOfCalls, type CallView, callViewOf } from './call-view.ts';

export interface CallViewInAddress {
  readonly view: CallView;
  /** The call shown in the side panel. */
  readonly openId: number | null;
  /** Shows something else; a step back returns to what was shown before. */
  readonly change: (change: Partial<CallView>, options?: { readonly replace?: boolean }) => void;
  /** Opens the panel, or closes it with null. */
  readonly open: (id: number | null, options?: { readonly replace?: boolean }) => void;
}

/** What the screen shows, read from and kept in the address. */
export function useCallView(): CallViewInAddress {
  const search = useHashSearch();
  const view = useMemo(() => callViewOf(search), [search]);
  const openId = useMemo(() => openOf(search), [search]);
  const change = useCallback<CallViewInAddress['change']>(
    (changed, options) => goTo(withOpen(addressOfCalls({ ...view, ...changed }), openId), options),
    [view, openId],
  );
  const open = useCallback<CallViewInAddress['open']>(
    (id, options) => goTo(withOpen(addressOfCalls(view), id), options),
    [view],
  );
  return { view, openId, change, open };
}

function openOf(search: string): number | null {
  const id = Number(new URLSearchParams(search).get('open'));
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

function withOpen(address: string, id: number | null): string {
  if (id === null) return address;
  return `${address}${address.includes('?') ? '&' : '?'}open=${id}`;
}
