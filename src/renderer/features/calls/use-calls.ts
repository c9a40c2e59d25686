import { useEffect, useMemo } from 'react';
import { useToday } from '#renderer/app/use-today.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { type RowList, useRowWindow } from '#renderer/state/use-row-window.ts';
import { fieldOfColumn } from '#shared/domain/call-columns.ts';
import type { CallFilter, CallGroup, CallRow, CallTotals } from '#shared/ipc/calls.ts';
import { type CallView, filterOfCalls } from './call-view.ts';

const LISTING_ASKED_AGAIN_MS = 1_500;

/** The filter of the view as the store is asked. */
export function useCallFilter(view: CallView): CallFilter {
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  return useMemo(() => filterOfCalls(view, zone, dayStart), [view, zone, dayStart]);
}

/** The rows and totals of what the view shows, with the fields its columns need, kept current. */
export function useCallList(view: CallView, chosen: readonly string[]): RowList<CallRow, CallTotals> {
  const filter = useCallFilter(view);
  const fields = useMemo(() => chosen.flatMap((column) => fieldOfColumn(column) ?? []), [chosen]);
  const { order } = view;
  const list = useRowWindow<CallRow, CallTotals>({
    key: JSON.stringify([filter, order, fields]),
    request: 'calls.page',
    load: async (index, limit) => (await ask('calls.page', { filter, order, fields, index, limit })).rows,
    totals: () => ask('calls.totals', { filter }),
  });
  const { reload } = list;
  const behind = (list.totals?.pending ?? 0) > 0;
  useEffect(() => {
    if (!behind) return;
    const timer = setInterval(reload, LISTING_ASKED_AGAIN_MS);
    return () => clearInterval(timer);
  }, [behind, reload]);
  return list;
}

/** The groups of what the view shows. */
export function useCallGroups(view: CallView, group: string): RowList<CallGroup, { readonly count: number }> {
  const zone = useTimeZone();
  const filter = useCallFilter(view);
  const request = { filter, by: group, zone, order: view.groupOrder };
  return useRowWindow<CallGroup, { readonly count: number }>({
    key: JSON.stringify(request),
    request: 'calls.groups',
    load: async (index, limit) => (await ask('calls.groups', { ...request, index, limit })).groups,
    totals: async () => ({ count: (await ask('calls.groups', { ...request, index: 0, limit: 1 })).count }),
  });
}
