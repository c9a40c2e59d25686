/**
 * The place of the app that an address of its page leads to: the first part of the path after the `#`, such as `/conversions`. What
 * was filtered, searched or opened there is left out.
 */
export function placeOfAddress(url: string): string {
  const [, place = ''] = /#\/([a-z-]*)/.exec(url) ?? [];
  return `/${place}`;
}
