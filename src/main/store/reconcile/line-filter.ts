import type { RowFilter, RunSummary } from '#shared/ipc/reconcile.ts';
import { allOf } from '../conversions/filter.ts';
import type { Condition } from '../conversions/filter.ts';

/** Lines of a run with what was accepted of them; `m` is the acceptance that still holds. */
export const LINES = `reconcile_lines AS l
  JOIN reconcile_runs AS r ON r.id = l.run_id
  LEFT JOIN reconcile_marks AS m ON m.series_id = r.series_id AND m.key = l.key AND m.digest = l.digest`;

/** Which lines of a run a filter lets through, as a clause over {@link LINES}. */
export function lineCondition(runId: number, filter: RowFilter, summary: RunSummary | null): Condition {
  const { states, causes, side, accepted, since, moves, text } = filter;
  const found: Condition[] = [{ sql: 'l.run_id = ?', values: [runId] }];
  if (moves) found.push(...movesOf(moves, summary));
  else found.push({ sql: 'l.state IN (SELECT value FROM json_each(?))', values: [JSON.stringify(states)] });
  if (causes) {
    const named = JSON.stringify(causes);
    const columns = side === undefined ? ['l.cause_1', 'l.cause_2'] : [`l.cause_${side}`];
    const each = columns.map((column) => `${column} IN (SELECT value FROM json_each(?))`);
    found.push({ sql: `(${each.join(' OR ')})`, values: columns.map(() => named) });
  } else if (side !== undefined) {
    found.push({ sql: `l.cause_${side} <> ''`, values: [] });
  }
  if (accepted !== undefined) found.push({ sql: `(m.key IS NOT NULL) = ?`, values: [accepted ? 1 : 0] });
  if (since !== undefined) found.push({ sql: 'l.since = ?', values: [since] });
  const wanted = (text ?? '').trim();
  if (wanted !== '') {
    const digits = wanted.replaceAll(/\D/g, '');
    const number = digits.length >= 3 ? [{ sql: 'instr(l.number, ?) > 0', values: [digits] }] : [];
    const told = [
      { sql: 'instr(upper(l.invoca_id), upper(?)) > 0', values: [wanted] },
      { sql: 'instr(upper(l.key), upper(?)) > 0', values: [wanted] },
      ...number,
    ];
    found.push({
      sql: `(${told.map(({ sql }) => sql).join(' OR ')})`,
      values: told.flatMap(({ values }) => values),
    });
  }
  return allOf(found);
}

/** Calls of the first side that count to the period by one zone, but not by another. */
function movesOf(moves: NonNullable<RowFilter['moves']>, summary: RunSummary | null): Condition[] {
  const [inside, outside] = [summary?.zones[moves.in], summary?.zones[moves.notIn]];
  if (!inside || !outside) return [{ sql: '0', values: [] }];
  return [
    { sql: "l.state <> 'gone'", values: [] },
    { sql: "json_type(l.cells, '$[0]') <> 'null'", values: [] },
    { sql: 'l.at >= ? AND l.at < ?', values: [inside.from, inside.to] },
    { sql: 'NOT (l.at >= ? AND l.at < ?)', values: [outside.from, outside.to] },
  ];
}
