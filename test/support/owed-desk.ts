import type { AttemptOutcome, ClaimedDelivery } from '#main/engine/ports/outbox.ts';
import type { PracticeRow, TestStore } from './store-workspace.ts';
import { testStore } from './store-workspace.ts';
import { templateDraft } from './template-draft.ts';
import type { TemplateDraft } from '#shared/ipc/postbacks.ts';

/** When the templates of these tests are saved. */
export const SAVED = 1_750_000_000_000;
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A store with a template to one receiver, and hands that do what the sender does. */
export interface OwedDesk {
  readonly store: TestStore;
  /** Owes so many deliveries, of calls a second apart. */
  owe(count: number, more?: Partial<PracticeRow>): Promise<void>;
  claim(
    now: number,
    more?: Partial<Parameters<TestStore['write']['claimDeliveries']>[0]>,
  ): Promise<readonly ClaimedDelivery[]>;
  /** Records that an attempt at this delivery began then and ended at once. */
  end(
    claimed: ClaimedDelivery,
    startedAt: number,
    more?: Partial<AttemptOutcome['attempt']>,
  ): ReturnType<TestStore['write']['recordAttempts']>;
  /** The one receiver. */
  receiver(): Promise<Awaited<ReturnType<TestStore['read']['receivers']>>[number]>;
  close(): Promise<void>;
}

export async function owedDesk(draft: Partial<TemplateDraft> = {}): Promise<OwedDesk> {
  const store = await testStore();
  let calls = 0;
  const url = 'https://kestrel.example/cb?id={invoca_id}&p={payout}&e={event}';
  await store.write.saveTemplate({ draft: templateDraft({ url, ...draft }), now: SAVED });
  return {
    store,
    async owe(count, more = {}) {
      const rows = Array.from({ length: count }, () => {
        calls += 1;
        const startedAt = SAVED + calls * SECOND;
        return {
          id: `T-${calls}`,
          call: `C-${calls}`,
          result: 'Paid',
          payout: 2100,
          startedAt,
          partner: '23',
          ...more,
        };
      });
      await store.take(rows, SAVED + HOUR);
    },
    claim: (now, more = {}) =>
      store.write.claimDeliveries({
        now,
        limit: 50,
        perReceiver: 50,
        leaseMs: MINUTE,
        inFlight: {},
        ...more,
      }),
    end: (claimed, startedAt, more = {}) =>
      store.write.recordAttempts({ outcomes: [outcome(claimed, startedAt, more)] }),
    async receiver() {
      const [one] = await store.read.receivers();
      if (!one) throw new Error('There is no receiver.');
      return one;
    },
    close: () => store.end(),
  };
}

function outcome(
  claimed: ClaimedDelivery,
  startedAt: number,
  more: Partial<AttemptOutcome['attempt']>,
): AttemptOutcome {
  const verdict = more.verdict ?? 'accepted';
  return {
    deliveryId: claimed.deliveryId,
    attempt: {
      number: claimed.attempt,
      startedAt,
      durationMs: 0,
      url: claimed.url,
      requestHeaders: '',
      httpStatus: 200,
      responseHeaders: '',
      bodyStart: '',
      verdict,
      reason: verdict === 'not_delivered' ? 'HTTP 503' : 'HTTP 200',
      dueAt: claimed.dueAt,
      waitedFor: claimed.waitedFor,
      ...more,
    },
    state: verdict === 'not_delivered' ? 'waiting' : verdict,
    dueAt: verdict === 'not_delivered' ? startedAt + 5 * SECOND : null,
    stopReceiver: false,
  };
}
