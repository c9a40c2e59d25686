/** How a secret begins whose key is written in base64 (Standard Webhooks 1.0.0). */
export const SECRET_PREFIX = 'whsec_';

/** A key is at least this long, in bytes. */
export const SHORTEST_KEY = 24;

/**
 * Why a text cannot be a signing secret, in a sentence; null when it can. With the prefix the rest is base64 of the key,
 * without it the text itself is the key.
 */
export function secretFault(secret: string): string | null {
  if (secret !== secret.trim()) return 'A secret neither begins nor ends with a blank.';
  if (!secret.startsWith(SECRET_PREFIX)) {
    return secret.length >= SHORTEST_KEY ? null : `A secret has at least ${SHORTEST_KEY} characters.`;
  }
  const key = secret.slice(SECRET_PREFIX.length);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key)) return `What follows ${SECRET_PREFIX} is no base64.`;
  const bytes = Math.floor((key.replace(/=+$/, '').length * 3) / 4);
  return bytes >= SHORTEST_KEY ? null : `The key of a secret has at least ${SHORTEST_KEY} bytes.`;
}
