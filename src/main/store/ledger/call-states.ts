import type { DecodedRow, PageDecoder } from '#main/engine/ports/page-decoder.ts';
import { applyTransaction, EMPTY_CALL, releaseCorrection } from '#shared/domain/ledger.ts';
import type { CallState } from '#shared/domain/ledger.ts';
import type { StatusMap } from '#shared/domain/status.ts';
import type { InvocaUser } from '#shared/ipc/networks.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** A call as it is stored: its conversion's id, how many entries its history has, and what its rows add up to. */
export interface StoredCall {
  readonly conversionId: number;
  readonly changes: number;
  readonly state: CallState;
}

/** How a network's rows are read again. */
export interface Reading {
  readonly currency: string;
  readonly user: InvocaUser;
  readonly statusMap: StatusMap;
}

interface StoredRow {
  readonly id: number;
  readonly conversion_id: number;
  readonly released_after: number | null;
  readonly raw: string;
}

/** Reads stored calls by folding their raw rows, so that the raw rows alone say what a call is. */
export interface CallStates {
  /** The stored calls among the complete call ids, by call id. */
  readonly byCallIds: (
    networkId: number,
    callIds: readonly string[],
    reading: Reading,
  ) => Map<string, StoredCall>;
}

export function callStates(db: Sqlite, decode: PageDecoder): CallStates {
  const find = db.prepare<[string, number], { id: number; call_id: string; changes: number }>(
    `SELECT c.id, c.call_id, c.changes FROM json_each(?) AS asked
     CROSS JOIN conversions AS c ON c.network_id = ? AND c.call_id = asked.value`,
  );
  const rowsOf = db.prepare<[string], StoredRow>(
    `SELECT t.id, t.conversion_id, t.released_after, t.raw FROM json_each(?) AS asked
     CROSS JOIN transactions AS t ON t.conversion_id = asked.value ORDER BY t.id`,
  );
  return {
    byCallIds: (networkId, callIds, reading) => {
      const found = find.all(JSON.stringify(callIds), networkId);
      if (found.length === 0) return new Map();
      const rows = rowsOf.all(JSON.stringify(found.map(({ id }) => id)));
      const decoded = decodeAgain(
        rows.map(({ raw }) => raw),
        decode,
        reading,
      );
      const states = foldStored(rows, decoded, reading.statusMap);
      return new Map(
        found.map(({ id, call_id, changes }) => [
          call_id,
          { conversionId: id, changes, state: states.get(id) ?? EMPTY_CALL },
        ]),
      );
    },
  };
}

/** Rows stored or kept as received, decoded once more. @throws Error when they do not come out as many rows */
export function decodeAgain(
  raws: readonly string[],
  decode: PageDecoder,
  { currency, user }: Pick<Reading, 'currency' | 'user'>,
): readonly DecodedRow[] {
  const page = decode(Buffer.from(`[${raws.join(',')}]`), { currency, user });
  if (page.kind === 'unreadable' || page.rows.length !== raws.length) {
    throw new Error('Rows stored as received could not be read again.');
  }
  return page.rows;
}

/** Repeats what happened to each call in the order it happened, lettings-go included. */
function foldStored(
  rows: readonly StoredRow[],
  decoded: readonly DecodedRow[],
  map: StatusMap,
): Map<number, CallState> {
  const states = new Map<number, CallState>();
  const toRelease = new Map<number, { transactionId: string; after: number }[]>();
  const release = (call: number, before: number): void => {
    const due = toRelease.get(call)?.filter(({ after }) => after < before) ?? [];
    for (const { transactionId } of due) {
      states.set(call, releaseCorrection(states.get(call) ?? EMPTY_CALL, transactionId, map).call);
    }
    if (due.length > 0)
      toRelease.set(
        call,
        (toRelease.get(call) ?? []).filter(({ after }) => after >= before),
      );
  };
  for (const [index, row] of rows.entries()) {
    const read = decoded[index];
    if (read?.kind !== 'transaction') continue;
    const { transaction } = read;
    const call = row.conversion_id;
    release(call, row.id);
    states.set(call, applyTransaction(states.get(call) ?? EMPTY_CALL, transaction, map).call);
    if (row.released_after !== null) {
      const waiting = toRelease.get(call) ?? [];
      toRelease.set(call, [
        ...waiting,
        { transactionId: transaction.transactionId, after: row.released_after },
      ]);
    }
  }
  for (const call of toRelease.keys()) release(call, Infinity);
  return states;
}
