import { durationText } from '#renderer/app/format/duration.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import type { Tone } from '#renderer/ui/tag.tsx';
import type { SessionRow, SessionState, UpdateState } from '#shared/ipc/sessions.ts';

const DAY_SECONDS = 86_400;

const TONES: Readonly<Record<SessionState, Tone>> = {
  requested: 'wait',
  active: 'ok',
  expired: 'plain',
  released: 'plain',
  failed: 'no',
};

const UPDATE_TONES: Readonly<Record<UpdateState, Tone>> = {
  queued: 'wait',
  accepted: 'ok',
  not_applied: 'no',
  refused: 'no',
  cancelled: 'plain',
};

/** The tone of a number's state. */
export const toneOfSession = (state: SessionState): Tone => TONES[state];

/** The tone of an update's state. */
export const toneOfUpdate = (state: UpdateState): Tone => UPDATE_TONES[state];

/** The number as a person reads it; a word while there is none. */
export function numberText(row: Pick<SessionRow, 'number'>): string {
  if (!row.number) return text.noNumberYet;
  return row.number.country === 'US' || row.number.country === 'CA'
    ? phoneText(row.number.e164.replace('+', ''))
    : row.number.display;
}

/** What is left of a session by the server's clock, in seconds; null when it has no end, is over or has not begun. */
export function secondsLeft(
  row: Pick<SessionRow, 'state' | 'expiresAt'>,
  now: number,
  clockDifferenceMs: number | null,
): number | null {
  if (row.state !== 'active' || row.expiresAt === null) return null;
  return Math.max(0, Math.floor((row.expiresAt - (now + (clockDifferenceMs ?? 0))) / 1000));
}

/** What is left, as a countdown: "2 d 3:04:05", "3:04:05", "0:42". */
export function leftText(seconds: number): string {
  const days = Math.floor(seconds / DAY_SECONDS);
  const rest = durationText(seconds % DAY_SECONDS);
  return days > 0 ? `${days} d ${rest}` : rest;
}

/** Named values as one line. */
export function fieldsText(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
}
