import { useMemo } from 'react';
import { useRequest } from '#renderer/state/use-request.ts';
import { type LinkLimits, STANDARD_LIMITS } from '#shared/domain/link-limits.ts';
import { subIdRuleFaults } from '#shared/domain/offer-sub-ids.ts';
import type { SubIdValues } from '#shared/domain/sub-ids.ts';
import type { ShownFault } from './link-checks.tsx';

/** What the records say of a link, and how long it may be. */
export interface Standing {
  readonly faults: readonly ShownFault[];
  readonly limits: LinkLimits;
}

const NOTHING: Standing = { faults: [], limits: STANDARD_LIMITS };

/** What the records say of a link's offer, partner, number and sub ids; nothing while they are not known. */
export function useStanding(
  parts: {
    readonly offerId: string;
    readonly partnerId: string;
    readonly number: string;
    readonly subIds: SubIdValues;
  } | null,
): Standing {
  const offerId = parts?.offerId.trim() ?? '';
  const partnerId = parts?.partnerId.trim() ?? '';
  const asked = offerId !== '' && partnerId !== '' && offerId.length <= 64 && partnerId.length <= 64;
  const number = (parts?.number ?? '').trim().slice(0, 20);
  const { data } = useRequest('links.standing', asked ? { offerId, partnerId, number } : null);
  const subIds = parts?.subIds;
  return useMemo(() => {
    if (!asked || !data || !subIds) return NOTHING;
    const broken = subIdRuleFaults(data.subIdRules, subIds);
    const faults = broken.map(({ name, message }) => ({ code: 'sub-id-rule', message, param: name }));
    return { faults: [...data.faults, ...faults], limits: data.limits };
  }, [asked, data, subIds]);
}
