import type { Offer } from '../world/offers.ts';
import type { Partner } from '../world/partners.ts';
import type { PracticeWorld } from '../world/practice-world.ts';

/**
 * The click link of a lent number (invoca.md 6, 8.2): it leads to the network's own click path with the number in it
 * and what else the number was lent with. Without a partner the partner's id is 0.
 */
export function trackingUrl(
  world: PracticeWorld,
  { offer, partner }: { readonly offer: Offer; readonly partner: Partner | undefined },
  line: { readonly id: number; readonly number: string },
  given: readonly (readonly [string, string])[],
): string {
  const query = new URLSearchParams([
    ['offer_id', offer.idFromNetwork],
    ['aff_id', partner?.idFromNetwork ?? ''],
    ['aff_sub', line.number],
    ['PPCPN', line.number],
  ]);
  for (const [name, value] of given) if (/^aff_sub[2-5]$|^source$/.test(name)) query.append(name, value);
  const us = encodeURIComponent(`/aff_c?${query.toString()}`);
  return `https://${world.networkName}.invoca.net/c/${world.networkId}/${partner?.id ?? 0}-${offer.id}-${line.id}?us=${us}`;
}
