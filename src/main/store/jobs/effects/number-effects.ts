import type { CatalogueNumber } from '#main/engine/ports/catalogue.ts';
import type { NumberEffect } from '#main/engine/ports/number-effects.ts';
import type { Sqlite } from '../../file/sqlite.ts';
import { numberIdentity } from '../../catalogue/listed-numbers.ts';
import type { Lines } from '../../ledger/lines.ts';
import { numberIdsOf } from '../../numbers/number-ids.ts';

type Effect = Extract<NumberEffect, { readonly kind: `number.${string}` }>;

interface Place {
  readonly networkId: number;
  readonly offerId: string;
  readonly partnerId: string;
}

/** How the effects of jobs about promo numbers change the records; called within the outcome's transaction. */
export function numberEffects(db: Sqlite, lines: Lines): (effect: Effect, now: number) => void {
  const idsOf = numberIdsOf(db);
  const place = db.prepare<[number], Place>(
    'SELECT network_id AS networkId, offer_id AS offerId, partner_id AS partnerId FROM numbers WHERE id = ?',
  );
  const listedTwice = db
    .prepare<[number, string, number], number>(
      'SELECT id FROM numbers WHERE network_id = ? AND identity = ? AND id <> ?',
    )
    .pluck();
  const takeLines = db.prepare<[number, number]>('UPDATE lines SET number_id = ? WHERE number_id = ?');
  const drop = db.prepare<[number]>('DELETE FROM numbers WHERE id = ?');
  const put = db.prepare<
    [string, string, string, string, string, string, string, string, string, string, string, number, number]
  >(
    `UPDATE numbers SET identity = ?, id_from_network = ?, invoca_id = ?, number = ?, description = ?, media_type = ?,
       advertiser_id = ?, offer_id = ?, partner_id = ?, custom_data = ?, base_link = ?, changed_at = ?, listed = 1,
       state = 'active', reason = '', quiet_until = NULL, ended_at = NULL WHERE id = ?`,
  );
  const rename = db.prepare<[string, string, number]>(
    `UPDATE numbers SET identity = ?, id_from_network = ?, quiet_until = NULL WHERE id = ? AND state = 'requested'`,
  );
  const notMade = db.prepare<[number]>('UPDATE numbers SET quiet_until = NULL WHERE id = ?');
  const unanswered = db.prepare<[number, number]>('UPDATE numbers SET quiet_until = ? WHERE id = ?');
  const fail = db.prepare<[string, number]>(
    "UPDATE numbers SET state = 'failed', reason = ? WHERE id = ? AND state = 'requested'",
  );
  const remove = db.prepare<[number, number, number]>(
    `UPDATE numbers SET state = 'removed', listed = 0, reason = 'Given back.', ended_at = ?, changed_at = ?
     WHERE id = ?`,
  );
  const listAgain = db.prepare<[]>('UPDATE settled SET version = version + 1');

  const store = (id: number, number: CatalogueNumber, now: number): Place | undefined => {
    const before = place.get(id);
    if (!before) return undefined;
    const identity = numberIdentity(number);
    // A catalogue read meanwhile may have brought the same number as one of its own.
    const twin = listedTwice.get(before.networkId, identity, id);
    if (twin !== undefined) {
      takeLines.run(id, twin);
      drop.run(twin);
    }
    put.run(
      identity,
      number.idFromNetwork,
      number.invocaId,
      number.number,
      number.description,
      number.mediaType,
      number.advertiserId,
      number.offerId,
      number.partnerId,
      JSON.stringify(number.customData),
      number.baseLink,
      now,
      id,
    );
    return before;
  };
  const rejoin = (networkId: number): void => {
    lines.rejoin(networkId);
    listAgain.run();
  };

  return (effect, now) => {
    const id = effect.numberId;
    switch (effect.kind) {
      case 'number.given': {
        const before = store(id, effect.number, now);
        if (before && lines.numberCame(before.networkId, effect.number)) rejoin(before.networkId);
        break;
      }
      case 'number.changed': {
        const before = store(id, effect.number, now);
        if (before) rejoin(before.networkId);
        break;
      }
      case 'number.id_taken': {
        const at = place.get(id);
        if (!at) break;
        const next = idsOf(at.networkId).next(at).id;
        rename.run(`network:${next}`, next, id);
        break;
      }
      case 'number.not_made':
        notMade.run(id);
        break;
      case 'number.unanswered':
        unanswered.run(effect.quietUntil, id);
        break;
      case 'number.failed':
        if (effect.certain) notMade.run(id);
        fail.run(effect.reason, id);
        break;
      case 'number.removed':
        remove.run(now, now, id);
        break;
    }
  };
}
