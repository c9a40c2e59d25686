import { createSender } from '#main/engine/postbacks/sender.ts';
import type { SenderParts } from '#main/engine/postbacks/sender.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import { keptLog } from '../desk-store-double.ts';
import { memoryOutbox } from '../memory-outbox.ts';
import { scriptedReceivers } from '../scripted-receivers.ts';

/** Limits without a pace, for tests that count and do not time. */
export const FAST = { perReceiver: 2, perSecond: Infinity, overall: 20 };

/** A sender with an outbox, receivers and time of a test's own, not started. */
export function senderDesk(change: Partial<SenderParts> = {}) {
  const time = fakeTime();
  const outbox = memoryOutbox();
  const receivers = scriptedReceivers(time.clock);
  const { log, lines } = keptLog();
  const parts: SenderParts = {
    store: outbox.store,
    transport: receivers.transport,
    clock: time.clock,
    random: () => 0.5,
    scheduler: time.scheduler,
    log,
    version: '0.1.0',
    timeoutMs: 15_000,
    onSent: () => undefined,
    ...change,
  };
  const sender = createSender(parts);
  return { time, outbox, receivers, lines, sender, parts };
}

/** A sender that has begun with nothing to do. */
export async function begun(change: Partial<SenderParts> = {}) {
  const one = senderDesk(change);
  one.sender.start();
  await one.time.settle();
  return one;
}
