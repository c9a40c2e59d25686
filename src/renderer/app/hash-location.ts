import { useSyncExternalStore } from 'react';

/** An address as the window keeps it after the `#`: a path and a query. */
export interface HashAddress {
  readonly path: string;
  readonly search: string;
}

/** Takes the text after `#` apart. An empty one is the first place, `/`. */
export function parseHash(hash: string): HashAddress {
  const text = hash.replace(/^#/, '');
  const cut = text.indexOf('?');
  const path = cut === -1 ? text : text.slice(0, cut);
  return { path: path.startsWith('/') ? path : `/${path}`, search: cut === -1 ? '' : text.slice(cut + 1) };
}

/** Goes to an address such as `/conversions?status=pending`; `replace` leaves no step to come back to. */
export function goTo(address: string, options: { readonly replace?: boolean } = {}): void {
  const target = `#${address.replace(/^#/, '')}`;
  if (target === window.location.hash) return;
  if (options.replace) history.replaceState(null, '', target);
  else history.pushState(null, '', target);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

const pathNow = (): string => parseHash(window.location.hash).path;
const searchNow = (): string => parseHash(window.location.hash).search;

/** The router's location, kept after the `#`, query included, so that filters live in the address. */
export function useHashLocation(): [string, typeof goTo] {
  return [useSyncExternalStore(subscribe, pathNow), goTo];
}

/**
 * The query of the address, without its question mark, as it stands there. The router's own `useSearch` decodes it once
 * before it is parsed, which breaks every value with a percent sign or ampersand in it.
 */
export function useHashSearch(): string {
  return useSyncExternalStore(subscribe, searchNow);
}

/** An address as the `href` of a link. */
export const hashHref = (address: string): string => `#${address.replace(/^#/, '')}`;

/** The record id a part of an address says; null when it says none. */
export function recordIdOf(text: string | null): number | null {
  return text !== null && /^[1-9][0-9]{0,14}$/.test(text) ? Number(text) : null;
}
