import { NOT_YET_SYNCED_MS } from '#shared/domain/desk-mode.ts';

/**
 * Joins a conversion of TUNE `t` with the desk's own `c`, the account it was read of and the currency of each. `latest` is
 * the desk's newest entry of its history.
 */
export const DESK_JOINS = `JOIN tune_accounts AS a ON a.network_id = t.network_id
  LEFT JOIN conversions AS c ON c.id = t.conversion_id AND c.status IS NOT NULL
  LEFT JOIN networks AS n ON n.id = c.network_id
  LEFT JOIN history AS latest ON latest.conversion_id = c.id AND latest.seq = c.changes`;

/** Whether TUNE has several conversions of one call. */
const DUPLICATE = `EXISTS (SELECT 1 FROM tune_conversions AS o INDEXED BY tune_conversions_of_conversion
  WHERE o.conversion_id = t.conversion_id AND o.network_id = t.network_id AND o.goal_id = t.goal_id AND o.id <> t.id)`;

/**
 * Why TUNE tells the call otherwise than the desk; NULL when it does not. What the desk learnt less than twenty minutes before TUNE was read has not come there
 * yet. A call the desk does not have is told as one only where TUNE took it over from Invoca.
 */
export const DIFFERENCE = `CASE
  WHEN c.id IS NULL THEN CASE WHEN t.status_code = 51 THEN 'not_here' END
  WHEN ${DUPLICATE} THEN 'duplicate'
  WHEN t.currency <> n.currency THEN 'currency'
  WHEN t.status = c.status AND t.payout = c.payout AND t.revenue = c.revenue THEN NULL
  WHEN latest.at > t.read_at - ${NOT_YET_SYNCED_MS} THEN 'not_yet'
  WHEN t.status <> c.status THEN 'status'
  WHEN t.payout <> c.payout THEN 'payout'
  ELSE 'revenue' END`;

/** Whether it is a difference that somebody should look at. */
export const LASTING = `(${DIFFERENCE}) IN ('status', 'payout', 'revenue', 'currency', 'duplicate')`;

/** Whether the desk may write it: the only one of its call, of the offer's own event, in the currency of both. */
export const WRITABLE = `c.id IS NOT NULL AND t.goal_id = '0' AND t.currency = n.currency AND NOT ${DUPLICATE}`;
