import type { EndingNumbers } from '#main/engine/sessions/session-watch.ts';
import type { Notice } from './sync-notice.ts';

const MINUTE = 60_000;

/** One notification for all session numbers that are about to end. */
export function endingNotice({ count, first }: EndingNumbers, now: number): Notice {
  const [soonest] = first;
  const minutes = soonest ? Math.max(1, Math.round((soonest.expiresAt - now) / MINUTE)) : 30;
  const inMinutes = minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
  return {
    title: count === 1 ? 'A session number is about to end' : `${count} session numbers are about to end`,
    body: soonest
      ? `${soonest.number} of ${soonest.campaignId} ends ${inMinutes}.`
      : 'They end within half an hour.',
    address: '/numbers?state=ending',
  };
}
