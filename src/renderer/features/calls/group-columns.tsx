import { countText } from '#renderer/app/format/count.ts';
import { addDays, dayOf, startOfDay } from '#renderer/app/format/day-range.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { exactInstantText, shortInstantText, timeText, weekdayText } from '#renderer/app/format/instant.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import type { CallGroup } from '#shared/ipc/calls.ts';
import { type CallView, withCondition } from './call-view.ts';
import { columnWords, valueWords } from './call-words.ts';

const HOUR_MS = 60 * 60 * 1000;

/** What a group is called. */
export function groupWords(by: string, group: CallGroup, zone: string): string {
  if (group.value === '') return text.noValue;
  const at = Number(group.value);
  if (by === 'day') return `${weekdayText(at, zone)} ${dayOf(at, zone).year}`;
  if (by === 'hour')
    return `${weekdayText(at, zone)} ${dayOf(at, zone).year}, ${timeText(at, zone).slice(0, 5)}`;
  return valueWords(by, group.value, group.label);
}

/** The view of a group's own calls, in a list. */
export function callsOfGroup(view: CallView, group: CallGroup, zone: string): CallView {
  const by = view.group ?? '';
  const list = { ...view, group: null };
  if (by !== 'hour' && by !== 'day') return withCondition(list, by, [group.value]);
  if (group.value === '') return list;
  const from = Number(group.value);
  const to = by === 'hour' ? from + HOUR_MS : startOfDay(addDays(dayOf(from, zone), 1), zone);
  return { ...list, dates: null, span: { from, to } };
}

/** Columns of the table of groups. */
export function groupColumns(by: string, zone: string, now: number): readonly Column<CallGroup>[] {
  const share = (part: number, whole: number): string =>
    whole === 0 ? uiText.none : `${Math.round((part / whole) * 100)} %`;
  const when = (at: number | null): string => (at === null ? uiText.none : shortInstantText(at, zone, now));
  const exact = (at: number | null): string => (at === null ? '' : exactInstantText(at, zone));
  const end = { end: true, sortable: true } as const;
  return [
    {
      id: 'value',
      title: columnWords(by),
      width: 220,
      grow: true,
      sortable: true,
      cell: (group) => groupWords(by, group, zone),
      whole: (group) => group.label || group.value,
    },
    { id: 'calls', title: text.figure.calls, width: 80, ...end, cell: (group) => countText(group.calls) },
    {
      id: 'answered',
      title: text.figure.answered,
      width: 90,
      ...end,
      cell: (group) => countText(group.answered),
    },
    {
      id: 'rate',
      title: text.figure.rate,
      width: 96,
      end: true,
      muted: true,
      cell: (group) => share(group.answered, group.calls),
    },
    {
      id: 'talk_seconds',
      title: text.figure.talk,
      width: 90,
      ...end,
      cell: (group) => durationText(group.talkSeconds),
    },
    { id: 'orders', title: text.figure.orders, width: 80, ...end, cell: (group) => countText(group.orders) },
    {
      id: 'orderRate',
      title: text.figure.orderRate,
      width: 90,
      end: true,
      muted: true,
      cell: (group) => share(group.orders, group.calls),
    },
    {
      id: 'first_at',
      title: text.figure.first,
      width: 120,
      ...end,
      muted: true,
      cell: (group) => when(group.firstAt),
      whole: (group) => exact(group.firstAt),
    },
    {
      id: 'last_at',
      title: text.figure.last,
      width: 120,
      ...end,
      muted: true,
      cell: (group) => when(group.lastAt),
      whole: (group) => exact(group.lastAt),
    },
  ];
}
