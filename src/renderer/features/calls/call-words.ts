import { exactInstantText, instantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { datesText, listText } from '#renderer/app/format/view-dates.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { CALL_STATUSES, fieldOfColumn, isCallColumn } from '#shared/domain/call-columns.ts';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { CallView } from './call-view.ts';

/** What a column is called: its title, or the name of the custom field. */
export function columnWords(column: string): string {
  if (isCallColumn(column)) return text.column[column];
  if (column === 'hour') return text.hour;
  if (column === 'day') return text.day;
  return fieldOfColumn(column) ?? column;
}

/** A value of a column as a person reads it; `label` is what the store calls it, where it has a name. */
export function valueWords(column: string, value: string, label: string = value): string {
  if (value === '') return text.noValue;
  if (column === 'status') {
    const status = CALL_STATUSES.find((one) => one === value);
    return status ? text.status[status] : value;
  }
  if (column === 'result') {
    const result = CONVERSION_STATUSES.find((one) => one === value);
    return result ? uiText.status[result] : value;
  }
  if (column === 'order' || column === 'late') return value === 'yes' ? text.yesNo.yes : text.yesNo.no;
  if (column === 'number' || column === 'caller_number') return phoneText(value);
  return label === '' ? value : label;
}

/** The conditions in words, as exports repeat them. `nameOf` gives what a person calls a value. */
export function describedFilter(
  view: CallView,
  zone: string,
  nameOf: (column: string, value: string) => string,
): string {
  const parts = view.where.map(
    ({ column, values }) =>
      `${columnWords(column)} is ${listText(values.map((value) => nameOf(column, value)))}`,
  );
  if (view.dates) parts.push(`${text.termDates} ${datesText(view.dates)}`);
  if (view.span) parts.push(`${text.termDates} ${spanText(view.span, zone)}`);
  if (view.text.trim() !== '') parts.push(text.describedText(view.text.trim()));
  return parts.length === 0 ? text.describedAll : parts.join(' and ');
}

/** An exact span as a sentence tells it. */
export function spanText(span: { readonly from: number; readonly to: number }, zone: string): string {
  return `${instantText(span.from, zone)} – ${exactInstantText(span.to, zone)}`;
}
