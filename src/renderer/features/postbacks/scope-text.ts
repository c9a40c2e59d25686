import { useMemo } from 'react';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import type { TemplateScope } from '#shared/ipc/postbacks.ts';

/** What ids of a scope are called. */
export interface ScopeNames {
  readonly network: (id: number) => string;
  readonly partner: (id: string) => string;
  readonly offer: (id: string) => string;
}

/** The names of what a scope may hold; an id without a name stands for itself. */
export function useScopeNames(): ScopeNames {
  const networks = useRequest('networks.list', {});
  const partners = useRequest('catalogue.partners', {});
  const offers = useRequest('catalogue.offers', {});
  return useMemo(
    () => ({
      network: (id) => networks.data?.find((network) => network.id === id)?.name ?? String(id),
      partner: (id) => partners.data?.find(({ partnerId }) => partnerId === id)?.name || id,
      offer: (id) => offers.data?.find(({ offerId }) => offerId === id)?.name || id,
    }),
    [networks.data, partners.data, offers.data],
  );
}

/** For which conversions a template speaks, in words. */
export function scopeText(scope: TemplateScope, names: ScopeNames): string {
  const parts = [
    scope.partnerId === null ? '' : names.partner(scope.partnerId),
    scope.offerId === null ? '' : names.offer(scope.offerId),
    scope.networkId === null ? '' : names.network(scope.networkId),
  ].filter((part) => part !== '');
  return parts.length === 0 ? text.everything : parts.join(' · ');
}
