import { useMemo } from 'react';
import { useNow } from '#renderer/state/now.ts';
import { addDays, dayOf, startOfDay } from './format/day-range.ts';

/** The bounds of today in the zone of the desk, renewed when the day ends. */
export function useToday(zone: string): { readonly dayStart: number; readonly dayEnd: number } {
  const now = useNow(30_000);
  const today = dayOf(now, zone);
  const dayStart = startOfDay(today, zone);
  const dayEnd = startOfDay(addDays(today, 1), zone);
  return useMemo(() => ({ dayStart, dayEnd }), [dayStart, dayEnd]);
}
