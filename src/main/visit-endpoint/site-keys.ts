import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeptKey } from '#main/engine/ports/visit-store.ts';

/** A new key of a site, told once, and what is kept of it. */
export function newSiteKey(): { readonly key: string; readonly kept: KeptKey } {
  const key = `sbv_${randomBytes(32).toString('base64url')}`;
  return { key, kept: { keyHash: hashOf(key).toString('hex'), keyHint: key.slice(-4) } };
}

/**
 * The one whose key this is. All are compared, each in the same time, so that the time of the answer tells nothing.
 * A random key of 256 bits needs no slow hash.
 */
export function ownerOfKey<T extends { readonly keyHash: string }>(
  key: string,
  owners: readonly T[],
): T | null {
  const given = hashOf(key);
  let found: T | null = null;
  for (const owner of owners) {
    const kept = Buffer.from(owner.keyHash, 'hex');
    if (kept.length === given.length && timingSafeEqual(kept, given)) found = owner;
  }
  return found;
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}
