import { blastForecast } from '#shared/domain/blast-forecast.ts';
import { QUARANTINE_SECONDS } from '#shared/domain/session-expiry.ts';
import type { PoolCheck } from '#shared/ipc/send-lists.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { storedLists } from './stored-list.ts';

/** Requests a second the network takes, an update beside each number (mongoose-spc.md 5). */
const NUMBERS_PER_SECOND = 5;

/** The hold of a number when nothing says it: four hours, as in the reference's example. */
const USUAL_HOLD_SECONDS = 4 * 3600;

/** Checks a campaign's pool against what a list still asks of it. */
export function poolChecks(
  db: Sqlite,
): (input: { readonly id: number; readonly poolSize: number | null; readonly now: number }) => PoolCheck {
  const lists = storedLists(db);
  const unserved = db
    .prepare<[number], number>(
      "SELECT count(*) FROM messages INDEXED BY messages_by_state WHERE list_id = ? AND state IN ('waiting', 'asked')",
    )
    .pluck();
  const returns = db
    .prepare<[number, number, string, number, number], number>(
      `SELECT coalesce(quarantined_until, coalesce(ended_at, expires_at) + ?) AS back FROM session_numbers
       WHERE network_id = ? AND campaign_id = ? AND allocated_at IS NOT NULL
         AND coalesce(quarantined_until, coalesce(ended_at, expires_at) + ?) > ?`,
    )
    .pluck();
  const seenHold = db
    .prepare<[number, string], number | null>(
      `SELECT avg(expires_at - allocated_at) / 1000 FROM (SELECT expires_at, allocated_at FROM session_numbers
         WHERE network_id = ? AND campaign_id = ? AND allocated_at IS NOT NULL ORDER BY id DESC LIMIT 100)`,
    )
    .pluck();
  const size = db
    .prepare<[number, string], number | null>(
      'SELECT pool_size FROM session_pools WHERE network_id = ? AND campaign_id = ?',
    )
    .pluck();
  return ({ id, poolSize, now }) => {
    const list = lists.one(id);
    const networkId = list.network_id ?? 0;
    const rest = QUARANTINE_SECONDS * 1000;
    const out = returns.all(rest, networkId, list.campaign_id, rest, now);
    const hold = list.ttl_seconds ?? seenHold.get(networkId, list.campaign_id) ?? USUAL_HOLD_SECONDS;
    const known = size.get(networkId, list.campaign_id) ?? null;
    const pool = poolSize ?? known;
    const messages = unserved.get(id) ?? 0;
    const forecast =
      pool === null
        ? null
        : blastForecast({
            now,
            messages,
            poolSize: pool,
            returns: out,
            awaySeconds: hold + QUARANTINE_SECONDS,
            perSecond: NUMBERS_PER_SECOND,
          });
    return {
      messages,
      inUse: out.length,
      pool: forecast && pool !== null ? { size: pool, known: poolSize === null, ...forecast } : null,
      holdSeconds: Math.round(hold),
      leastSeconds: Math.ceil(messages / NUMBERS_PER_SECOND),
    };
  };
}
