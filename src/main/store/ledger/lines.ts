import type { CallFacts } from '#shared/domain/ledger.ts';
import type { SubIdValues } from '#shared/domain/sub-ids.ts';
import { customDataOf } from '../catalogue/custom-data.ts';
import { adoption, LISTED_NAME } from '../catalogue/own-records.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** What transactions say of the way a call came in; the key of a line. */
type LineFacts = Pick<
  CallFacts,
  | 'virtualLineId'
  | 'numberDescription'
  | 'partnerId'
  | 'partnerName'
  | 'offerId'
  | 'offerName'
  | 'advertiserId'
>;

/** A line with what it is joined to. Empty text where nothing is known. */
export interface Line {
  readonly id: number;
  readonly networkId: number;
  readonly partnerId: string;
  readonly offerId: string;
  /** Ten digits, or empty while no number is known for it. */
  readonly number: string;
  /** Sub ids set on the number itself. */
  readonly numberSubIds: SubIdValues;
}

interface NumberRow {
  readonly id: number;
  readonly id_from_network: string;
  readonly invoca_id: string;
  readonly number: string;
  readonly description: string;
  readonly partner_id: string;
  readonly offer_id: string;
  readonly custom_data: string;
}

interface LineRow {
  readonly id: number;
  readonly virtual_line_id: string;
  readonly number_description: string;
  readonly said_partner_id: string;
  readonly said_offer_id: string;
}

/** Finds and makes lines, and joins them to numbers, partners and offers (invoca.md 5.7). */
export interface Lines {
  /** The line of a call, made when it is new; names a transaction gives are kept for partners and offers not listed. */
  readonly lineOf: (networkId: number, facts: LineFacts) => Line;
  /** Joins every line of the network anew, after its catalogue changed. */
  readonly rejoin: (networkId: number) => void;
  /**
   * Makes the number known to calls that come from now on. Says whether calls that came before name it, so that they
   * have to be joined anew.
   */
  readonly numberCame: (
    networkId: number,
    number: { readonly idFromNetwork: string; readonly invocaId: string },
  ) => boolean;
  /** Forgets what was remembered of the file: after a transaction was rolled back. */
  readonly forget: () => void;
}

/** Lines of the writer's connection, remembered between calls, since the writer alone makes them. */
export function linesOf(db: Sqlite): Lines {
  const find = db.prepare<[number, string, string, string, string], LineRow>(
    `SELECT * FROM lines WHERE network_id = ? AND virtual_line_id = ? AND number_description = ?
       AND said_partner_id = ? AND said_offer_id = ?`,
  );
  const all = db.prepare<[number], LineRow>('SELECT * FROM lines WHERE network_id = ?');
  const insert = db.prepare<[number, string, string, string, string, string, string, number | null]>(
    `INSERT INTO lines (network_id, virtual_line_id, number_description, said_partner_id, said_offer_id,
       partner_id, offer_id, number_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare<[string, string, number | null, number]>(
    'UPDATE lines SET partner_id = ?, offer_id = ?, number_id = ? WHERE id = ?',
  );
  const numbers = db.prepare<[number], NumberRow>(
    "SELECT * FROM numbers WHERE network_id = ? AND number <> ''",
  );
  const adopt = adoption(db);
  const putPartner = db.prepare<[number, string, string, string]>(
    `INSERT INTO partners (network_id, partner_id, name, network_name, status, invoca_id, listed)
     VALUES (?, ?, ?, ?, '', '', 0)
     ON CONFLICT (network_id, partner_id) DO UPDATE SET name = ${LISTED_NAME}, network_name = excluded.network_name
       WHERE listed = 0 AND excluded.network_name <> '' AND network_name <> excluded.network_name`,
  );
  const putOffer = db.prepare<[number, string, string, string, string]>(
    `INSERT INTO offers (network_id, offer_id, name, network_name, status, advertiser_id, invoca_id, click_url, listed)
     VALUES (?, ?, ?, ?, '', ?, '', '', 0)
     ON CONFLICT (network_id, offer_id) DO UPDATE SET name = ${LISTED_NAME}, network_name = excluded.network_name
       WHERE listed = 0 AND excluded.network_name <> '' AND network_name <> excluded.network_name`,
  );

  const named = db.prepare<[number, string, string], { one: number }>(
    `SELECT 1 AS one FROM lines
     WHERE network_id = ? AND virtual_line_id IN (?, ?) AND virtual_line_id <> '' LIMIT 1`,
  );

  const seePartner = (networkId: number, partnerId: string, name: string): void => {
    if (partnerId === '') return;
    adopt.partner(networkId, partnerId);
    putPartner.run(networkId, partnerId, name, name);
  };
  const seeOffer = (networkId: number, offerId: string, name: string, advertiserId: string): void => {
    if (offerId === '') return;
    adopt.offer(networkId, offerId);
    putOffer.run(networkId, offerId, name, name, advertiserId);
  };

  const lines = new Map<string, Line>();
  const joins = new Map<number, NumberJoin>();

  const joinOf = (networkId: number): NumberJoin => {
    const known = joins.get(networkId);
    if (known) return known;
    const made = numberJoin(numbers.all(networkId));
    joins.set(networkId, made);
    return made;
  };

  const make = (networkId: number, facts: LineFacts): Line => {
    const virtualLineId = facts.virtualLineId ?? '';
    const description = facts.numberDescription ?? '';
    const saidPartner = facts.partnerId ?? '';
    const saidOffer = facts.offerId ?? '';
    const number = joinOf(networkId)(virtualLineId, description);
    const partnerId = saidPartner || number?.partner_id || '';
    const offerId = saidOffer || number?.offer_id || '';
    const key = [networkId, virtualLineId, description, saidPartner, saidOffer] as const;
    const id =
      find.get(...key)?.id ?? insert.run(...key, partnerId, offerId, number?.id ?? null).lastInsertRowid;
    seePartner(networkId, partnerId, facts.partnerName ?? '');
    seeOffer(networkId, offerId, facts.offerName ?? '', facts.advertiserId ?? '');
    const numberSubIds = number ? subIdsOf(number.custom_data) : {};
    return { id: Number(id), networkId, partnerId, offerId, number: number?.number ?? '', numberSubIds };
  };

  const forget = (): void => {
    lines.clear();
    joins.clear();
  };

  return {
    forget,
    numberCame: (networkId, { idFromNetwork, invocaId }) => {
      joins.delete(networkId);
      return named.get(networkId, idFromNetwork, invocaId) !== undefined;
    },
    lineOf: (networkId, facts) => {
      const { virtualLineId, numberDescription, partnerId, partnerName, offerId, offerName } = facts;
      const key = `${networkId}\n${virtualLineId}\n${numberDescription}\n${partnerId}\n${partnerName}\n${offerId}\n${offerName}`;
      const known = lines.get(key);
      if (known) return known;
      const made = make(networkId, facts);
      lines.set(key, made);
      return made;
    },
    rejoin: (networkId) => {
      forget();
      const join = joinOf(networkId);
      for (const line of all.all(networkId)) {
        const number = join(line.virtual_line_id, line.number_description);
        const partnerId = line.said_partner_id || number?.partner_id || '';
        const offerId = line.said_offer_id || number?.offer_id || '';
        update.run(partnerId, offerId, number?.id ?? null, line.id);
        seePartner(networkId, partnerId, '');
        seeOffer(networkId, offerId, '', '');
      }
    },
  };
}

type NumberJoin = (virtualLineId: string, description: string) => NumberRow | undefined;

/** Id from the network first, then the network's own id, then a description that only one number has. */
function numberJoin(rows: readonly NumberRow[]): NumberJoin {
  const byIdFromNetwork = uniqueBy(rows, (row) => row.id_from_network);
  const byInvocaId = uniqueBy(rows, (row) => row.invoca_id);
  const byDescription = uniqueBy(rows, (row) => row.description);
  return (virtualLineId, description) =>
    byIdFromNetwork.get(virtualLineId) ?? byInvocaId.get(virtualLineId) ?? byDescription.get(description);
}

function uniqueBy(rows: readonly NumberRow[], keyOf: (row: NumberRow) => string): Map<string, NumberRow> {
  const found = new Map<string, NumberRow>();
  const doubled = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === '' || doubled.has(key)) continue;
    if (found.delete(key)) doubled.add(key);
    else found.set(key, row);
  }
  return found;
}

function subIdsOf(customData: string): SubIdValues {
  const given = customDataOf(customData);
  const { aff_sub2 = '', aff_sub3 = '', aff_sub4 = '', aff_sub5 = '', source = '' }: SubIdValues = given;
  return { aff_sub2, aff_sub3, aff_sub4, aff_sub5, source };
}
