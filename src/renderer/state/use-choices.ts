import { useMemo } from 'react';
import type { ChoiceRequest, NumberChoice, OfferChoice, PartnerChoice } from '#shared/ipc/desk.ts';
import { useRequest } from './use-request.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import type { ComboboxOption } from '#renderer/ui/combobox.tsx';

/** What a picker offers, and the records behind it. */
export interface Choices<T> {
  readonly options: readonly ComboboxOption[];
  readonly recordOf: (value: string) => T | undefined;
}

/** Partners to pick from: the first of all, and those that match what was typed. */
export function usePartnerChoices(typed: string): Choices<PartnerChoice> {
  const all = useRequest('catalogue.partners', {});
  const found = useRequest(
    'catalogue.partners',
    searchFor(
      typed,
      all.data?.map((one) => one.partnerId),
    ),
  );
  return useMemo(
    () =>
      choicesOf([...(all.data ?? []), ...(found.data ?? [])], (partner) => ({
        value: partner.partnerId,
        label: partner.name || partner.partnerId,
      })),
    [all.data, found.data],
  );
}

/** Offers to pick from, as {@link usePartnerChoices}. */
export function useOfferChoices(typed: string): Choices<OfferChoice> {
  const all = useRequest('catalogue.offers', {});
  const found = useRequest(
    'catalogue.offers',
    searchFor(
      typed,
      all.data?.map((one) => one.offerId),
    ),
  );
  return useMemo(
    () =>
      choicesOf([...(all.data ?? []), ...(found.data ?? [])], (offer) => ({
        value: offer.offerId,
        label: offer.name || offer.offerId,
      })),
    [all.data, found.data],
  );
}

/** Promo numbers to pick from: those of the partner and offer, where these are given; first those with a link. */
export function useNumberChoices(scope: {
  readonly partnerId: string;
  readonly offerId: string;
  readonly typed: string;
}): Choices<NumberChoice> {
  const within: ChoiceRequest = {
    ...(scope.partnerId.trim() === '' ? {} : { partnerId: scope.partnerId.trim() }),
    ...(scope.offerId.trim() === '' ? {} : { offerId: scope.offerId.trim() }),
  };
  const all = useRequest('catalogue.numbers', within);
  const search = searchFor(
    scope.typed,
    all.data?.map((one) => one.number),
  );
  const found = useRequest('catalogue.numbers', search === null ? null : { ...within, ...search });
  return useMemo(
    () =>
      choicesOf(linkedFirst([...(all.data ?? []), ...(found.data ?? [])]), (number) => ({
        value: number.number,
        label:
          [number.partnerName, number.offerName].filter(Boolean).join(' · ') ||
          number.description ||
          number.number,
        detail: phoneText(number.number),
      })),
    [all.data, found.data],
  );
}

function linkedFirst(numbers: readonly NumberChoice[]): readonly NumberChoice[] {
  return numbers.toSorted((a, b) => Number(b.baseLink !== '') - Number(a.baseLink !== ''));
}

/** The request that finds what was typed, or null when that is nothing or already at hand. */
function searchFor(typed: string, known: readonly string[] | undefined): { readonly text: string } | null {
  const text = typed.trim().slice(0, 100);
  return text === '' || known === undefined || known.includes(text) ? null : { text };
}

/** Options of records, each value once, the first of its kind. */
function choicesOf<T>(records: readonly T[], optionOf: (record: T) => ComboboxOption): Choices<T> {
  const byValue = new Map<string, { readonly option: ComboboxOption; readonly record: T }>();
  for (const record of records) {
    const option = optionOf(record);
    if (!byValue.has(option.value)) byValue.set(option.value, { option, record });
  }
  return {
    options: [...byValue.values()].map(({ option }) => option),
    recordOf: (value) => byValue.get(value)?.record,
  };
}
