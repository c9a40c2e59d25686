/** Where messages can be posted, or why they cannot. */
export type PostTarget =
  | { readonly ok: true; readonly url: string; readonly host: string }
  | { readonly ok: false; readonly message: string };

/** Reads the address of an endpoint for messages: http or https, without user and password. */
export function postTarget(typed: string): PostTarget {
  const text = typed.trim();
  if (text === '') return { ok: false, message: 'Enter the address the messages are posted to.' };
  if (!URL.canParse(text)) return { ok: false, message: `“${text}” is not an address.` };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return { ok: false, message: 'The address must start with https:// or http://.' };
  if (url.username !== '' || url.password !== '')
    return { ok: false, message: 'The address must not carry a user or password.' };
  return { ok: true, url: url.href, host: url.host };
}
