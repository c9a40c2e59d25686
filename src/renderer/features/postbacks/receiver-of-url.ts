import { templateParts } from '#shared/domain/template-parts.ts';

/** The host, and port if one is named, a template's URL goes to; empty while it has none. */
export function receiverOfUrl(url: string): string {
  const parts = templateParts(url.trim());
  return parts ? url.trim().slice(parts.authority.start, parts.authority.end).toLowerCase() : '';
}
