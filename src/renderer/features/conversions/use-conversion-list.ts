import { useMemo } from 'react';
import { useToday } from '#renderer/app/use-today.ts';
import { answeredAhead } from '#renderer/state/asked-ahead.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { CHUNK_ROWS } from '#renderer/state/row-chunks.ts';
import { type RowList, useRowWindow } from '#renderer/state/use-row-window.ts';
import type { ConversionRow, ConversionTotals } from '#shared/ipc/conversions.ts';
import { type ConversionView, filterOfView } from './conversion-view.ts';

/** The rows, count and sums of what the view shows, kept current. */
export function useConversionList(view: ConversionView): RowList<ConversionRow, ConversionTotals> {
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  const filter = useMemo(() => filterOfView(view, zone, dayStart), [view, zone, dayStart]);
  const { order } = view;
  return useRowWindow<ConversionRow, ConversionTotals>({
    key: JSON.stringify([filter, order]),
    request: 'conversions.page',
    load: async (index, limit) => (await ask('conversions.page', { filter, order, index, limit })).rows,
    totals: () => ask('conversions.totals', { filter, order }),
    ahead: () => {
      const page = answeredAhead('conversions.page', { filter, order, index: 0, limit: CHUNK_ROWS });
      const totals = page && answeredAhead('conversions.totals', { filter, order });
      return totals && { rows: page.rows, totals };
    },
  });
}
