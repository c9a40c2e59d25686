import type { DeskStore } from '../ports/desk-store.ts';
import type { SenderParts } from '../postbacks/sender.ts';

/**
 * The outbox of messages as the sender of postbacks works it, so that messages keep the same promises. Who owns
 * conversions does not matter here: a person starts and stops the posting of each list.
 */
export function messageOutbox(store: DeskStore): SenderParts['store'] {
  const { write } = store;
  return {
    read: { ownership: () => Promise.resolve('desk') },
    write: {
      claimDeliveries: (input) => write.claimPosts(input),
      releaseClaims: (input) => write.releasePosts(input),
      recordAttempts: (input) => write.recordPosts(input),
      nextDueAt: () => write.nextPostAt(),
      spreadOverdue: (input) => write.spreadPosts(input),
    },
  };
}
