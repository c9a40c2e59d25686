import { clickHostOf } from '#shared/domain/click-host.ts';
import { dissectLink } from '#shared/domain/link-anatomy.ts';
import type { DeskReader } from '../ports/desk-store.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether an address is on this machine by its spelling. */
export function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}

/** Where the clicks of a link are counted, as scheme and host: what a stored campaign says; null when none does. */
export async function clickHostOfLink(
  read: Pick<DeskReader, 'clickUrl'>,
  link: string,
): Promise<string | null> {
  const { host, network, ids } = dissectLink(link);
  if (!host || !network || !ids) return null;
  const [, { value: campaignId }] = ids;
  const clickUrl = await read.clickUrl({ host: host.value, organisationId: network.value, campaignId });
  return clickUrl === null ? null : clickHostOf(clickUrl);
}

/**
 * Whether following a link may reach this machine: only a link that is on it itself, and only where a connected network
 * is too, as the practice network is.
 */
export async function mayStayHere(read: Pick<DeskReader, 'networks'>, link: string): Promise<boolean> {
  if (!isOnThisMachine(link)) return false;
  return (await read.networks()).some(({ baseUrl }) => isOnThisMachine(baseUrl));
}
