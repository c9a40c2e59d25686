/** At most so many requests of one account at once (mongoose-spc.md 8). */
const MOST_AT_ONCE = 4;
const SLOWED_FOR_MS = 60_000;

/** How many requests each account may have under way; remembered in this process only. */
export interface AccountPace {
  readonly mostAtOnce: number;
  /** How many more requests the account may have under way. */
  room(networkId: number, now: number): number;
  /** Accounts whose room is not the most there is, for a claim. */
  rooms(now: number): Readonly<Record<number, number>>;
  began(networkId: number): void;
  /** A request ended; what it showed decides the next ones. */
  ended(networkId: number, showed: 'answer' | 'trouble' | 'too_fast', now: number): void;
  /** Requests that failed to be answered in a row. */
  troubles(networkId: number): number;
}

interface Account {
  underWay: number;
  troubles: number;
  most: number;
  slowUntil: number;
}

/**
 * The pace of every account: four at once; after "too many requests" half as many for a minute, and half of that when
 * it is said again; one at a time while the account does not answer.
 */
export function accountPace(): AccountPace {
  const accounts = new Map<number, Account>();
  const of = (networkId: number): Account => {
    const known = accounts.get(networkId);
    if (known) return known;
    const fresh = { underWay: 0, troubles: 0, most: MOST_AT_ONCE, slowUntil: 0 };
    accounts.set(networkId, fresh);
    return fresh;
  };
  const room = (networkId: number, now: number): number => {
    const account = of(networkId);
    if (now >= account.slowUntil) account.most = MOST_AT_ONCE;
    const most = account.troubles > 0 ? 1 : account.most;
    return Math.max(0, most - account.underWay);
  };
  return {
    mostAtOnce: MOST_AT_ONCE,
    room,
    rooms: (now) => Object.fromEntries([...accounts.keys()].map((id) => [id, room(id, now)])),
    began: (networkId) => {
      of(networkId).underWay += 1;
    },
    ended(networkId, showed, now) {
      const account = of(networkId);
      account.underWay -= 1;
      if (showed === 'answer') account.troubles = 0;
      if (showed === 'trouble') account.troubles += 1;
      if (showed === 'too_fast') {
        account.troubles = 0;
        account.most = Math.max(1, Math.floor((now < account.slowUntil ? account.most : MOST_AT_ONCE) / 2));
        account.slowUntil = now + SLOWED_FOR_MS;
      }
    },
    troubles: (networkId) => of(networkId).troubles,
  };
}
