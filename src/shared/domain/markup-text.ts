const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const SIGNS = new Map(Object.entries(ENTITIES).map(([entity, sign]) => [sign, entity]));

/** Text as it stands in markup, between tags or within quotes. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => SIGNS.get(sign) ?? sign);
}

/** The text that markup stands for, as far as {@link escapeMarkup} writes it; `&` alone is itself. */
export function unescapeMarkup(markup: string): string {
  return markup.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
