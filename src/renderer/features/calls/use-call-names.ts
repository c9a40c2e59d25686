import { useMemo } from 'react';
import { useRequest } from '#renderer/state/use-request.ts';
import type { CallView } from './call-view.ts';
import { valueWords } from './call-words.ts';

/** What a person calls the values that conditions hold. */
export interface CallNames {
  readonly valueOf: (column: string, value: string) => string;
}

/** Names of partners, campaigns and networks, asked for when a condition speaks of them. */
export function useCallNames(view: CallView): CallNames {
  const speaksOf = (column: string): boolean => view.where.some((one) => one.column === column);
  const partners = useRequest('catalogue.partners', speaksOf('partner') ? {} : null).data;
  const offers = useRequest('catalogue.offers', speaksOf('campaign') ? {} : null).data;
  const networks = useRequest(
    'calls.values',
    speaksOf('network') ? { column: 'network', text: '' } : null,
  ).data;
  return useMemo(
    () => ({
      valueOf: (column, value) => {
        const names: Readonly<Record<string, string | undefined>> = {
          partner: partners?.find((one) => one.partnerId === value)?.name,
          campaign: offers?.find((one) => one.offerId === value)?.name,
          network: networks?.find((one) => one.value === value)?.label,
        };
        return valueWords(column, value, names[column] ?? value);
      },
    }),
    [partners, offers, networks],
  );
}
