import type { PostbackAnswer, PostbackTransport } from '#main/engine/ports/postback-transport.ts';
import { seededRandom } from '#main/sandbox/seeded-random.ts';
import { meet, SHARES, unreachable } from './conduct.ts';
import type { Conduct } from './conduct.ts';
import type { Machine } from '#test/support/simulated-machine.ts';

/** What the receivers have seen of one delivery. */
export interface Seen {
  readonly id: string;
  readonly host: string;
  readonly urls: ReadonlySet<string>;
  /** Places in the order of all requests: where its first began, and the newest before it was replayed under its id. */
  readonly firstStart: number;
  readonly lastStart: number;
  /** How often the receiver has taken it in, and of how many of those the desk has not heard. */
  taken: number;
  unheard: number;
  /** The machine's uptime when the receiver took it in first. */
  takenAt: number | null;
}

/** The other side of the outbox: every receiver, and what each was told. */
export interface Receivers {
  readonly conducts: ReadonlyMap<string, Conduct>;
  readonly seen: ReadonlyMap<string, Seen>;
  readonly requests: () => number;
  /** The most requests one receiver had at once, and the most of them begun within a second. */
  readonly mostAtOnce: () => number;
  readonly mostInASecond: () => number;
  /** The desk has heard that the delivery was accepted, and lost it before it was written down. */
  forgotten(deliveryId: string): void;
  /** The delivery, which has ended, will be told once more under its id. */
  replayed(deliveryId: string): void;
  /** The way to them for one run of the desk. */
  connect(): Connection;
}

/** What is kept of one delivery while requests come. */
interface Kept extends Seen {
  readonly urls: Set<string>;
  lastStart: number;
  replayed: boolean;
}

/** The connections of one run of the desk. */
export interface Connection {
  readonly transport: PostbackTransport;
  /** Cuts about this share of the requests under way, as sleep and outages do. */
  cut(share: number): void;
  setOnline(online: boolean): void;
  /** The program is gone: no answer reaches it any more; what is under way may still be taken in. */
  drop(): void;
}

/** So many hosts with the conducts in their shares. */
export function receiverHosts(count: number): ReadonlyMap<string, Conduct> {
  const conducts: Conduct[] = [];
  let owed = 0;
  for (const [conduct, share] of SHARES) {
    owed += (share * count) / 100;
    while (conducts.length < Math.round(owed)) conducts.push(conduct);
  }
  return new Map(conducts.map((conduct, index) => [`r${index}.example`, conduct]));
}

/** Receivers of these conducts, whose chance comes from the seed. Those that will be gone are so after so many milliseconds. */
export function simulatedReceivers(
  machine: Machine,
  conducts: ReadonlyMap<string, Conduct>,
  { seed, goneAfter }: { readonly seed: number; readonly goneAfter: number },
): Receivers {
  const chance = new Map([...conducts.keys()].map((host) => [host, seededRandom(seed, 'receiver', host)]));
  const cuts = seededRandom(seed, 'cuts');
  const begunAt = machine.trueTime();
  const seen = new Map<string, Kept>();
  let [requests, mostAtOnce, mostInASecond] = [0, 0, 0];

  const note = (id: string, host: string, url: string): Kept => {
    requests += 1;
    const known = seen.get(id);
    if (known) {
      if (known.host !== host) throw new Error(`${id} was sent to ${known.host} and ${host}.`);
      known.urls.add(url);
      if (!known.replayed) known.lastStart = requests;
      return known;
    }
    const made = {
      id,
      host,
      urls: new Set([url]),
      firstStart: requests,
      lastStart: requests,
      taken: 0,
      unheard: 0,
      takenAt: null,
      replayed: false,
    };
    seen.set(id, made);
    return made;
  };

  const connect = (): Connection => {
    let [online, dropped] = [true, false];
    const underWay = new Set<(answer: PostbackAnswer) => void>();
    const running = new Map<string, number>();
    const starts = new Map<string, number[]>();

    const begin = (host: string): void => {
      const atOnce = (running.get(host) ?? 0) + 1;
      running.set(host, atOnce);
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      const now = machine.uptime();
      const within = [...(starts.get(host) ?? []).filter((at) => at > now - 1000), now];
      starts.set(host, within);
      mostInASecond = Math.max(mostInASecond, within.length);
    };

    const transport: PostbackTransport = ({ url, headers, timeoutMs, signal }) =>
      new Promise((resolve) => {
        const { host } = new URL(url);
        const [conduct, random] = [conducts.get(host), chance.get(host)];
        if (!conduct || !random) throw new Error(`There is no receiver ${host}.`);
        const one = note(headers['webhook-id'] ?? '', host, url);
        begin(host);
        let over = false;
        const end = (answer: PostbackAnswer): boolean => {
          if (over) return false;
          over = true;
          underWay.delete(end);
          signal.removeEventListener('abort', cancel);
          running.set(host, (running.get(host) ?? 1) - 1);
          if (!dropped) resolve(answer);
          return !dropped;
        };
        const cancel = (): void => void end(CANCELLED);
        underWay.add(end);
        signal.addEventListener('abort', cancel, { once: true });
        if (!online) {
          machine.after(3, () => end(unreachable('impossible')));
          return;
        }
        const { takenAfter, answerAfter, answer } = meet(conduct, {
          random,
          age: machine.trueTime() - begunAt,
          goneAfter,
          now: machine.trueTime(),
        });
        if (takenAfter !== null) {
          machine.after(takenAfter, () => {
            one.taken += 1;
            one.unheard += 1;
            one.takenAt ??= machine.uptime();
          });
        }
        if (answer === null || answerAfter > timeoutMs) {
          machine.after(timeoutMs, () => end({ ...TIMED_OUT, durationMs: timeoutMs }));
          return;
        }
        machine.after(answerAfter, () => {
          const heard = end(answer);
          if (heard && takenAfter !== null && answer.kind === 'answer') one.unheard -= 1;
        });
      });

    return {
      transport,
      cut(share) {
        for (const end of underWay) if (cuts.chance(share)) end(unreachable('cut'));
      },
      setOnline(value) {
        online = value;
      },
      drop() {
        dropped = true;
      },
    };
  };

  return {
    conducts,
    seen,
    requests: () => requests,
    mostAtOnce: () => mostAtOnce,
    mostInASecond: () => mostInASecond,
    forgotten(deliveryId) {
      const one = seen.get(deliveryId);
      if (one) one.unheard += 1;
    },
    replayed(deliveryId) {
      const one = seen.get(deliveryId);
      if (one) one.replayed = true;
    },
    connect,
  };
}

const TIMED_OUT = { kind: 'failure', reason: 'timeout', message: '' } as const;
const CANCELLED: PostbackAnswer = {
  kind: 'failure',
  reason: 'cancelled',
  message: 'the request was cancelled',
  durationMs: 1,
};
