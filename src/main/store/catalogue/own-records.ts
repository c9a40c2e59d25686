import { randomUUID } from 'node:crypto';
import type { Sqlite } from '../file/sqlite.ts';

/** Expression for the name that is shown, of a row's three: a person's, the network's, TUNE's. */
export const SHOWN_NAME = "coalesce(nullif(own_name, ''), nullif(network_name, ''), tune_name)";

/** The same in an upsert that brings the network's own name. */
export const LISTED_NAME = "coalesce(nullif(own_name, ''), nullif(excluded.network_name, ''), tune_name)";

/** Gives records that no account named yet to the account that names them now. */
export interface Adoption {
  readonly partner: (networkId: number, partnerId: string) => void;
  readonly offer: (networkId: number, offerId: string) => void;
}

/**
 * A partner or offer that was set up here, or read from TUNE, before an account named it becomes that account's, with
 * all that is known of it. To be called inside a transaction, before the account's own row is made.
 */
export function adoption(db: Sqlite): Adoption {
  const take = (table: 'partners' | 'offers', column: 'partner_id' | 'offer_id') => {
    const statement = db.prepare<[number, string]>(
      `UPDATE OR IGNORE ${table} SET network_id = ? WHERE ${column} = ?
         AND network_id IN (SELECT id FROM networks WHERE kind IN ('desk', 'tune'))`,
    );
    return (networkId: number, id: string): void => void statement.run(networkId, id);
  };
  return { partner: take('partners', 'partner_id'), offer: take('offers', 'offer_id') };
}

/** Where what belongs to no account is kept, made when it is first needed. To be called inside a transaction. */
export function deskNetwork(db: Sqlite): (currency: string, now: number) => number {
  const find = db.prepare<[], { id: number }>("SELECT id FROM networks WHERE kind = 'desk'");
  const make = db.prepare<[string, string, number]>(
    `INSERT INTO networks (key, kind, name, base_url, organisation_id, user_kind, currency, versions, token, practice,
       created_at) VALUES (?, 'desk', '', '', '', '', ?, '{}', '{"keeping":"session"}', 0, ?)`,
  );
  return (currency, now) => find.get()?.id ?? Number(make.run(randomUUID(), currency, now).lastInsertRowid);
}
