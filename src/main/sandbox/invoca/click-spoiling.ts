/** What a redirector does wrong to the clicks it passes on, so that a lost or spoilt sub id can be seen. */
export interface ClickSpoiling {
  /** Parameters that are dropped. */
  lose: readonly string[];
  /** Parameters whose values are percent-encoded once more. */
  encodeAgain: readonly string[];
}

/** The address of a click with what a bad redirector does to it; any other text stays as it is. */
export function spoiltClick(location: string, { lose, encodeAgain }: ClickSpoiling): string {
  const [path = '', query] = location.split(/\?(.*)/s);
  if (query === undefined || lose.length + encodeAgain.length === 0) return location;
  const pairs = query.split('&').flatMap((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (lose.includes(name)) return [];
    return [encodeAgain.includes(name) ? `${name}=${encodeURIComponent(value)}` : pair];
  });
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}
