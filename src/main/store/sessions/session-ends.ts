import type { UpcomingEnd } from '#shared/domain/session-expiry.ts';
import type { Sqlite } from '../file/sqlite.ts';

interface Account {
  readonly id: number;
  /** What our clock must add to be the server's. */
  readonly ahead: number;
}

interface ActiveNumber {
  readonly id: number;
  readonly number: string;
  readonly campaignId: string;
  readonly expiresAt: number;
}

/** When active numbers end. Ends are by each account's clock; what is asked and told here is by ours. */
export interface SessionEnds {
  /** The numbers marked active whose session is over at `now`; the end itself is not part of the session. */
  readonly by: (now: number) => number[];
  readonly next: () => number | null;
  /** Soonest first. */
  readonly before: (
    before: number,
    limit: number,
  ) => { readonly count: number; readonly first: UpcomingEnd[] };
}

export function endedSessions(db: Sqlite): SessionEnds {
  const accounts = db.prepare<[], Account>(
    'SELECT network_id AS id, coalesce(clock_difference_ms, 0) AS ahead FROM spc_accounts',
  );
  const active =
    "FROM session_numbers INDEXED BY session_numbers_by_expiry WHERE network_id = ? AND state = 'active'";
  const over = db
    .prepare<[number, number], number>(`SELECT id ${active} AND expires_at <= ? ORDER BY expires_at`)
    .pluck();
  const first = db
    .prepare<[number], number>(`SELECT expires_at ${active} ORDER BY expires_at LIMIT 1`)
    .pluck();
  const count = db.prepare<[number, number], number>(`SELECT count(*) ${active} AND expires_at < ?`).pluck();
  const soonest = db.prepare<[number, number, number], ActiveNumber>(
    `SELECT id, coalesce(e164, '') AS number, campaign_id AS campaignId, expires_at AS expiresAt ${active}
       AND expires_at < ? ORDER BY expires_at LIMIT ?`,
  );
  return {
    by: (now) => accounts.all().flatMap(({ id, ahead }) => over.all(id, now + ahead)),
    next: () => {
      const ends = accounts.all().flatMap(({ id, ahead }) => {
        const at = first.get(id);
        return at === undefined ? [] : [at - ahead];
      });
      return ends.length === 0 ? null : Math.min(...ends);
    },
    before: (before, limit) => {
      const all = accounts.all().map(({ id, ahead }) => ({
        count: count.get(id, before + ahead) ?? 0,
        first: soonest
          .all(id, before + ahead, limit)
          .map((number) => ({ ...number, expiresAt: number.expiresAt - ahead })),
      }));
      return {
        count: all.reduce((sum, one) => sum + one.count, 0),
        first: all
          .flatMap((one) => one.first)
          .toSorted((one, other) => one.expiresAt - other.expiresAt)
          .slice(0, limit),
      };
    },
  };
}
