import { seededRandom } from '../seeded-random.ts';

/** What a click left behind; the transaction id is its key. */
export interface TuneSession {
  readonly transactionId: string;
  readonly offerId: string;
  readonly partnerId: string;
  readonly subIds: Readonly<Record<string, string>>;
  readonly source: string;
  /** ms since 1970. */
  readonly at: number;
  readonly expiresAt: number;
}

/** The clicks of a network. */
export interface TuneSessions {
  readonly clicks: readonly TuneSession[];
  open(click: Omit<TuneSession, 'transactionId'>): TuneSession;
  /** The session with this id while it lasts. */
  find(transactionId: string, now: number): TuneSession | undefined;
}

const HEX = '0123456789abcdef';

/** Makes the list of clicks; transaction ids of 30 hexadecimal characters come from the seed and their place. */
export function createTuneSessions(seed: number): TuneSessions {
  const clicks: TuneSession[] = [];
  const byId = new Map<string, TuneSession>();
  return {
    clicks,
    open(click) {
      const text = seededRandom(seed, 'tune click', clicks.length).text(28, HEX);
      const session = { ...click, transactionId: `10${text}` };
      clicks.push(session);
      byId.set(session.transactionId, session);
      return session;
    },
    find(transactionId, now) {
      const session = byId.get(transactionId);
      return session !== undefined && session.expiresAt > now ? session : undefined;
    },
  };
}
