import { escapeMarkup } from './markup-text.ts';

/** Markup of a partner with its macros filled in, and the macros nobody knows. */
export interface FilledRider {
  readonly markup: string;
  readonly unknown: readonly string[];
}

/**
 * Puts values in for the macros of a partner's pixel, in one pass: percent-encoded, since they stand in addresses, and
 * never scanned again (tune.md 5.4). A macro nobody knows stays as it is.
 */
export function filledRider(code: string, values: Readonly<Record<string, string>>): FilledRider {
  const unknown = new Set<string>();
  const markup = code.replaceAll(/\{([a-z0-9_]+)\}/g, (macro, name: string) => {
    if (Object.hasOwn(values, name)) return escapeMarkup(encodeURIComponent(values[name] ?? ''));
    unknown.add(name);
    return macro;
  });
  return { markup, unknown: [...unknown] };
}

/** What rides along as markup: an address alone is the source of an image. */
export function riderMarkup(code: string): string {
  const text = code.trim();
  if (!/^https?:\/\/\S+$/i.test(text)) return text;
  return `<img src="${escapeMarkup(text)}" width="1" height="1" alt="" />`;
}
