/** Reads a whole number between two bounds as a person types it; null when it is none. */
export function wholeNumberOf(
  typed: string,
  bounds: { readonly least: number; readonly most: number },
): number | null {
  const text = typed.trim();
  if (!/^\d{1,6}$/.test(text)) return null;
  const value = Number(text);
  return value >= bounds.least && value <= bounds.most ? value : null;
}
