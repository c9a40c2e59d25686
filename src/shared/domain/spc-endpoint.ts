import { isLoopbackHost } from './network-address.ts';

/** The namespace of the contract unless an account says otherwise (mongoose-spc.md 2). */
export const SPC_NAMESPACE = 'urn:example:spc:session-numbers:v1';

const ENVELOPE_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The endpoint of an account, or why it cannot be one. */
export type SpcEndpoint =
  | { readonly ok: true; readonly url: string; readonly loopback: boolean }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the SOAP endpoint a person typed. Unlike the address of an Invoca account it is used exactly as it is, query
 * included. https, or http on this machine; never credentials or a fragment (mongoose-spc.md 9.7).
 */
export function spcEndpoint(typed: string): SpcEndpoint {
  const text = typed.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) return refused(`“${typed}” is not an address.`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refused('The endpoint must start with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    return refused('The endpoint must not carry a user or password.');
  }
  if (url.hash !== '') return refused('The endpoint must end before any “#”.');
  const loopback = isLoopbackHost(url.hostname);
  if (url.protocol === 'http:' && !loopback) {
    return refused('Plain http would send the key in the clear; use https. Only this machine may be http.');
  }
  return { ok: true, url: url.href, loopback };
}

/** What is wrong with a namespace of the contract, as a sentence; null when it can be one. */
export function spcNamespaceFault(typed: string): string | null {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[\x21\x23-\x3b\x3d\x3f-\x7e]+$/.test(typed)) {
    return `“${typed}” is not a namespace: a URI such as ${SPC_NAMESPACE}.`;
  }
  return typed === ENVELOPE_NAMESPACE ? 'The namespace of SOAP itself is not the contract’s.' : null;
}

function refused(message: string): SpcEndpoint {
  return { ok: false, message };
}
