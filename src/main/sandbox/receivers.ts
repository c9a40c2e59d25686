import type { IncomingHttpHeaders } from 'node:http';

/** One request a partner received, as it came over the wire. `at` in ms since 1970. */
export interface ReceivedRequest {
  readonly at: number;
  readonly method: string;
  /** The request target exactly as sent: path and query, nothing decoded. */
  readonly url: string;
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly body: string;
}

/** What a receiver answers when no fault is set for it. */
export interface ReceiverAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The mailbox of one partner. `total` counts on where `requests` keeps only the newest. */
export interface Receiver {
  readonly name: string;
  readonly total: number;
  readonly requests: readonly ReceivedRequest[];
  answer: ReceiverAnswer;
}

/** The partner receivers; one comes into being when it is first addressed. */
export interface Receivers {
  /** The receiver of this name. */
  named(name: string): Receiver;
  /** All receivers addressed so far. */
  all(): readonly Receiver[];
  /** Notes a request. */
  record(name: string, request: ReceivedRequest): void;
  /** Forgets the requests of a receiver. */
  clear(name: string): void;
  /** Settles once the receiver has got at least `count` requests in all, or when `signal` aborts. */
  untilReceived(name: string, count: number, signal: AbortSignal): Promise<void>;
}

const KEPT_REQUESTS = 50_000;
const ACCEPTED: ReceiverAnswer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' };

/** Makes the receivers; each keeps its newest 50,000 requests. */
export function createReceivers(): Receivers {
  interface Mailbox {
    readonly name: string;
    total: number;
    requests: ReceivedRequest[];
    answer: ReceiverAnswer;
  }
  const mailboxes = new Map<string, Mailbox>();
  const waiting = new Set<() => void>();

  function named(name: string): Mailbox {
    const known = mailboxes.get(name);
    if (known !== undefined) return known;
    const mailbox: Mailbox = { name, total: 0, requests: [], answer: ACCEPTED };
    mailboxes.set(name, mailbox);
    return mailbox;
  }

  return {
    named,
    all: () => [...mailboxes.values()],
    record(name, request) {
      const mailbox = named(name);
      mailbox.total += 1;
      mailbox.requests.push(request);
      if (mailbox.requests.length > KEPT_REQUESTS * 2)
        mailbox.requests = mailbox.requests.slice(-KEPT_REQUESTS);
      for (const look of waiting) look();
    },
    clear(name) {
      const mailbox = named(name);
      mailbox.total = 0;
      mailbox.requests = [];
    },
    untilReceived(name, count, signal) {
      return new Promise((resolve) => {
        const finish = (): void => {
          waiting.delete(look);
          signal.removeEventListener('abort', finish);
          resolve();
        };
        const look = (): void => {
          if (named(name).total >= count) finish();
        };
        waiting.add(look);
        signal.addEventListener('abort', finish);
        if (signal.aborted) finish();
        else look();
      });
    },
  };
}
