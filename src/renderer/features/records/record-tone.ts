import type { Tone } from '#renderer/ui/tag.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  active: 'ok',
  approved: 'ok',
  live: 'ok',
  pending: 'wait',
  paused: 'wait',
  applied: 'wait',
  blocked: 'no',
  rejected: 'no',
  deleted: 'no',
  ended: 'no',
  expired: 'no',
};

/** The tone of a status, whosever word it is. */
export function toneOfStatus(status: string): Tone {
  const word = status.trim().toLowerCase();
  return (Object.hasOwn(TONES, word) ? TONES[word] : undefined) ?? 'plain';
}

/** A status as a tag shows it, whosever word it is: it begins with a capital. */
export function statusWord(status: string): string {
  const word = status.trim();
  return word.charAt(0).toUpperCase() + word.slice(1);
}
