import { useCallback, useMemo } from 'react';
import { goTo, recordIdOf, useHashSearch } from '#renderer/app/hash-location.ts';

/** What a list shows and what stands open beside it, as the address says. */
export interface ViewInAddress<V> {
  readonly view: V;
  /** What is shown in the side panel. */
  readonly openId: number | null;
  /** Shows something else; a step back returns to what was shown before. */
  readonly change: (change: Partial<V>, options?: { readonly replace?: boolean }) => void;
  /** Opens the panel, or closes it with null. */
  readonly open: (id: number | null, options?: { readonly replace?: boolean }) => void;
}

/** Reads a view from the address and keeps it there; both functions must stay the same from call to call. */
export function useViewInAddress<V>(
  viewOf: (search: string) => V,
  addressOf: (view: V) => string,
): ViewInAddress<V> {
  const search = useHashSearch();
  const view = useMemo(() => viewOf(search), [viewOf, search]);
  const openId = useMemo(() => recordIdOf(new URLSearchParams(search).get('open')), [search]);
  const change = useCallback<ViewInAddress<V>['change']>(
    (changed, options) => goTo(withOpen(addressOf({ ...view, ...changed }), openId), options),
    [addressOf, view, openId],
  );
  const open = useCallback<ViewInAddress<V>['open']>(
    (id, options) => goTo(withOpen(addressOf(view), id), options),
    [addressOf, view],
  );
  return { view, openId, change, open };
}

function withOpen(address: string, id: number | null): string {
  if (id === null) return address;
  return `${address}${address.includes('?') ? '&' : '?'}open=${id}`;
}
