import { phoneText } from '#renderer/app/format/phone.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { datesText, listText } from '#renderer/app/format/view-dates.ts';
import { filterText } from '#renderer/app/messages/en/filter.ts';
import type { ConversionView } from './conversion-view.ts';

/** The kinds of condition a sentence can have, in the order it tells them. */
export const CONDITIONS = [
  'dates',
  'status',
  'partner',
  'offer',
  'number',
  'network',
  'unknown',
  'zero',
] as const;

export type Condition = (typeof CONDITIONS)[number];

/** What a person calls the partners, offers and networks whose ids the conditions hold. */
export interface Names {
  readonly partner: (id: string) => string;
  readonly offer: (id: string) => string;
  readonly network: (id: number) => string;
}

/** The conditions that are set. */
export function conditionsOf(view: ConversionView): readonly Condition[] {
  const isSet: Readonly<Record<Condition, boolean>> = {
    dates: view.dates !== null,
    status: view.statuses.length > 0,
    partner: view.partnerIds.length > 0,
    offer: view.offerIds.length > 0,
    number: view.numbers.length > 0,
    network: view.networkId !== null,
    unknown: view.unknownResult,
    zero: view.zeroPayout,
  };
  return CONDITIONS.filter((condition) => isSet[condition]);
}

/** The view without the condition. */
export function without(condition: Condition): Partial<ConversionView> {
  const cleared: Readonly<Record<Condition, Partial<ConversionView>>> = {
    dates: { dates: null },
    status: { statuses: [] },
    partner: { partnerIds: [] },
    offer: { offerIds: [] },
    number: { numbers: [] },
    network: { networkId: null },
    unknown: { unknownResult: false },
    zero: { zeroPayout: false },
  };
  return cleared[condition];
}

/** The value of a condition as the sentence tells it. */
export function valueText(condition: Condition, view: ConversionView, names: Names): string {
  const values: Readonly<Record<Condition, () => string>> = {
    dates: () => (view.dates ? datesText(view.dates) : ''),
    status: () => filterText.orText(view.statuses.map((status) => uiText.status[status].toLowerCase())),
    partner: () => listText(view.partnerIds.map(names.partner)),
    offer: () => listText(view.offerIds.map(names.offer)),
    number: () => listText(view.numbers.map(phoneText)),
    network: () => (view.networkId === null ? '' : names.network(view.networkId)),
    unknown: () => text.unknownValue,
    zero: () => text.zeroValue,
  };
  return values[condition]();
}
