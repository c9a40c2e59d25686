import type { Offer } from '../world/offers.ts';
import type { Partner } from '../world/partners.ts';
import type { PracticeWorld } from '../world/practice-world.ts';
import type { WireReply, WireRequest } from '../wire.ts';
import { spoiltClick } from './click-spoiling.ts';
import type { ClickSpoiling } from './click-spoiling.ts';

const PATH = /^\/c\/(\d+)\/(\d+)-(\d+)-(\d+)$/;

function page(status: number, message: string): WireReply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><title>${status}</title><p>${message}</p>`,
  };
}

function destinationOf(us: string, tracking: string): string | undefined {
  if (us.startsWith('/')) return `${tracking}${encodeURI(us).replaceAll('%25', '%')}`;
  if (!URL.canParse(us)) return undefined;
  const { protocol, href } = new URL(us);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

interface Line {
  readonly offer: Offer;
  readonly partner: Partner | undefined;
}

/** Whom a number with this id of Invoca's is or was credited to: a promo number, or one lent from a ring pool. */
function linesOf({ promoNumbers, ringPools }: PracticeWorld, numberId: string): Line[] {
  const lent = ringPools.flatMap(({ offer, numbers, overflow }) =>
    [...numbers, ...(overflow === undefined ? [] : [overflow])]
      .filter(({ id }) => String(id) === numberId)
      .flatMap(({ leases }) => leases.map(({ partner }) => ({ offer, partner }))),
  );
  return [...promoNumbers.filter(({ id, partner }) => partner && String(id) === numberId), ...lent];
}

/** True for the path of a click link. */
export function isClickPath(pathname: string): boolean {
  return pathname.startsWith('/c/');
}

/**
 * Answers a click on a tracking link (invoca.md 6): 302 to the destination in `us`, a path below `tracking`, the network's
 * TUNE host, or a full http address; spoilt where it is to be. 404 for a network, partner, campaign or number that does
 * not exist together, 400 without a destination.
 */
export function answerClick(
  world: PracticeWorld,
  { url }: WireRequest,
  tracking: string,
  spoiling: ClickSpoiling,
): WireReply {
  const [, networkId, partnerId, offerId, numberId] = PATH.exec(url.pathname) ?? [];
  const known =
    networkId === String(world.networkId) &&
    linesOf(world, numberId ?? '').some(
      ({ offer, partner }) => String(offer.id) === offerId && String(partner?.id ?? 0) === partnerId,
    );
  if (!known) return page(404, 'This tracking link does not exist.');
  const us = url.searchParams.get('us') ?? '';
  const location = destinationOf(us, tracking);
  if (location === undefined) return page(400, 'This tracking link has no destination.');
  return { status: 302, headers: { location: spoiltClick(location, spoiling) }, body: '' };
}
