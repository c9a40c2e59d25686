import { wayOfTuneProtocol } from '#shared/domain/tune-protocol.ts';
import type { SavedTuneRecords, TuneRecords } from '#main/engine/ports/catalogue-records.ts';
import type { TuneGoal, TuneOffer, TunePartner } from '#main/engine/ports/tune-client.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { SHOWN_NAME } from './own-records.ts';
import { tally } from './tally.ts';
import type { SaveOutcome } from './tally.ts';

const PAY_PER_CALL = 'pay_per_call';

/**
 * Takes over what a TUNE network lists. Its partners and offers are those of the Invoca account whose calls it counts,
 * by their ids; without such an account they are TUNE's own until one names them. `renamed` is called when what is shown
 * may have changed.
 */
export function tuneRecordWrites(
  db: Sqlite,
  renamed: () => void,
): { readonly saveTuneRecords: (input: TuneRecords) => SavedTuneRecords } {
  const places = tunePlaces(db);
  const partner = partnerTaker(db, places.partner);
  const offer = offerTaker(db, places.offer);
  const goal = goalTaker(db);
  const unlist = {
    partners: db.prepare<[number, string]>(
      `UPDATE partner_details SET tune_status = '' WHERE tune_network_id = ? AND tune_status <> '' AND partner NOT IN
         (SELECT p.id FROM partners AS p JOIN json_each(?) AS kept ON kept.value = p.partner_id)`,
    ),
    offers: db.prepare<[number, string]>(
      `UPDATE offer_details SET tune_status = '' WHERE tune_network_id = ? AND tune_status <> '' AND offer NOT IN
         (SELECT o.id FROM offers AS o JOIN json_each(?) AS kept ON kept.value = o.offer_id)`,
    ),
    goals: db.prepare<[number, number, string]>(
      `UPDATE goals SET status = 'deleted', changed_at = ? WHERE tune_network_id = ? AND status <> 'deleted'
         AND goal_id NOT IN (SELECT value FROM json_each(?))`,
    ),
  };
  return {
    saveTuneRecords: atOnce(db, ({ networkId, partners, offers, goals, now }: TuneRecords) => {
      const how = { networkId, now };
      const saved: SavedTuneRecords = {
        partners: tally((partners ?? []).map((one) => partner(one, how))),
        offers: tally((offers ?? []).map((one) => offer(one, how))),
        goals: tally((goals ?? []).flatMap((one) => goal(one, how) ?? [])),
      };
      const ids = <T>(list: readonly T[], idOf: (one: T) => string): string => JSON.stringify(list.map(idOf));
      if (partners)
        unlist.partners.run(
          networkId,
          ids(partners, ({ partnerId }) => partnerId),
        );
      if (offers)
        unlist.offers.run(
          networkId,
          ids(offers, ({ offerId }) => offerId),
        );
      if (goals)
        unlist.goals.run(
          now,
          networkId,
          ids(goals, ({ goalId }) => goalId),
        );
      renamed();
      return saved;
    }),
  };
}

interface Taking {
  /** The TUNE account. */
  readonly networkId: number;
  readonly now: number;
}

type Places = Readonly<Record<'partner' | 'offer', (tune: number, id: string) => number>>;

/** The record of an id of TUNE's, made when it is new: the one TUNE named before, else the one of its home. */
function tunePlaces(db: Sqlite): Places {
  const calls = db.prepare<[number], { home: number | null }>(
    'SELECT calls_network_id AS home FROM tune_accounts WHERE network_id = ?',
  );
  const accounts = db.prepare<[], { id: number }>(
    "SELECT id FROM networks WHERE kind = 'invoca' AND removed = 0 ORDER BY id LIMIT 2",
  );
  const homeOf = (tune: number): number => {
    const said = calls.get(tune)?.home ?? null;
    if (said !== null) return said;
    const [only, another] = accounts.all();
    return only && !another ? only.id : tune;
  };
  const placeOf = (table: 'partner' | 'offer') => {
    const before = db.prepare<[number, string], { id: number }>(
      `SELECT r.id FROM ${table}_details AS d JOIN ${table}s AS r ON r.id = d.${table}
       WHERE d.tune_network_id = ? AND r.${table}_id = ?`,
    );
    // What a person set up before any account was connected is the same, too.
    const there = db.prepare<[number, string], { id: number }>(
      `SELECT r.id FROM ${table}s AS r JOIN networks AS w ON w.id = r.network_id
       WHERE (r.network_id = ? OR w.kind = 'desk') AND r.${table}_id = ? ORDER BY w.kind = 'desk' LIMIT 1`,
    );
    const more = table === 'offer' ? { columns: ', advertiser_id, click_url', values: ", '', ''" } : null;
    const make = db.prepare<[number, string]>(
      `INSERT INTO ${table}s (network_id, ${table}_id, name, status, invoca_id, listed${more?.columns ?? ''})
       VALUES (?, ?, '', '', '', 0${more?.values ?? ''})`,
    );
    return (tune: number, id: string): number => {
      const known = before.get(tune, id) ?? there.get(homeOf(tune), id);
      return known?.id ?? Number(make.run(homeOf(tune), id).lastInsertRowid);
    };
  };
  return { partner: placeOf('partner'), offer: placeOf('offer') };
}

function partnerTaker(
  db: Sqlite,
  placeOf: Places['partner'],
): (one: TunePartner, how: Taking) => SaveOutcome {
  const stored = db.prepare<[number], { tuneName: string; status: string | null; refId: string | null }>(
    `SELECT p.tune_name AS tuneName, d.tune_status AS status, d.ref_id AS refId
     FROM partners AS p LEFT JOIN partner_details AS d ON d.partner = p.id WHERE p.id = ?`,
  );
  const name = db.prepare<[string, number]>('UPDATE partners SET tune_name = ? WHERE id = ?');
  const show = db.prepare<[number]>(`UPDATE partners SET name = ${SHOWN_NAME} WHERE id = ?`);
  const put = db.prepare<[number, string, number, string, number]>(
    `INSERT INTO partner_details (partner, origin, ref_id, tune_network_id, tune_status, changed_at)
     VALUES (?, 'tune', ?, ?, ?, ?)
     ON CONFLICT (partner) DO UPDATE SET tune_network_id = excluded.tune_network_id, tune_status = excluded.tune_status,
       ref_id = CASE ref_id WHEN '' THEN excluded.ref_id ELSE ref_id END, changed_at = excluded.changed_at`,
  );
  return (one, { networkId, now }) => {
    const id = placeOf(networkId, one.partnerId);
    const before = stored.get(id);
    name.run(one.name, id);
    show.run(id);
    put.run(id, one.refId, networkId, one.status, now);
    return outcomeOf(before, stored.get(id));
  };
}

function offerTaker(db: Sqlite, placeOf: Places['offer']): (one: TuneOffer, how: Taking) => SaveOutcome {
  const stored = db.prepare<[number], { tuneName: string; status: string | null; origin: string | null }>(
    `SELECT o.tune_name AS tuneName, o.advertiser_name AS advertiserName, d.tune_status AS status, d.origin,
       d.tune_payout, d.tune_revenue, d.tune_currency, d.ref_id AS refId
     FROM offers AS o LEFT JOIN offer_details AS d ON d.offer = o.id WHERE o.id = ?`,
  );
  const name = db.prepare<[string, string, string, number]>(
    `UPDATE offers SET tune_name = ?, advertiser_id = CASE advertiser_id WHEN '' THEN ? ELSE advertiser_id END,
       advertiser_name = CASE advertiser_name WHEN '' THEN ? ELSE advertiser_name END WHERE id = ?`,
  );
  const show = db.prepare<[number]>(`UPDATE offers SET name = ${SHOWN_NAME} WHERE id = ?`);
  // What a person set of amounts stays; TUNE's stand beside it.
  const put = db.prepare<[number, string, number, string, number, string, number, number, string, number]>(
    `INSERT INTO offer_details (offer, origin, ref_id, pay_per_call, currency, tune_network_id, tune_status, tune_payout,
       tune_revenue, tune_currency, changed_at) VALUES (?, 'tune', ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (offer) DO UPDATE SET tune_network_id = excluded.tune_network_id, tune_status = excluded.tune_status,
       ref_id = CASE ref_id WHEN '' THEN excluded.ref_id ELSE ref_id END,
       currency = CASE WHEN payout IS NULL AND revenue IS NULL THEN excluded.currency ELSE currency END,
       tune_payout = excluded.tune_payout, tune_revenue = excluded.tune_revenue,
       tune_currency = excluded.tune_currency, changed_at = excluded.changed_at`,
  );
  return (one, { networkId, now }) => {
    const id = placeOf(networkId, one.offerId);
    const before = stored.get(id);
    name.run(one.name, one.advertiserId, one.advertiserName, id);
    show.run(id);
    const { amount: payout, currency } = one.payout;
    const isCall = Number(one.protocol === PAY_PER_CALL);
    const told = [payout, one.revenue.amount, currency] as const;
    put.run(id, one.refId, isCall, currency, networkId, one.status, ...told, now);
    return outcomeOf(before, stored.get(id));
  };
}

function goalTaker(db: Sqlite): (one: TuneGoal, how: Taking) => SaveOutcome | null {
  const offerOf = db.prepare<[number, string], { id: number }>(
    `SELECT o.id FROM offer_details AS d JOIN offers AS o ON o.id = d.offer
     WHERE d.tune_network_id = ? AND o.offer_id = ?`,
  );
  const stored = db.prepare<[number, string], { tuneName: string; status: string | null }>(
    `SELECT name AS tuneName, status, protocol, payout, revenue, currency, tune_network_id FROM goals
     WHERE offer = ? AND goal_id = ?`,
  );
  const put = db.prepare<[number, string, string, string, number, number, string, string, number, number]>(
    `INSERT INTO goals (offer, goal_id, name, protocol, payout, revenue, currency, status, origin, tune_network_id,
       changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'tune', ?, ?)
     ON CONFLICT (offer, goal_id) DO UPDATE SET name = excluded.name, protocol = excluded.protocol,
       payout = excluded.payout, revenue = excluded.revenue, currency = excluded.currency, status = excluded.status,
       tune_network_id = excluded.tune_network_id, changed_at = excluded.changed_at`,
  );
  return (one, { networkId, now }) => {
    const offer = offerOf.get(networkId, one.offerId);
    const way = wayOfTuneProtocol(one.protocol);
    if (!offer || way === null) return null;
    const before = stored.get(offer.id, one.goalId);
    const { amount, currency } = one.payout;
    const status = one.status === 'deleted' ? 'deleted' : 'active';
    put.run(
      offer.id,
      one.goalId,
      one.name,
      way,
      amount,
      one.revenue.amount,
      currency,
      status,
      networkId,
      now,
    );
    return outcomeOf(before, stored.get(offer.id, one.goalId));
  };
}

/** A record that TUNE had not told of before counts as added, even where an account knew it. */
function outcomeOf(before: { readonly status: string | null } | undefined, after: unknown): SaveOutcome {
  if (before?.status === undefined || before.status === null) return 'added';
  return JSON.stringify(before) === JSON.stringify(after) ? 'same' : 'changed';
}
