import { useCallback, useMemo } from 'react';
import { goTo, useHashSearch } from '#renderer/app/hash-location.ts';
import { addressOfLines, type LineView, lineViewOf } from './line-view.ts';

/** What lines are shown, read from and kept in the address. */
export interface LinesInAddress {
  readonly view: LineView;
  /** The place of the line shown in the side panel. */
  readonly openPlace: number | null;
  readonly change: (change: Partial<LineView>, options?: { readonly replace?: boolean }) => void;
  readonly open: (place: number | null, options?: { readonly replace?: boolean }) => void;
}

/** The lines of a run as the address says. */
export function useLineView(runId: number): LinesInAddress {
  const search = useHashSearch();
  const view = useMemo(() => lineViewOf(search), [search]);
  const openPlace = useMemo(() => openOf(search), [search]);
  const change = useCallback<LinesInAddress['change']>(
    (changed, options) => goTo(addressOfLines(runId, { ...view, ...changed }), options),
    [runId, view],
  );
  const open = useCallback<LinesInAddress['open']>(
    (place, options) => goTo(addressOfLines(runId, view, place), options),
    [runId, view],
  );
  return { view, openPlace, change, open };
}

function openOf(search: string): number | null {
  const given = new URLSearchParams(search).get('open');
  return given !== null && /^\d{1,9}$/.test(given) ? Number(given) : null;
}
