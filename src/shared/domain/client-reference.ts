import { SESSION_LIMITS } from './session-limits.ts';

const ALLOWED = /^[A-Za-z0-9][A-Za-z0-9._:-]*$/;

/**
 * The key under which a number is asked for, from the parts that say what it is for, such as a send list and a
 * recipient. The same parts give the same key in every run and on every machine, and different parts different keys:
 * parts that are written as they are when they fit are told apart by the digest of what they were when they do not.
 */
export function clientReference(parts: readonly string[]): string {
  const plain = parts.join(':');
  const fits =
    plain.length >= SESSION_LIMITS.clientReferenceLeast &&
    plain.length <= SESSION_LIMITS.code &&
    ALLOWED.test(plain) &&
    parts.every((part) => part !== '' && !part.includes(':') && !isDigested(part));
  if (fits) return plain;
  const digest = `h${digestOf(JSON.stringify(parts))}`;
  const readable = plain
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, SESSION_LIMITS.code - digest.length - 1)
    .replace(/[^A-Za-z0-9]+$/, '');
  return readable === '' ? digest : `${readable}:${digest}`;
}

/** Whether a typed reference may be sent as it is. */
export function isClientReference(text: string): boolean {
  return (
    text.length >= SESSION_LIMITS.clientReferenceLeast &&
    text.length <= SESSION_LIMITS.code &&
    ALLOWED.test(text)
  );
}

/** A part that looks like a digest is digested itself, so that no plain key can equal a shortened one. */
function isDigested(part: string): boolean {
  return /^h[0-9a-f]{16}$/.test(part);
}

/**
 * Two multiplicative hashes of 32 bits over UTF-16 units, each mixed into the other at the end: 64 bits without a
 * library, enough to tell a workspace's references apart (a million of them meet with a chance of one in ten million).
 */
function digestOf(text: string): string {
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 2_654_435_761);
    other = Math.imul(other ^ unit, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
  other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
