import type { RunLines } from '#main/engine/ports/reconcile-store.ts';
import type { Sqlite } from '../file/sqlite.ts';

type Value = string | number | null;

/** In the order of what {@link columnsOf} gives. */
const COLUMNS = `run_id, place, key, state, digest, cause_1, cause_2, delta_1, delta_2, currency, at, number, invoca_id,
  cells, findings`;
const ROW = `(${Array.from({ length: COLUMNS.split(',').length }, () => '?').join(', ')})`;

/** Rows a statement stores: the way into SQLite costs as much as storing a row, so that it is taken for many. */
const ROWS_AT_ONCE = 20;

/** Stores lines of a run from a place on. */
export function lineInsertion(db: Sqlite): (runId: number, from: number, lines: RunLines) => void {
  const statement = (rows: number) =>
    db.prepare<[Value[]]>(
      `INSERT INTO reconcile_lines (${COLUMNS}) VALUES ${Array.from({ length: rows }, () => ROW).join(', ')}`,
    );
  const many = statement(ROWS_AT_ONCE);
  const one = statement(1);
  return (runId, from, lines) => {
    const columns = columnsOf(lines);
    const count = lines.keys.length;
    let done = 0;
    while (done < count) {
      const rows = count - done < ROWS_AT_ONCE ? 1 : ROWS_AT_ONCE;
      const values: Value[] = [];
      for (let place = done; place < done + rows; place += 1) {
        values.push(runId, from + place);
        for (const column of columns) values.push(column[place] ?? null);
      }
      (rows === 1 ? one : many).run(values);
      done += rows;
    }
  };
}

function columnsOf(lines: RunLines): readonly (readonly Value[])[] {
  const { keys, states, digests, causes, deltas, currencies, ats, numbers, invocaIds, cells, findings } =
    lines;
  return [keys, states, digests, ...causes, ...deltas, currencies, ats, numbers, invocaIds, cells, findings];
}
