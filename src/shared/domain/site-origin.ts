/**
 * An origin as browsers name it in `Origin`, from what a person typed: scheme, host, and the port where it is not the
 * usual one. Null for what is none, such as an address with a path.
 */
export function siteOrigin(typed: string): string | null {
  const text = typed.trim();
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && !/[?#]/.test(text);
  return bare && url.username === '' && url.password === '' && url.host !== '' ? url.origin : null;
}
