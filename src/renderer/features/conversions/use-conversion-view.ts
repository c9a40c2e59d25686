import { useCallback, useMemo } from 'react';
import { goTo, useHashSearch } from '#renderer/app/hash-location.ts';
import { addressOfView, type ConversionView, viewOfSearch } from './conversion-view.ts';

export interface ViewInAddress {
  readonly view: ConversionView;
  /** The conversion shown in the side panel. */
  readonly openId: number | null;
  /** Shows something else; a step back returns to what was shown before. */
  readonly change: (change: Partial<ConversionView>, options?: { readonly replace?: boolean }) => void;
  /** Opens the panel, or closes it with null. */
  readonly open: (id: number | null, options?: { readonly replace?: boolean }) => void;
}

/** What the list shows, read from and kept in the address. */
export function useConversionView(): ViewInAddress {
  const search = useHashSearch();
  const view = useMemo(() => viewOfSearch(search), [search]);
  const openId = useMemo(() => openOf(search), [search]);
  const change = useCallback<ViewInAddress['change']>(
    (changed, options) => goTo(withOpen(addressOfView({ ...view, ...changed }), openId), options),
    [view, openId],
  );
  const open = useCallback<ViewInAddress['open']>(
    (id, options) => goTo(withOpen(addressOfView(view), id), options),
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
