import { DeskError } from '#shared/ipc/errors.ts';
import type { RecordOrigin } from '#shared/ipc/goals.ts';
import type { SavedBy, SavedRecords } from '#main/engine/ports/catalogue-records.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { freeTradeId } from './free-trade-id.ts';
import { homeNetwork } from './home-network.ts';
import { SHOWN_NAME } from './own-records.ts';
import { tally } from './tally.ts';
import type { SaveOutcome } from './tally.ts';

/** Who saves a record, and when. */
export interface Saving {
  readonly by: SavedBy;
  readonly now: number;
}

/** What saving asks of an offer or partner as it is read from the file. */
interface StoredRecord {
  readonly id: number;
  readonly network_id: number;
  readonly network_name: string;
  readonly tune_name: string;
  readonly origin: RecordOrigin | null;
}

/** What saving asks of what a person, or a row of a file, says of an offer or partner. */
interface RecordDraft<Status extends string> {
  readonly id: number | null;
  readonly networkId: number | null;
  readonly name: string;
  readonly status: Status | null;
}

/** What is the desk's own in every record: where it comes from and the status a person gave it. */
export interface OwnPart<Status extends string> {
  readonly origin: RecordOrigin;
  readonly status: Status | 'active' | '';
  readonly now: number;
}

/** How offers and partners differ in being saved and taken out. */
export interface RecordKind<S extends StoredRecord, Status extends string, D extends RecordDraft<Status>> {
  readonly word: 'offer' | 'partner';
  /** Reads a record by its id. */
  readonly select: string;
  /** Makes a record of a network and an id of the trade. */
  readonly insert: string;
  readonly tradeIdOf: (stored: S) => string;
  readonly draftId: (draft: D) => string;
  /** The currency of the place for what belongs to no account. */
  readonly currencyOf: (draft: D) => string;
  /** @throws DeskError invalid_input with the field at fault */
  readonly check: (draft: D) => void;
  /** Writes what is known of it beside its name. */
  readonly keep: (id: number, draft: D, own: OwnPart<Status>) => void;
  /** Only what a person made and nothing names can be moved or taken out. */
  readonly removable: (stored: S) => boolean;
  /** What is deleted with it, each as `table WHERE column = ?`; the record itself last. */
  readonly removal: readonly string[];
  /** Why one that is named stays. */
  readonly stays: string;
}

/** Writes of offers or of partners. `renamed` is called when what is shown of one anywhere may have changed. */
export function recordWrites<S extends StoredRecord, Status extends string, D extends RecordDraft<Status>>(
  db: Sqlite,
  kind: RecordKind<S, Status, D>,
  renamed: () => void,
): {
  /** The record. @throws DeskError not_found */
  readonly found: (id: number) => S;
  readonly save: (input: Saving & { readonly draft: D }) => { readonly id: number };
  readonly saveMany: (input: Saving & { readonly drafts: readonly D[] }) => SavedRecords;
  readonly remove: (input: { readonly id: number }) => void;
} {
  const { word } = kind;
  const [table, column, field] = [`${word}s` as const, `${word}_id` as const, `${word}Id` as const];
  const one = db.prepare<[number], S>(kind.select);
  const same = db.prepare<[number, string], { id: number }>(
    `SELECT id FROM ${table} WHERE network_id = ? AND ${column} = ?`,
  );
  const insert = db.prepare<[number, string]>(kind.insert);
  const move = db.prepare<[number, string, number]>(
    `UPDATE ${table} SET network_id = ?, ${column} = ? WHERE id = ?`,
  );
  const nameIt = db.prepare<[string, number]>(`UPDATE ${table} SET own_name = ? WHERE id = ?`);
  const show = db.prepare<[number]>(`UPDATE ${table} SET name = ${SHOWN_NAME} WHERE id = ?`);
  const removal = kind.removal.map((from) => db.prepare<[number]>(`DELETE FROM ${from}`));
  const home = homeNetwork(db);
  const freeId = freeTradeId(db, table);

  const found = (id: number): S => {
    const stored = one.get(id);
    if (!stored) throw new DeskError('not_found', `There is no ${word} with the record id ${id}.`);
    return stored;
  };

  /** The record the draft is of, made when it is new, at the place the draft says. */
  const placed = (draft: D, now: number): { before: S | null; id: number } => {
    const before = draft.id === null ? null : found(draft.id);
    const beforeId = before && kind.tradeIdOf(before);
    const networkId =
      before && draft.networkId === null
        ? before.network_id
        : home({ networkId: draft.networkId, currency: kind.currencyOf(draft), now });
    const tradeId = kind.draftId(draft) || beforeId || freeId();
    const there = same.get(networkId, tradeId);
    if (there && there.id !== before?.id) {
      throw new DeskError('conflict', `There is ${ARTICLED[word]} ${tradeId} already.`, { field });
    }
    if (!before) return { before, id: Number(insert.run(networkId, tradeId).lastInsertRowid) };
    if (before.network_id !== networkId || beforeId !== tradeId) {
      if (!kind.removable(before)) {
        const message = `Calls, numbers or links name ${word} ${beforeId}; its id and account stay as they are.`;
        throw new DeskError('conflict', message, { field });
      }
      move.run(networkId, tradeId, before.id);
    }
    return { before, id: before.id };
  };

  const saved = (draft: D, { by, now }: Saving): { id: number; outcome: SaveOutcome } => {
    kind.check(draft);
    const { before, id } = placed(draft, now);
    const stored = found(id);
    const ownName = draft.name === (stored.network_name || stored.tune_name) ? '' : draft.name;
    if (ownName === '' && stored.network_name === '' && stored.tune_name === '') {
      throw new DeskError('invalid_input', 'Enter a name.', { field: 'name' });
    }
    nameIt.run(ownName, id);
    show.run(id);
    kind.keep(id, draft, {
      origin: stored.origin ?? (before === null ? by : 'network'),
      // Nobody else says anything of what was made here.
      status: draft.status ?? (before === null ? 'active' : ''),
      now,
    });
    if (before === null) return { id, outcome: 'added' };
    return { id, outcome: JSON.stringify(before) === JSON.stringify(found(id)) ? 'same' : 'changed' };
  };

  return {
    found,
    save: atOnce(db, ({ draft, ...how }: Saving & { readonly draft: D }) => {
      const { id } = saved(draft, how);
      renamed();
      return { id };
    }),
    saveMany: atOnce(db, ({ drafts, ...how }: Saving & { readonly drafts: readonly D[] }) => {
      const told = tally(drafts.map((draft) => saved(draft, how).outcome));
      renamed();
      return told;
    }),
    remove: atOnce(db, ({ id }: { readonly id: number }) => {
      if (!kind.removable(found(id))) throw new DeskError('conflict', kind.stays);
      for (const statement of removal) statement.run(id);
      renamed();
    }),
  };
}

const ARTICLED = { offer: 'an offer', partner: 'a partner' } as const;
