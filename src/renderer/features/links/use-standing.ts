import { useRequest } from '#renderer/state/use-request.ts';
import { type LinkLimits, STANDARD_LIMITS } from '#shared/domain/link-limits.ts';
import type { ShownFault } from './link-checks.tsx';

const NOTHING: { readonly faults: readonly ShownFault[]; readonly limits: LinkLimits } = {
  faults: [],
  limits: STANDARD_LIMITS,
};

/** What the records say of a link's offer, partner and number, and how long it may be; nothing while they are not known. */
export function useStanding(
  offerId: string,
  partnerId: string,
  number: string,
): { readonly faults: readonly ShownFault[]; readonly limits: LinkLimits } {
  const key = { offerId: offerId.trim(), partnerId: partnerId.trim(), number: number.trim() };
  const asked =
    key.offerId !== '' && key.partnerId !== '' && key.offerId.length <= 64 && key.partnerId.length <= 64;
  const { data } = useRequest('links.standing', asked ? { ...key, number: key.number.slice(0, 20) } : null);
  return asked ? (data ?? NOTHING) : NOTHING;
}
