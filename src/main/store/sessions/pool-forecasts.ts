import { dryAt, numbersNeeded, numbersWithReserve } from '#shared/domain/pool-forecast.ts';
import { QUARANTINE_SECONDS } from '#shared/domain/session-expiry.ts';
import type { Forecast, ForecastRequest } from '#shared/ipc/sessions.ts';
import type { Sqlite } from '../file/sqlite.ts';

const HOUR_MS = 3_600_000;

/** The hold of a number nobody has seen one of yet: four hours, as in the reference's example. */
const USUAL_HOLD_SECONDS = 4 * 3600;

/** The longest hold there is, with a day for its rest. */
const LONGEST_AWAY_MS = 31 * 24 * HOUR_MS;

/** Forecasts a campaign's pool from the numbers given lately and those that are out or resting. */
export function poolForecasts(db: Sqlite): (input: ForecastRequest & { readonly now: number }) => Forecast {
  const given = db.prepare<
    [number, string, number, number],
    { count: number; first: number | null; hold: number | null }
  >(
    `SELECT count(*) AS count, min(allocated_at) AS first, avg(coalesce(ended_at, expires_at) - allocated_at) / 1000 AS hold
     FROM session_numbers INDEXED BY session_numbers_allocated
     WHERE network_id = ? AND campaign_id = ? AND allocated_at > ? AND allocated_at <= ?`,
  );
  const earlier = db
    .prepare<[number, string, number], number>(
      `SELECT 1 FROM session_numbers INDEXED BY session_numbers_allocated
       WHERE network_id = ? AND campaign_id = ? AND allocated_at <= ? LIMIT 1`,
    )
    .pluck();
  const away = db
    .prepare<[number, number, string, number, number, number], number>(
      `SELECT coalesce(quarantined_until, coalesce(ended_at, expires_at) + ?) AS back
       FROM session_numbers INDEXED BY session_numbers_allocated
       WHERE network_id = ? AND campaign_id = ? AND allocated_at > ? AND coalesce(quarantined_until, coalesce(ended_at, expires_at) + ?) > ?`,
    )
    .pluck();
  const pool = db.prepare<[number, string], { pool_size: number | null }>(
    'SELECT pool_size FROM session_pools WHERE network_id = ? AND campaign_id = ?',
  );
  return ({ networkId, campaignId, hours, more, now, ...asked }) => {
    const from = now - hours * HOUR_MS;
    const seen = given.get(networkId, campaignId, from, now);
    const arrivals = seen?.count ?? 0;
    // A campaign that began within the window is measured from its first number on.
    const began = earlier.get(networkId, campaignId, from) === undefined ? (seen?.first ?? from) : from;
    const span = Math.max(1, (now - began) / HOUR_MS);
    const rest = QUARANTINE_SECONDS * 1000;
    const facts = {
      now,
      perHour: arrivals / span,
      holdSeconds: Math.max(1, Math.round(asked.holdSeconds ?? seen?.hold ?? USUAL_HOLD_SECONDS)),
      quarantineSeconds: QUARANTINE_SECONDS,
      returns: away.all(rest, networkId, campaignId, now - LONGEST_AWAY_MS, rest, now),
    };
    const size = asked.poolSize ?? pool.get(networkId, campaignId)?.pool_size ?? null;
    return {
      arrivals,
      perHour: facts.perHour,
      holdSeconds: facts.holdSeconds,
      quarantineSeconds: facts.quarantineSeconds,
      inUse: facts.returns.length,
      needed: numbersNeeded(facts),
      neededWithReserve: numbersWithReserve(facts),
      pool:
        size === null
          ? null
          : {
              size,
              dryAt: dryAt(facts, size),
              withMore: { size: size + more, dryAt: dryAt(facts, size + more) },
            },
    };
  };
}
