import { z } from 'zod';
import type { ReconcileReads } from '#main/engine/ports/reconcile-store.ts';
import { reconcileFinding } from '#shared/ipc/reconcile.ts';
import type { ReconcileRow, RowFilter, RowOrder } from '#shared/ipc/reconcile.ts';
import { Recent } from '../conversions/recent.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { storedCells } from './stored-cells.ts';
import { lineCondition, LINES } from './line-filter.ts';
import { runReads } from './run-reads.ts';

type LineReads = Pick<
  ReconcileReads,
  'reconcileRows' | 'reconcileRowTotals' | 'reconcilePlaces' | 'reconcileLines'
>;

interface Stored {
  readonly place: number;
  readonly state: ReconcileRow['state'];
  readonly since: ReconcileRow['since'];
  readonly cause_1: ReconcileRow['causes'][number];
  readonly cause_2: ReconcileRow['causes'][number];
  readonly delta_1: number;
  readonly delta_2: number;
  readonly currency: string;
  readonly at: number | null;
  readonly number: string;
  readonly invoca_id: string;
  readonly cells: string;
  readonly findings: string;
  readonly note: string | null;
}

const LISTS_KEPT = 6;

const ORDERS: Readonly<Record<RowOrder['by'], string>> = {
  at: 'l.place',
  amount: 'abs(l.delta_1) + abs(l.delta_2)',
};

const storedFindings = z.array(reconcileFinding);

/** Reads the lines of runs. The places a filter shows are kept for the version of the run they were found in. */
export function lineReads(db: Sqlite): InstantHandlers<LineReads> {
  const { reconcileRun } = runReads(db);
  const versions = db.prepare<[number], { version: number }>(
    'SELECT version FROM reconcile_runs WHERE id = ?',
  );
  const kept = new Recent<Float64Array>(LISTS_KEPT);
  const byPlace = db.prepare<[number, string], Stored>(
    `SELECT l.place, l.state, l.since, l.cause_1, l.cause_2, l.delta_1, l.delta_2, l.currency, l.at, l.number,
       l.invoca_id, l.cells, l.findings, m.note
     FROM ${LINES} WHERE l.run_id = ? AND l.place IN (SELECT value FROM json_each(?))`,
  );
  const sidesOf = (runId: number): number => reconcileRun({ id: runId }).draft.sides.length;

  const placesOf = (runId: number, filter: RowFilter, { by, descending }: RowOrder): Float64Array => {
    const version = versions.get(runId)?.version ?? 0;
    return kept.of(JSON.stringify([runId, version, filter, by, descending]), () => {
      const moves = filter.moves ? reconcileRun({ id: runId }).summary : null;
      const where = lineCondition(runId, filter, moves);
      const way = descending ? 'DESC' : 'ASC';
      const found = db
        .prepare<(number | string)[], number>(
          `SELECT l.place FROM ${LINES} WHERE ${where.sql} ORDER BY ${ORDERS[by]} ${way}, l.place ${way}`,
        )
        .pluck()
        .all(...where.values);
      return Float64Array.from(found);
    });
  };
  const linesAt = (runId: number, places: readonly number[]): ReconcileRow[] => {
    const others = sidesOf(runId) - 1;
    const rows = new Map(
      byPlace.all(runId, JSON.stringify(places)).map((row) => [row.place, rowOf(row, others)]),
    );
    return places.flatMap((place) => rows.get(place) ?? []);
  };
  return {
    reconcileRows: ({ runId, filter, order, index, limit }) =>
      linesAt(runId, Array.from(placesOf(runId, filter, order).subarray(index, index + limit))),
    reconcileRowTotals: ({ runId, filter }) => {
      const order: RowOrder = { by: 'at', descending: false };
      return {
        count: placesOf(runId, filter, order).length,
        accepted: placesOf(runId, { ...filter, accepted: true }, order).length,
      };
    },
    reconcilePlaces: ({ runId, filter, order }) => placesOf(runId, filter, order),
    reconcileLines: ({ runId, places }) => linesAt(runId, places),
  };
}

function rowOf(row: Stored, others: number): ReconcileRow {
  return {
    place: row.place,
    state: row.state,
    since: row.since,
    at: row.at,
    number: row.number,
    invocaId: row.invoca_id,
    currency: row.currency,
    causes: [row.cause_1, row.cause_2].slice(0, others),
    deltas: [row.delta_1, row.delta_2].slice(0, others),
    cells: storedCells.parse(JSON.parse(row.cells)),
    findings: storedFindings.parse(JSON.parse(row.findings)),
    accepted: row.note,
  };
}
