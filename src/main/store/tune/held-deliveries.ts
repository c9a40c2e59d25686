import { tuneTells } from '#shared/domain/told-twice.ts';
import type { OwedConversion, OwedDeliveries } from '../deliveries/owed-deliveries.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** What marks a delivery that waits until somebody settles that TUNE tells the same partner. */
const HELD = 'tune';

const REASON =
  'TUNE tells this partner of these calls too. It waits until that is settled under Settings, TUNE, Postbacks.';

const HOLD = `held = '${HELD}', due_at = NULL, late_from = coalesce(late_from, due_at), last_reason = '${REASON}'`;

interface UnsettledRow {
  readonly callsNetworkId: number | null;
  readonly partnerId: string;
  readonly offerId: string;
  readonly goalId: string | null;
  readonly type: string;
  readonly status: string;
}

/** What of a conversion decides whether TUNE tells its partner too. */
interface Told {
  readonly networkId: number;
  readonly partnerId: string | null;
  readonly offerId: string | null;
}

/** Keeps back what would tell a partner twice (tune.md 12). */
export interface HeldDeliveries {
  /** Whether a delivery about this conversion must wait. Looked up anew after {@link forget}. */
  readonly isHeld: (about: Told) => boolean;
  /** Marks what a conversion owes as waiting. */
  readonly hold: (conversionId: number) => void;
  /**
   * Holds and lets go what waits, by what is settled now; what is let go is as due as it was. Says how many that are.
   * Part of the caller's transaction.
   */
  readonly settle: () => number;
  readonly forget: () => void;
}

/** Active postbacks of connected TUNE networks about calls that nobody has acknowledged. */
const UNSETTLED = `SELECT coalesce(t.calls_network_id, (SELECT iif(count(*) = 1, min(id), NULL) FROM networks
      WHERE kind = 'invoca' AND removed = 0)) AS callsNetworkId,
    p.partner_id AS partnerId, p.offer_id AS offerId, p.goal_id AS goalId, p.type, p.status
  FROM tune_postbacks AS p JOIN tune_accounts AS t ON t.network_id = p.network_id
  JOIN networks AS n ON n.id = t.network_id AND n.removed = 0
  WHERE p.status = 'active' AND p.type = 'url' AND p.goal_id IS NULL AND p.acknowledged_at IS NULL`;

export function heldDeliveries(db: Sqlite): HeldDeliveries {
  const read = db.prepare<[], UnsettledRow>(UNSETTLED);
  const told = `FROM deliveries AS d JOIN conversions AS c ON c.id = d.conversion_id JOIN lines AS l ON l.id = c.line_id
    WHERE d.state = 'waiting'`;
  const waiting = db.prepare<[], Told & { readonly id: number }>(
    `SELECT d.id, c.network_id AS networkId, l.partner_id AS partnerId, l.offer_id AS offerId ${told} AND d.held = ''`,
  );
  const held = db.prepare<[], Told & { readonly id: number }>(
    `SELECT d.id, c.network_id AS networkId, l.partner_id AS partnerId, l.offer_id AS offerId ${told} AND d.held = '${HELD}'`,
  );
  const holdAll = db.prepare<[number]>(
    `UPDATE deliveries SET ${HOLD} WHERE conversion_id = ? AND state = 'waiting' AND held = ''`,
  );
  const holdOne = db.prepare<[number]>(`UPDATE deliveries SET ${HOLD} WHERE id = ?`);
  const letGo = db.prepare<[number]>(
    `UPDATE deliveries SET held = '', due_at = coalesce(late_from, created_at), late_for = 'held', last_reason = ''
     WHERE id = ?`,
  );
  let remembered: readonly UnsettledRow[] | null = null;

  const isHeld = (about: Told): boolean => {
    remembered ??= read.all();
    return remembered.some(
      (postback) =>
        (postback.callsNetworkId === null || postback.callsNetworkId === about.networkId) &&
        tuneTells(postback, about),
    );
  };

  return {
    isHeld,
    hold: (conversionId) => void holdAll.run(conversionId),
    settle: () => {
      remembered = read.all();
      const back = held.all().filter((about) => !isHeld(about));
      const kept = remembered.length === 0 ? [] : waiting.all().filter(isHeld);
      for (const { id } of back) letGo.run(id);
      for (const { id } of kept) holdOne.run(id);
      return back.length + kept.length;
    },
    forget: () => {
      remembered = null;
    },
  };
}

/** The same outbox, but what would tell a partner twice waits from the start. */
export function keptBack(owed: OwedDeliveries, held: HeldDeliveries): OwedDeliveries {
  const watched = (count: number, { networkId, conversionId, facts }: OwedConversion): number => {
    const { partnerId, offerId } = facts;
    if (count > 0 && held.isHeld({ networkId, partnerId, offerId })) held.hold(conversionId);
    return count;
  };
  return {
    ...owed,
    owe: (conversion, at) => watched(owed.owe(conversion, at), conversion),
    oweBy: (template, conversion, at) => watched(owed.oweBy(template, conversion, at), conversion),
  };
}
