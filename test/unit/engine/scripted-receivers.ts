import type { PostbackAnswer, PostbackTransport } from '#main/engine/ports/postback-transport.ts';

type Sent = Parameters<PostbackTransport>[0];

/** Receivers without a network: what they answer is scripted, what they got is kept. */
export interface ScriptedReceivers {
  readonly transport: PostbackTransport;
  readonly sent: (Sent & { readonly at: number; readonly host: string })[];
  /** What a host answers, each time anew; accepted by default. */
  readonly answers: Map<string, (sent: Sent) => Promise<PostbackAnswer> | PostbackAnswer>;
  readonly running: Map<string, number>;
  readonly most: Map<string, number>;
  mostOverall: number;
}

/** An answer with a status. */
export function answer(
  status: number,
  bodyStart = '',
  headers: Readonly<Record<string, string>> = {},
): PostbackAnswer {
  return { kind: 'answer', status, headers, bodyStart, durationMs: 7 };
}

/** Receivers that accept everything. */
export function scriptedReceivers(clock: () => number): ScriptedReceivers {
  const receivers: ScriptedReceivers = {
    sent: [],
    answers: new Map(),
    running: new Map(),
    most: new Map(),
    mostOverall: 0,
    async transport(sent) {
      const { host } = new URL(sent.url);
      receivers.sent.push({ ...sent, at: clock(), host });
      const running = (receivers.running.get(host) ?? 0) + 1;
      receivers.running.set(host, running);
      receivers.most.set(host, Math.max(running, receivers.most.get(host) ?? 0));
      const overall = [...receivers.running.values()].reduce((sum, count) => sum + count, 0);
      receivers.mostOverall = Math.max(receivers.mostOverall, overall);
      try {
        return (await receivers.answers.get(host)?.(sent)) ?? answer(200, 'ok');
      } finally {
        receivers.running.set(host, (receivers.running.get(host) ?? 1) - 1);
      }
    },
  };
  return receivers;
}

/** Never answers, until the sender cancels. */
export function silence(sent: Sent): Promise<PostbackAnswer> {
  return new Promise((resolve) => {
    const cancelled: PostbackAnswer = { kind: 'failure', reason: 'cancelled', message: '', durationMs: 1 };
    sent.signal.addEventListener('abort', () => resolve(cancelled), { once: true });
  });
}
