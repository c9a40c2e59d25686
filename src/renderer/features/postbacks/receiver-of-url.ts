import { isLoopbackHost } from '#shared/domain/network-address.ts';
import { templateParts } from '#shared/domain/template-parts.ts';

/** The host, and port if one is named, a template's URL goes to; empty while it has none. */
export function receiverOfUrl(url: string): string {
  const parts = templateParts(url.trim());
  return parts ? url.trim().slice(parts.authority.start, parts.authority.end).toLowerCase() : '';
}

/** Whether a template's URL goes to this machine. */
export function isOnThisMachine(url: string): boolean {
  const address = URL.parse(`http://${receiverOfUrl(url)}/`);
  return address !== null && isLoopbackHost(address.hostname);
}
