import type { ReceiverAlert } from '#main/engine/ports/receiver-store.ts';
import type { Notice } from './sync-notice.ts';

/** One notification for a receiver whose breaker opened, or stays open. */
export function receiverNotice({ receiver, alert, waiting, reason }: ReceiverAlert): Notice {
  const address = `/postbacks?receiver=${encodeURIComponent(receiver)}`;
  const waits = waiting === 1 ? '1 postback waits.' : `${waiting} postbacks wait.`;
  switch (alert) {
    case 'opened':
      return { title: `${receiver} takes no postbacks`, body: `${reason}. ${waits}`, address };
    case 'many_waiting':
      return { title: `${waiting} postbacks wait for ${receiver}`, body: reason, address };
    case 'a_day':
      return { title: `${receiver} has taken no postbacks for a day`, body: `${waits} ${reason}`, address };
    case 'five_days':
      return {
        title: `${receiver} has taken no postbacks for five days`,
        body: `${waits} ${reason}`,
        address,
      };
  }
}
