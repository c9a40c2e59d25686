import { breakerAlerts } from '#shared/domain/circuit-breaker.ts';
import type { ReceiverRecord } from '#main/engine/ports/receiver-store.ts';
import type { AttentionItem } from '#shared/ipc/desk.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Receivers a person should look at: those that were stopped, and those whose breaker is open, however long. */
export function receiverItems(receivers: readonly ReceiverRecord[], now: number): AttentionItem[] {
  return receivers.flatMap((one): AttentionItem[] => {
    const { receiver, waiting, paused, pausedReason, breaker } = one;
    const address = `/postbacks?receiver=${encodeURIComponent(receiver)}`;
    const count = Math.max(1, waiting);
    if (paused && pausedReason !== '')
      return [{ kind: 'receiver_stopped', count, text: `${receiver}: ${pausedReason}`, address }];
    if (paused || breaker.openedAt === null) return [];
    const worst = breakerAlerts(breaker, waiting, now).at(-1);
    const since = Math.floor((now - breaker.openedAt) / DAY);
    const long =
      worst === 'a_day' || worst === 'five_days' ? ` for ${since === 1 ? 'a day' : `${since} days`}` : '';
    const text = `${receiver} takes nothing${long}, its postbacks wait. ${breaker.reason}`;
    return [{ kind: 'receiver_down', count, text, address }];
  });
}
